"""Runs programs on the devnet through the published Python client: on values of several users, and with keys."""

import asyncio
import hashlib
import sys
from uuid import UUID

import ecdsa
from ecdsa.util import sigdecode_strings
from nillion_client import (
    Array,
    EcdsaDigestMessage,
    EcdsaPrivateKey,
    EddsaMessage,
    InputPartyBinding,
    OutputPartyBinding,
    Permissions,
    SecretBoolean,
    SecretInteger,
    SecretUnsignedInteger,
)
from our_side import ROOT
from peer import new_client, refused, run_all
from users import OurUser
from written_values import written

MESSAGE = b"gm, builder"


def lowered(peer, name):
    """A program of `tests/fixtures/nada` in the form that nodes take, which our compiler gives."""
    mir = ROOT / "tests/fixtures/nada" / f"{name}.mir.bin"
    return bytes.fromhex(peer.ask(do="compile", mir=mir.read_bytes().hex())["program"])


def both(client, *, p=None, q=None):
    """Bindings of the parties p and q, to one user unless others are given."""
    p, q = p or client.user_id, q or client.user_id
    return {
        "input_bindings": [InputPartyBinding("p", p), InputPartyBinding("q", q)],
        "output_bindings": [OutputPartyBinding("p", [p]), OutputPartyBinding("q", [q])],
    }


async def compute(client, program_id, **options):
    options = {"input_bindings": [], "output_bindings": [], "values": {}, **options}
    return await client.compute(program_id, **options).invoke()


async def results(client, compute_id):
    return await client.retrieve_compute_results(compute_id).invoke()


async def test_a_program_is_stored_and_run(peer):
    client = await new_client(peer)
    program = lowered(peer, "two_parties")
    program_id = await client.store_program("two_parties", program).invoke()
    sha256 = hashlib.sha256(program).hexdigest()
    assert program_id == f"{client.user_id}/two_parties/sha256/{sha256}", program_id
    values = {"a": SecretInteger(40), "b": SecretInteger(2)}
    compute_id = await compute(client, program_id, values=values, **both(client))
    expected = {"sum": SecretInteger(42), "difference": SecretInteger(38)}
    assert await results(client, compute_id) == expected
    assert await results(client, compute_id) == expected


async def test_a_program_runs_on_a_value_that_another_user_permits(peer):
    client, other = await new_client(peer), await new_client(peer)
    reader, stranger = await new_client(peer), await new_client(peer)
    program_id = await client.store_program("two_parties", lowered(peer, "two_parties")).invoke()
    permissions = Permissions.defaults_for_user(other.user_id).allow_compute(
        client.user_id, program_id
    )
    value_id = await other.store_values(
        {"b": SecretInteger(-2)}, ttl_days=1, permissions=permissions
    ).invoke()
    bindings = both(client, q=other.user_id)
    bindings["output_bindings"][1] = OutputPartyBinding("q", [reader.user_id, other.user_id])
    options = {**bindings, "values": {"a": SecretInteger(40)}, "value_ids": [value_id]}
    compute_id = await compute(client, program_id, **options)
    assert await results(client, compute_id) == {"sum": SecretInteger(38)}
    assert await results(other, compute_id) == {"difference": SecretInteger(42)}
    assert await results(reader, compute_id) == {"difference": SecretInteger(42)}
    await refused(results(stranger, compute_id), "PERMISSION_DENIED", "not authorized to fetch result")
    await refused(
        compute(stranger, program_id, **options), "PERMISSION_DENIED", "does not have permissions"
    )


async def test_a_program_runs_on_a_value_that_our_client_stored(peer):
    client = await new_client(peer)
    program_id = await client.store_program("two_parties", lowered(peer, "two_parties")).invoke()
    permissions = Permissions.defaults_for_user(peer.user).allow_compute(client.user_id, program_id)
    value_id = await OurUser(peer).store({"b": written("SecretInteger", "1000")}, permissions)
    options = {"values": {"a": SecretInteger(1)}, "value_ids": [UUID(value_id)]}
    compute_id = await compute(client, program_id, **options, **both(client))
    assert (await results(client, compute_id))["sum"] == SecretInteger(1001)


async def test_arrays_and_booleans_go_in_and_come_out(peer):
    client = await new_client(peer)
    program_id = await client.store_program("arrays", lowered(peer, "arrays")).invoke()
    values = {
        "xs": Array([SecretInteger(x) for x in (1, -2, 3)]),
        "flag": SecretBoolean(True),
        "big": SecretUnsignedInteger(2**63),
    }
    compute_id = await compute(
        client,
        program_id,
        values=values,
        input_bindings=[InputPartyBinding("p", client.user_id)],
        output_bindings=[OutputPartyBinding("p", [client.user_id])],
    )
    assert await results(client, compute_id) == {
        "negated": Array([SecretInteger(x) for x in (-1, 2, -3)]),
        "unflagged": SecretBoolean(False),
        "bigger": SecretUnsignedInteger(2**63 + 1),
    }


