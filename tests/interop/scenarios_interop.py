"""The scenarios of the reference client's own tests, and more, on a devnet that the command starts.

Everything on this side is published: the client, its payer on cosmpy, the configuration that it reads. It runs with each
release of the client; what an older one cannot do is asserted as well, in `test_…_is_beyond_this_release`. In
`docs/devnet.md` stands which scenario of the reference is where.
"""

import asyncio
import hashlib
import importlib.metadata
import os
import secrets
import sys
from uuid import UUID, uuid4

import cosmpy.aerial.exceptions as chain_errors
import ecdsa
import grpc
import nillion_client as nillion
from cosmpy.aerial.client import LedgerClient, prepare_and_broadcast_basic_transaction
from cosmpy.aerial.client.bank import create_bank_send_msg
from cosmpy.aerial.config import NetworkConfig
from cosmpy.aerial.tx import SigningCfg, Transaction
from cosmpy.aerial.wallet import LocalWallet
from ecdsa.util import sigdecode_strings
from grpclib import GRPCError
from nillion_client import (
    InputPartyBinding,
    NilChainPayer,
    NilChainPrivateKey,
    OutputPartyBinding,
    Permissions,
    PermissionsDelta,
    PrivateKey,
    SecretInteger,
    UserId,
)
from nillion_client.client import PaymentMode
from nillion_client.permissions import PermissionCommand
from interrupted import Interrupted
from our_side import ROOT, OurSide
from peer import refused, run_tests
from stock_network import StockNetwork

RELEASE = importlib.metadata.version("nillion-client")
# 0.2.0 has no names for the types of EdDSA and of generated keys.
HAS_ALL_TYPES = hasattr(nillion, "EddsaMessage")
OPERATION_UNIL = 1_000_000
CREDITS_PER_OPERATION = 100
MESSAGE = b"forty-two ways to sign"


def since_all_types(test):
    """Leaves a test out if the release lacks the types. Another test shows what that release does."""
    return test if HAS_ALL_TYPES else None


def until_all_types(test):
    return None if HAS_ALL_TYPES else test


def other_user():
    return UserId.from_public_key(PrivateKey().pubkey)


def lowered(name):
    """A program of `tests/fixtures/nada` in the form that nodes take."""
    compiler = OurSide("metadata_peer.ts")
    try:
        path = ROOT / "tests/fixtures/nada" / f"{name}.mir.bin"
        return bytes.fromhex(compiler.ask(path=str(path))["bytes"])
    finally:
        compiler.close()


def ledger(net):
    chain = net.ready["chain"]
    config = NetworkConfig(
        chain_id=chain["chainId"],
        url=f"grpc+{chain['grpcEndpoint']}",
        fee_minimum_gas_price=0,
        fee_denomination="unil",
        staking_denomination="unil",
    )
    return LedgerClient(config, query_interval_secs=0.02, query_timeout_secs=10)


def wallet(net, index):
    return LocalWallet(net.wallet_key(index), "nillion")


def refused_call(call, code, details):
    try:
        call()
    except grpc.RpcError as error:
        assert (error.code(), error.details()) == (code, details), (error.code(), error.details())
        return
    raise AssertionError(f"not refused with {details}")


