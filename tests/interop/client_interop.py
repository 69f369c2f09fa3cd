"""Uses the devnet through the published Python client alone, which speaks gRPC over HTTP/2."""

import asyncio
import hashlib
import os
import sys

from nillion_client import SecretBlob, SecretInteger
from nillion_client_proto.nillion.payments.v1.quote import PriceQuote
from peer import DENIED, new_client, refused, run_all

OPERATION_CREDITS = 100


async def balance(client):
    return (await client.balance()).balance


async def test_membership(peer):
    client = await new_client(peer, credits=0)
    members = client.cluster.members
    assert len(members) == 5
    assert client.cluster.polynomial_degree == 2
    for member in members:
        key = member.public_keys.authentication.contents
        assert member.identity.contents == hashlib.sha256(key).digest()[-20:]
    keys = sorted(member.public_keys.authentication.contents for member in members)
    assert client.cluster.leader.public_keys.authentication.contents == keys[0]


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
    await refused(stranger.retrieve_values(values_id).invoke(), *DENIED)


async def test_pool_status(peer):
    client = await new_client(peer)
    assert len(await client.pool_status().invoke()) == 9


if __name__ == "__main__":
    sys.exit(asyncio.run(run_all(dict(globals()))))
