"""Uses the devnet through the published Python client, which speaks gRPC over HTTP/2: values, payments, permissions."""

import asyncio
import os
import sys
from uuid import UUID

from nillion_client import Array, Permissions, SecretBlob, SecretInteger
from nillion_client_proto.nillion.payments.v1.quote import PriceQuote
from peer import new_client, refused, run_all

OPERATION_CREDITS = 100


async def balance(client):
    return (await client.balance()).balance


async def test_membership(peer):
    client = await new_client(peer, credits=0)
    members = client.cluster.members
    assert len(members) == 5
    assert client.cluster.polynomial_degree == 2
    identities = sorted(member.identity.contents for member in members)
    assert client.cluster.leader.identity.contents == identities[0]


async def test_quote(peer):
    client = await new_client(peer, credits=0)
    quoted = await client.store_values({"a": SecretInteger(1)}, ttl_days=1).quote()
    quote = PriceQuote().parse(quoted.quote.quote)
    assert quote.fees.credits == OPERATION_CREDITS, quote.fees
    assert quote.fees.tokens == 1_000_000, quote.fees


async def test_balance(peer):
    client = await new_client(peer)
    assert await balance(client) == 10_000
    await client.store_values({"a": SecretInteger(1)}, ttl_days=1).invoke()
    assert await balance(client) == 10_000 - OPERATION_CREDITS


async def test_values_come_back(peer):
    client = await new_client(peer)
    values = {
        "integer": SecretInteger(-42),
        "array": Array([SecretInteger(1), SecretInteger(-2), SecretInteger(3)]),
        "blob": SecretBlob(bytearray(range(256)) * 4),
    }
    values_id = await client.store_values(values, ttl_days=1).invoke()
    assert await client.retrieve_values(values_id).invoke() == values


async def test_a_large_blob_comes_back(peer):
    client = await new_client(peer)
    blob = bytearray(os.urandom(100_000))
    values_id = await client.store_values({"blob": SecretBlob(blob)}, ttl_days=1).invoke()
    values = await client.retrieve_values(values_id).invoke()
    assert values["blob"].value == blob


async def test_an_update_replaces_values(peer):
    client = await new_client(peer)
    values_id = await client.store_values({"a": SecretInteger(1)}, ttl_days=1).invoke()
    await client.store_values(
        {"a": SecretInteger(2)}, ttl_days=1, update_identifier=values_id
    ).invoke()
    assert await client.retrieve_values(values_id).invoke() == {"a": SecretInteger(2)}


async def test_deleted_values_are_gone(peer):
    client = await new_client(peer)
    values_id = await client.store_values({"a": SecretInteger(1)}, ttl_days=1).invoke()
    await client.delete_values(values_id).invoke()
    await refused(client.retrieve_values(values_id).invoke(), "NOT_FOUND", "value not found")


async def test_a_stranger_reads_nothing(peer):
    client, stranger = await new_client(peer), await new_client(peer)
    values_id = await client.store_values({"a": SecretInteger(1)}, ttl_days=1).invoke()
    await refused(
        stranger.retrieve_values(values_id).invoke(),
        "PERMISSION_DENIED",
        "user does not have permissions for action",
    )


async def test_permissions_come_back(peer):
    client = await new_client(peer)
    permissions = Permissions.defaults_for_user(client.user_id).allow_retrieve(peer.user)
    values_id = await client.store_values(
        {"a": SecretInteger(1)}, ttl_days=1, permissions=permissions
    ).invoke()
    assert await client.retrieve_permissions(values_id).invoke() == permissions


async def test_pool_status(peer):
    client = await new_client(peer)
    assert len(await client.pool_status().invoke()) == 9


async def test_our_client_reads_what_python_stored(peer):
    client = await new_client(peer)
    permissions = Permissions.defaults_for_user(client.user_id).allow_retrieve(peer.user)
    values = {
        "integer": SecretInteger(-98765432109876543210),
        "array": Array([SecretInteger(5), SecretInteger(-6)]),
        "blob": SecretBlob(bytearray(b"from Python")),
    }
    values_id = await client.store_values(values, ttl_days=1, permissions=permissions).invoke()
    answer = peer.ask(do="retrieve", id=str(values_id))
    expected = {"integer": "-98765432109876543210", "array": ["5", "-6"], "blob": "from Python"}
    assert answer == expected, answer


async def test_python_reads_what_our_client_stored(peer):
    client = await new_client(peer)
    answer = peer.ask(do="store", reader=client.user_id.contents.hex())
    values = await client.retrieve_values(UUID(answer["id"])).invoke()
    assert values == {
        "integer": SecretInteger(-1234567890123456789),
        "array": Array([SecretInteger(7), SecretInteger(-7)]),
        "blob": SecretBlob(bytearray(b"from the other client")),
    }, values


if __name__ == "__main__":
    sys.exit(asyncio.run(run_all(dict(globals()))))