def values_of_all_types():
    """A value of each type, which the release under test has names for."""
    some = {
        "int": nillion.Integer(-12),
        "uint": nillion.UnsignedInteger(12),
        "bool": nillion.Boolean(False),
        "sint": SecretInteger(-(2**200)),
        "suint": nillion.SecretUnsignedInteger(2**200),
        "sbool": nillion.SecretBoolean(True),
        "array": nillion.Array([SecretInteger(3), SecretInteger(-3)]),
        "ecdsa key": nillion.EcdsaPrivateKey(bytearray(range(1, 33))),
        "ecdsa message": nillion.EcdsaDigestMessage(bytearray(secrets.token_bytes(32))),
        "ecdsa signature": nillion.EcdsaSignature((bytearray(b"\1" * 32), bytearray(b"\2" * 32))),
        "short signature": nillion.EcdsaSignature((bytearray(b"\1\2\3"), bytearray(b"\1\2\3"))),
    }
    if HAS_ALL_TYPES:
        key = ecdsa.SigningKey.generate(curve=ecdsa.Ed25519)
        signature = key.sign(MESSAGE)
        public_key = key.get_verifying_key().to_string()
        some |= {
            "ecdsa public key": nillion.EcdsaPublicKey(bytearray(secrets.token_bytes(33))),
            "store id": nillion.StoreId(bytearray(uuid4().bytes)),
            "eddsa key": nillion.EddsaPrivateKey(bytearray(b"\3" * 32)),
            "eddsa message": nillion.EddsaMessage(bytearray(MESSAGE)),
            "eddsa signature": nillion.EddsaSignature(
                (bytearray(signature[:32]), bytearray(signature[32:]))
            ),
            "eddsa public key": nillion.EddsaPublicKey(bytearray(public_key)),
        }
    arrays = {f"array of {name}": nillion.Array([value]) for name, value in some.items()}
    return some | arrays | {"blob": nillion.SecretBlob(bytearray(os.urandom(1234)))}


# Values


async def test_values_of_all_types_come_back(net):
    client = await net.client()
    values = values_of_all_types()
    values_id = await client.store_values(values, ttl_days=1).invoke()
    returned = await client.retrieve_values(values_id).invoke()
    assert returned.keys() == values.keys(), returned.keys() ^ values.keys()
    for name, value in values.items():
        assert returned[name] == value, name
    client.close()


async def test_an_update_replaces_names_and_types(net):
    client = await net.client()
    values_id = await client.store_values({"before": nillion.Integer(1)}, ttl_days=1).invoke()
    after = {"after": nillion.SecretBoolean(True)}
    updated = client.store_values(after, ttl_days=1, update_identifier=values_id)
    assert await updated.invoke() == values_id
    assert await client.retrieve_values(values_id).invoke() == after
    client.close()


async def test_deleted_values_are_gone_for_good(net):
    client = await net.client()
    values = {"a": nillion.Integer(1), "b": SecretInteger(2)}
    values_id = await client.store_values(values, ttl_days=1).invoke()
    await client.delete_values(values_id).invoke()
    for request in (client.retrieve_values, client.delete_values, client.retrieve_permissions):
        await refused(request(values_id).invoke(), "NOT_FOUND", "value not found")
    client.close()


@since_all_types
async def test_errors_name_the_party(net):
    from nillion_client.errors import PartyError

    client = await net.client()
    try:
        await client.retrieve_values(uuid4()).invoke()
        raise AssertionError("retrieved nothing")
    except PartyError as error:
        assert isinstance(error.__cause__, GRPCError), error.__cause__
        parties = [str(member.party_id) for member in client._members]
        assert any(party in str(error) for party in parties), error
    client.close()


@until_all_types
async def test_errors_that_name_the_party_is_beyond_this_release(net):
    # The client passes the status on unchanged.
    client = await net.client()
    try:
        await client.retrieve_values(uuid4()).invoke()
        raise AssertionError("retrieved nothing")
    except GRPCError as error:
        assert error.message == "value not found", error
    client.close()


# Permissions


async def test_permissions_come_back_and_are_overwritten(net):
    client = await net.client()
    other = other_user()
    permissions = Permissions.defaults_for_user(client.user_id).allow_retrieve(other)
    values = {"a": nillion.Integer(1), "b": SecretInteger(2)}
    values_id = await client.store_values(values, ttl_days=1, permissions=permissions).invoke()
    assert await client.retrieve_permissions(values_id).invoke() == permissions
    permissions.allow_compute(other, nillion.ProgramId("some program"))
    await client.overwrite_permissions(values_id, permissions).invoke()
    assert await client.retrieve_permissions(values_id).invoke() == permissions
    client.close()