async def test_refusals_are_the_networks(peer):
    client = await new_client(peer)
    program_id = await client.store_program("two_parties", lowered(peer, "two_parties")).invoke()
    values = {"a": SecretInteger(40), "b": SecretInteger(2)}
    await refused(
        compute(client, program_id, values={"a": SecretInteger(1)}, **both(client)),
        "INVALID_ARGUMENT",
        'input validation failed: missing values: ["b"]',
    )
    await refused(
        compute(client, program_id, values={**values, "b": SecretUnsignedInteger(2)}, **both(client)),
        "INVALID_ARGUMENT",
        "types don't match: SecretInteger != ShamirShareUnsignedInteger",
    )
    await refused(
        compute(client, "builtin/nothing", values=values), "INVALID_ARGUMENT", "not found"
    )


async def test_our_client_reads_what_python_computed(peer):
    client = await new_client(peer)
    program_id = await client.store_program("two_parties", lowered(peer, "two_parties")).invoke()
    values = {"a": SecretInteger(40), "b": SecretInteger(2)}
    compute_id = await compute(client, program_id, values=values, **both(client, q=peer.user))
    answer = peer.ask(do="results", id=str(compute_id))
    assert answer["values"] == {"difference": written("SecretInteger", "38")}, answer


async def make_key(client, scheme):
    compute_id = await compute(
        client,
        f"builtin/{scheme}_dkg",
        output_bindings=[
            OutputPartyBinding(f"{scheme}_private_key_store_id_party", [client.user_id]),
            OutputPartyBinding(f"{scheme}_public_key_party", [client.user_id]),
        ],
    )
    made = await results(client, compute_id)
    assert set(made) == {f"{scheme}_store_id", f"{scheme}_public_key"}, made
    store_id = UUID(bytes=bytes(made[f"{scheme}_store_id"].value))
    return store_id, bytes(made[f"{scheme}_public_key"].value)


async def sign(client, scheme, message_name, message, **key):
    compute_id = await compute(
        client,
        f"builtin/{scheme}_sign",
        input_bindings=[
            InputPartyBinding(f"{scheme}_key_party", client.user_id),
            InputPartyBinding(f"{message_name}_party", client.user_id),
        ],
        output_bindings=[OutputPartyBinding(f"{scheme}_output_party", [client.user_id])],
        value_ids=key.get("value_ids", []),
        values={message_name: message, **key.get("values", {})},
    )
    return await results(client, compute_id)


def verify_ecdsa(public_key, digest, signature):
    r, s = (bytes(part) for part in signature.value)
    key = ecdsa.VerifyingKey.from_string(public_key, curve=ecdsa.SECP256k1)
    assert key.verify_digest((r, s), digest, sigdecode=sigdecode_strings)


async def test_an_ecdsa_key_is_made_and_signs(peer):
    client = await new_client(peer)
    store_id, public_key = await make_key(client, "tecdsa")
    digest = hashlib.sha256(MESSAGE).digest()
    message = EcdsaDigestMessage(bytearray(digest))
    signed = await sign(client, "tecdsa", "tecdsa_digest_message", message, value_ids=[store_id])
    verify_ecdsa(public_key, digest, signed["tecdsa_signature"])


async def test_a_stored_ecdsa_key_signs(peer):
    client = await new_client(peer)
    key = ecdsa.SigningKey.generate(curve=ecdsa.SECP256k1)
    values = {"tecdsa_private_key": EcdsaPrivateKey(bytearray(key.to_string()))}
    permissions = Permissions.defaults_for_user(client.user_id).allow_compute(
        client.user_id, "builtin/tecdsa_sign"
    )
    store_id = await client.store_values(values, ttl_days=1, permissions=permissions).invoke()
    digest = hashlib.sha256(MESSAGE).digest()
    message = EcdsaDigestMessage(bytearray(digest))
    signed = await sign(client, "tecdsa", "tecdsa_digest_message", message, value_ids=[store_id])
    public_key = key.get_verifying_key().to_string("compressed")
    verify_ecdsa(public_key, digest, signed["tecdsa_signature"])


async def test_an_eddsa_key_is_made_and_signs(peer):
    client = await new_client(peer)
    store_id, public_key = await make_key(client, "teddsa")
    message = EddsaMessage(bytearray(MESSAGE))
    signed = await sign(client, "teddsa", "teddsa_message", message, value_ids=[store_id])
    assert bytes(signed["teddsa_public_key"].value) == public_key
    assert bytes(signed["teddsa_message"].value) == MESSAGE
    signature = b"".join(bytes(part) for part in signed["teddsa_signature"].value)
    key = ecdsa.VerifyingKey.from_string(public_key, curve=ecdsa.Ed25519)
    assert key.verify(signature, MESSAGE)


async def test_a_made_key_comes_back_to_its_owner(peer):
    client = await new_client(peer)
    store_id, public_key = await make_key(client, "tecdsa")
    values = await client.retrieve_values(store_id).invoke()
    key = ecdsa.SigningKey.from_string(
        bytes(values["tecdsa_private_key"].value), curve=ecdsa.SECP256k1
    )
    assert key.get_verifying_key().to_string("compressed") == public_key


if __name__ == "__main__":
    sys.exit(asyncio.run(run_all(dict(globals()))))