async def test_permissions_are_granted_and_revoked(net):
    owner, reader = await net.client(), await net.client()
    values_id = await owner.store_values({"a": SecretInteger(7)}, ttl_days=1).invoke()
    denied = "PERMISSION_DENIED", "user does not have permissions for action"
    await refused(reader.retrieve_values(values_id).invoke(), *denied)
    command = PermissionCommand(grant={reader.user_id})
    await owner.update_permissions(values_id, PermissionsDelta(retrieve=command)).invoke()
    assert reader.user_id in (await owner.retrieve_permissions(values_id).invoke()).retrieve
    assert await reader.retrieve_values(values_id).invoke() == {"a": SecretInteger(7)}
    command = PermissionCommand(revoke={reader.user_id})
    await owner.update_permissions(values_id, PermissionsDelta(retrieve=command)).invoke()
    await refused(reader.retrieve_values(values_id).invoke(), *denied)
    owner.close()
    reader.close()


async def test_permissions_are_the_same_as_messages(net):
    users = [other_user() for _ in range(3)]
    permissions = Permissions.defaults_for_user(users[0]).allow_update(users[1])
    permissions.allow_delete(users[2]).allow_retrieve(users[1])
    permissions.allow_compute(users[1], nillion.ProgramId("one"))
    permissions.allow_compute(users[1], nillion.ProgramId("two"))
    client = await net.client()
    readable = permissions.allow_retrieve(client.user_id)
    readable.owner = client.user_id
    values = {"a": nillion.Integer(1)}
    values_id = await client.store_values(values, ttl_days=1, permissions=readable).invoke()
    back = await client.retrieve_permissions(values_id).invoke()
    assert back == readable and Permissions.from_proto(back.to_proto()) == readable
    client.close()


# Programs and computations


async def test_a_program_with_every_letter_in_its_name_is_stored(net):
    client = await net.client()
    program = lowered("two_parties")
    name = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890+.:_-"
    program_id = await client.store_program(name, program).invoke()
    sha256 = hashlib.sha256(program).hexdigest()
    assert program_id == f"{client.user_id}/{name}/sha256/{sha256}", program_id
    client.close()


async def test_a_program_with_a_wrong_name_is_refused(net):
    client = await net.client()
    program = lowered("two_parties")
    await refused(
        client.store_program("main/nope", program).invoke(),
        "INVALID_ARGUMENT",
        "'/' is not allowed in program names",
    )
    client.close()


async def test_a_program_runs_for_one_user(net):
    client = await net.client()
    program_id = await client.store_program("sums", lowered("two_parties")).invoke()
    user = client.user_id
    compute_id = await client.compute(
        program_id,
        input_bindings=[InputPartyBinding("p", user), InputPartyBinding("q", user)],
        output_bindings=[OutputPartyBinding("p", [user]), OutputPartyBinding("q", [user])],
        values={"a": SecretInteger(40), "b": SecretInteger(2)},
    ).invoke()
    expected = {"sum": SecretInteger(42), "difference": SecretInteger(38)}
    assert await client.retrieve_compute_results(compute_id).invoke() == expected
    client.close()


async def test_a_program_runs_for_three_users(net):
    one, two, reader = [await net.client() for _ in range(3)]
    program_id = await one.store_program("sums", lowered("two_parties")).invoke()
    permissions = Permissions(two.user_id).allow_compute(one.user_id, program_id)
    values = {"b": SecretInteger(2)}
    stored = await two.store_values(values, ttl_days=1, permissions=permissions).invoke()
    compute_id = await one.compute(
        program_id,
        input_bindings=[InputPartyBinding("p", one.user_id), InputPartyBinding("q", two.user_id)],
        output_bindings=[
            OutputPartyBinding("p", [reader.user_id]),
            OutputPartyBinding("q", [reader.user_id]),
        ],
        values={"a": SecretInteger(40)},
        value_ids=[stored],
    ).invoke()
    expected = {"sum": SecretInteger(42), "difference": SecretInteger(38)}
    assert await reader.retrieve_compute_results(compute_id).invoke() == expected
    await refused(
        one.retrieve_compute_results(compute_id).invoke(),
        "PERMISSION_DENIED",
        "user is not authorized to fetch result",
    )
    for client in (one, two, reader):
        client.close()


# Keys


async def generated(client, scheme):
    compute_id = await client.compute(
        f"builtin/{scheme}_dkg",
        input_bindings=[],
        output_bindings=[
            OutputPartyBinding(f"{scheme}_private_key_store_id_party", [client.user_id]),
            OutputPartyBinding(f"{scheme}_public_key_party", [client.user_id]),
        ],
        values={},
    ).invoke()
    made = await client.retrieve_compute_results(compute_id).invoke()
    store_id = UUID(bytes=bytes(made[f"{scheme}_store_id"].value))
    return store_id, bytes(made[f"{scheme}_public_key"].value)


async def signed(client, scheme, message_name, message, store_id):
    compute_id = await client.compute(
        f"builtin/{scheme}_sign",
        input_bindings=[
            InputPartyBinding(f"{scheme}_key_party", client.user_id),
            InputPartyBinding(f"{message_name}_party", client.user_id),
        ],
        output_bindings=[OutputPartyBinding(f"{scheme}_output_party", [client.user_id])],
        values={message_name: message},
        value_ids=[store_id],
    ).invoke()
    return await client.retrieve_compute_results(compute_id).invoke()


def verify_ecdsa(key, digest, signature):
    parts = tuple(bytes(part) for part in signature.value)
    assert key.verify_digest(parts, digest, sigdecode=sigdecode_strings)


async def test_a_stored_ecdsa_key_signs(net):
    client = await net.client()
    key = ecdsa.SigningKey.generate(curve=ecdsa.SECP256k1)
    permissions = Permissions.defaults_for_user(client.user_id)
    permissions.allow_compute(client.user_id, nillion.ProgramId("builtin/tecdsa_sign"))
    values = {"tecdsa_private_key": nillion.EcdsaPrivateKey(bytearray(key.to_string()))}
    stored = await client.store_values(values, ttl_days=1, permissions=permissions).invoke()
    digest = hashlib.sha256(MESSAGE).digest()
    message = nillion.EcdsaDigestMessage(bytearray(digest))
    outputs = await signed(client, "tecdsa", "tecdsa_digest_message", message, stored)
    verify_ecdsa(key.get_verifying_key(), digest, outputs["tecdsa_signature"])
    client.close()


@since_all_types
async def test_an_ecdsa_key_is_made_and_signs(net):
    client = await net.client()
    store_id, public_key = await generated(client, "tecdsa")
    digest = hashlib.sha256(MESSAGE).digest()
    message = nillion.EcdsaDigestMessage(bytearray(digest))
    outputs = await signed(client, "tecdsa", "tecdsa_digest_message", message, store_id)
    key = ecdsa.VerifyingKey.from_string(public_key, curve=ecdsa.SECP256k1)
    verify_ecdsa(key, digest, outputs["tecdsa_signature"])
    client.close()


@since_all_types
async def test_an_eddsa_key_is_made_and_signs(net):
    client = await net.client()
    store_id, public_key = await generated(client, "teddsa")
    message = nillion.EddsaMessage(bytearray(MESSAGE))
    outputs = await signed(client, "teddsa", "teddsa_message", message, store_id)
    assert bytes(outputs["teddsa_public_key"].value) == public_key
    assert bytes(outputs["teddsa_message"].value) == MESSAGE
    signature = b"".join(bytes(part) for part in outputs["teddsa_signature"].value)
    key = ecdsa.VerifyingKey.from_string(public_key, curve=ecdsa.Ed25519)
    assert key.verify(signature, MESSAGE)
    client.close()


@until_all_types
async def test_generating_keys_is_beyond_this_release(net):
    # The nodes make the key and answer with a store id and a public key, for which this release has no types.
    client = await net.client()
    for scheme in ("tecdsa", "teddsa"):
        await refused(generated(client, scheme), "", "unsupported encrypted value")
    assert not hasattr(nillion, "EddsaMessage")
    client.close()


# Payments


async def test_each_operation_is_paid_on_the_chain(net):
    client = await net.client(net.payer(net.wallet_key(3)))
    chain, address = ledger(net), wallet(net, 3).address()
    before, number = chain.query_bank_balance(address), chain.query_account(address).sequence
    await client.store_values({"a": SecretInteger(1)}, ttl_days=1).invoke()
    assert chain.query_bank_balance(address) == before - OPERATION_UNIL
    await client.pool_status().invoke()
    assert chain.query_bank_balance(address) == before - 2 * OPERATION_UNIL
    assert chain.query_account(address).sequence == number + 2
    client.close()


async def test_a_balance_is_filled_and_used(net):
    client = await net.client(payment_mode=PaymentMode.FROM_BALANCE)
    assert (await client.balance()).balance == 0
    await client.add_funds(10 * OPERATION_UNIL)
    assert (await client.balance()).balance == 10 * CREDITS_PER_OPERATION
    await client.pool_status().invoke()
    assert (await client.balance()).balance == 9 * CREDITS_PER_OPERATION
    friend = await net.client(payment_mode=PaymentMode.FROM_BALANCE)
    await client.add_funds(OPERATION_UNIL, target_user=friend.user_id)
    assert (await friend.balance()).balance == CREDITS_PER_OPERATION
    client.close()
    friend.close()


async def test_an_empty_balance_is_helped_out_by_the_chain(net):
    client = await net.client(
        net.payer(net.wallet_key(4)), payment_mode=PaymentMode.FROM_BALANCE
    )
    chain, address = ledger(net), wallet(net, 4).address()
    before = chain.query_bank_balance(address)
    elements = [offsets.element for offsets in await client.pool_status().invoke()]
    assert nillion.PreprocessingElement.COMPARE in elements
    assert chain.query_bank_balance(address) == before - OPERATION_UNIL
    assert (await client.balance()).balance == 0
    client.close()


async def test_too_small_a_deposit_is_refused(net):
    client = await net.client()
    await refused(client.add_funds(9_999), "", "10000")
    client.close()


async def test_a_wallet_that_was_never_paid_cannot_pay(net):
    client = await net.client(net.payer(NilChainPrivateKey()))
    try:
        await client.pool_status().invoke()
        raise AssertionError("paid with nothing")
    except grpc.RpcError as error:
        address = client._payer.wallet_address
        expected = grpc.StatusCode.NOT_FOUND, f"account {address} not found"
        assert (error.code(), error.details()) == expected, error.details()
    client.close()


async def test_a_wallet_that_has_too_little_cannot_pay(net):
    poor = LocalWallet(NilChainPrivateKey(), "nillion")
    ledger(net).send_tokens(
        poor.address(), 5, "unil", wallet(net, 5), gas_limit=200_000
    ).wait_to_complete()
    client = await net.client(net.payer(poor.signer()))
    try:
        await client.pool_status().invoke()
        raise AssertionError("paid with too little")
    except chain_errors.BroadcastError as error:
        assert "insufficient funds" in str(error), error
    client.close()


async def test_a_payment_with_too_little_gas_fails(net):
    for gas_limit, error in ((10, chain_errors.OutOfGasError), (40_000, chain_errors.OutOfGasError)):
        client = await net.client(net.payer(net.wallet_key(6), gas_limit=gas_limit))
        try:
            await client.pool_status().invoke()
            raise AssertionError("paid for nothing")
        except error as failed:
            assert failed.gas_wanted == gas_limit, failed
        client.close()


# Retries


async def test_a_connection_that_breaks_is_tried_again(net):
    network = net.network()
    async with Interrupted(network.nilvm_grpc_endpoint, dropped=1) as way:
        network.nilvm_grpc_endpoint = way.url
        client = await net.client(network=network)
        assert len(client.cluster.members) == 5
        assert way.left == 0
        client.close()


class HastyPayer(NilChainPayer):
    """Gives the hash of its payment before a block contains it."""

    async def submit_payment(self, amount, resource, gas_limit=None):
        message = self.prepare_msg(resource, self.wallet_address, amount)
        tx = Transaction().add_message(message)
        return prepare_and_broadcast_basic_transaction(
            self.payments_client, tx, self.payments_wallet, gas_limit=self.gas_limit
        ).tx_hash


async def test_a_payment_that_is_still_to_come_is_asked_for_again(net):
    payer = HastyPayer(net.network(), wallet_private_key=net.wallet_key(2), gas_limit=200_000)
    client = await net.client(payer)
    start = asyncio.get_running_loop().time()
    assert await client.pool_status().invoke()
    assert asyncio.get_running_loop().time() - start >= 1, "the payment was there at once"
    client.close()


async def test_a_refusal_is_not_tried_again(net):
    client = await net.client()
    start = asyncio.get_running_loop().time()
    await refused(client.retrieve_values(uuid4()).invoke(), "NOT_FOUND", "value not found")
    assert asyncio.get_running_loop().time() - start < 1.5
    client.close()


# Other requests of a stock cosmpy to the chain


async def test_cosmpy_reads_accounts_and_balances(net):
    chain, address = ledger(net), wallet(net, 7).address()
    account = chain.query_account(address)
    assert (account.number, account.sequence) == (7, 0), account
    assert chain.query_bank_balance(address) == 10**12
    coins = chain.query_bank_all_balances(address)
    assert [(coin.denom, coin.amount) for coin in coins] == [("unil", str(10**12))], coins
    assert chain.query_bank_balance(address, "other") == 0
    nobody = LocalWallet.generate("nillion").address()
    missing = f"account {nobody} not found"
    refused_call(lambda: chain.query_account(nobody), grpc.StatusCode.NOT_FOUND, missing)
    assert chain.query_bank_all_balances(nobody) == []
    staked = chain.query_staking_summary(address)
    assert (staked.total_staked, staked.total_rewards, staked.total_unbonding) == (0, 0, 0)


async def test_cosmpy_sends_coins_and_looks_back(net):
    chain, sender, recipient = ledger(net), wallet(net, 8), LocalWallet.generate("nillion")
    sent = chain.send_tokens(
        recipient.address(), 1234, "unil", sender, memo="thanks", gas_limit=200_000
    ).wait_to_complete()
    response = sent.response
    assert response.is_successful() and response.hash == sent.tx_hash
    assert response.events["transfer"]["amount"] == "1234unil"
    assert (response.gas_wanted, response.raw_log) == (200_000, "")
    assert response.timestamp is not None
    assert chain.query_bank_balance(recipient.address()) == 1234
    block = chain.query_block(response.height)
    assert (block.tx_hashes, block.chain_id) == ([sent.tx_hash], "nillion-chain-devnet")
    assert chain.query_height() >= response.height
    assert chain.query_chain_id() == "nillion-chain-devnet"
    try:
        chain.query_tx("AB" * 32)
        raise AssertionError("found nothing")
    except chain_errors.NotFoundError:
        pass


async def test_cosmpy_simulates(net):
    chain, sender = ledger(net), wallet(net, 9)
    account = chain.query_account(sender.address())

    def sealed(amount, sequence):
        tx = Transaction()
        tx.add_message(create_bank_send_msg(sender.address(), sender.address(), amount, "unil"))
        tx.seal(SigningCfg.direct(sender.public_key(), sequence), fee="", gas_limit=0)
        tx.sign(sender.signer(), "nillion-chain-devnet", account.number)
        return tx.complete()

    assert 40_000 < chain.simulate_tx(sealed(1, account.sequence)) < 100_000
    for tx, words in (
        (sealed(10**15, account.sequence), "insufficient funds"),
        (sealed(1, account.sequence + 1), "account sequence mismatch, expected 0, got 1"),
    ):
        try:
            chain.simulate_tx(tx)
            raise AssertionError(f"simulated in spite of {words}")
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.UNKNOWN and words in error.details(), error
            assert "with gas used: '" in error.details(), error.details()


async def test_cosmpy_finds_no_gas_of_a_block_as_on_the_real_chain(net):
    # So it cannot set a gas limit itself. The real chain has no parameters in that place either.
    chain, sender = ledger(net), wallet(net, 9)
    refused_call(
        lambda: chain.send_tokens(sender.address(), 1, "unil", sender),
        grpc.StatusCode.UNKNOWN,
        "baseapp: unknown subspace",
    )


if __name__ == "__main__":
    print(f"nillion-client {RELEASE}")
    sys.exit(asyncio.run(run_tests(dict(globals()), StockNetwork())))
