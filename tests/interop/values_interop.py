"""Exchanges values of every type between the published Python client and ours, through the devnet."""

import asyncio
import sys
from typing import get_args

from nillion_client import Permissions
from nillion_client.vm_operation import NadaValue
from peer import DENIED, refused, run_all
from users import assert_permissions, assert_same, both_ways, new_users
from written_values import (
    CLASSES,
    PRIMES,
    SECP256K1_ORDER,
    array_of,
    has_type,
    values_of_every_type,
    written,
)

ONE = written("SecretInteger", "1")
TWO = written("SecretInteger", "2")
# The letter é in two encodings, and names that are special in JavaScript objects.
NAMES = ["日本 🔑", "\0\n", "\u00e9", "e\u0301", "n" * 1000, "__proto__", "constructor", "10", "9"]


def for_both(one, other):
    """Permissions to do everything."""
    users = one.user_id, other.user_id
    return Permissions(owner=one.user_id, retrieve={*users}, update={*users}, delete={*users})


@both_ways
async def test_values_of_every_type_come_back(one, other):
    values = values_of_every_type(256)
    one_of_each = {value["type"]: value for value in values.values()}
    there = {cls.__name__ for cls in get_args(NadaValue)}
    assert {CLASSES.get(kind, kind) for kind in one_of_each} == there, there
    for kind, value in one_of_each.items():
        if kind != "SecretBlob":
            values[f"matrix of {kind}"] = array_of([array_of([value])] * 2)
    values["blob-5000"] = written("SecretBlob", bytes(range(250)).hex() * 20)
    values |= {name: written("PublicInteger", str(len(name))) for name in NAMES}
    values_id = await one.store(values, for_both(one, other))
    for user in (other, one):
        assert_same(await user.retrieve(values_id), values)


@both_ways
async def test_a_signature_comes_back_with_the_lower_s(one, other):
    def signature(s):
        return {"a": written("EcdsaSignature", "01" * 32 + s.to_bytes(32, "big").hex())}

    values_id = await one.store(signature(SECP256K1_ORDER - 5), for_both(one, other))
    for user in (other, one):
        assert_same(await user.retrieve(values_id), signature(5))


@both_ways
async def test_an_update_replaces_what_the_other_stored(one, other):
    permissions = for_both(one, other)
    values_id = await one.store({"a": ONE, "gone": ONE}, permissions)
    values = values_of_every_type(256)
    assert await other.store(values, permissions, values_id) == values_id
    assert_same(await one.retrieve(values_id), values)
    assert await one.store({"a": TWO}, permissions, values_id) == values_id
    assert_same(await other.retrieve(values_id), {"a": TWO})


async def test_our_update_leaves_the_permissions_as_they_are(peer):
    python, ours = await new_users(peer)
    permissions = for_both(python, ours).allow_compute(ours.user_id, "builtin/tecdsa_sign")
    values_id = await python.store({"a": ONE}, permissions)
    assert await ours.store({"b": TWO}, values_id=values_id) == values_id
    assert_same(await python.retrieve(values_id), {"b": TWO})
    await assert_permissions(values_id, permissions, python, ours)


async def test_an_update_by_the_python_client_takes_the_values_over(peer):
    # Without permissions it sends the defaults for its own user.
    python, ours = await new_users(peer)
    values_id = await ours.store({"a": ONE}, for_both(ours, python))
    assert await python.store({"b": TWO}, values_id=values_id) == values_id
    assert_same(await python.retrieve(values_id), {"b": TWO})
    await assert_permissions(values_id, Permissions.defaults_for_user(python.user_id), python)
    await refused(ours.retrieve(values_id), *DENIED)
    await refused(ours.overwrite_permissions(values_id, for_both(ours, python)), *DENIED)


@both_ways
async def test_a_delete_deletes_what_the_other_stored(one, other):
    permissions = Permissions(owner=one.user_id, retrieve={one.user_id}, delete={other.user_id})
    values_id = await one.store({"a": ONE}, permissions)
    await other.delete(values_id)
    for user in (one, other):
        await refused(user.retrieve(values_id), "NOT_FOUND", "value not found")


async def test_both_refuse_the_same_values(peer):
    python, ours = await new_users(peer)
    past_half = PRIMES[256] // 2 + 1
    too_large = {"Integer": [past_half, -past_half], "UnsignedInteger": [PRIMES[256]]}
    numbers = [
        written(f"{visibility}{kind}", str(number))
        for visibility in ("Public", "Secret")
        for kind, some in too_large.items()
        for number in some
    ]
    # The kind of value, and the answers of the Python client and of ours.
    cases = [
        *((number, "overflow", "does not fit the") for number in numbers),
        (written("SecretUnsignedInteger", "-1"), "negative int", "cannot be negative"),
        (written("EcdsaPrivateKey", "00" * 32), "different from 0", "not between 1 and"),
        (written("EddsaPrivateKey", "ff" * 32), "different from 0", "not between 1 and"),
        (written("EcdsaSignature", "00" * 64), "cannot be 0", "not between 1 and"),
        (written("EddsaSignature", "00" * 64), "invalid point", "not an Ed25519 signature"),
        (written("EcdsaDigestMessage", "00" * 31), "exactly 32 bytes", "takes 32 bytes"),
        (written("EcdsaPublicKey", "00" * 32), "exactly 33 bytes", "takes 33 bytes"),
        (written("StoreId", "00" * 15), "exactly 16 bytes", "takes 16 bytes"),
        (written("NadaArray", []), "at least one", "at least one"),
        (array_of([ONE, written("SecretBoolean", True)]), "homogeneous", "of one type"),
        (array_of([array_of([ONE]), array_of([ONE, ONE])]), "homogeneous", "of one type"),
        (array_of([written("SecretBlob", "00")]), "unsupported encrypted type", "cannot hold blobs"),
    ]
    for value, theirs, our_own in cases:
        if not has_type(value["type"]):
            continue
        await refused(python.store({"a": value}), "", theirs)
        await refused(ours.store({"a": value}), "INVALID_ARGUMENT", our_own)


async def test_an_empty_blob_comes_from_our_client_only(peer):
    # The Python client makes no shares of it, so it is lost. Without other values nothing is left to store.
    python, ours = await new_users(peer)
    blob = {"a": written("SecretBlob", "")}
    values_id = await ours.store(blob, for_both(ours, python))
    assert_same(await python.retrieve(values_id), blob)
    values_id = await python.store(blob | {"b": ONE}, for_both(python, ours))
    assert_same(await ours.retrieve(values_id), {"b": ONE})
    await refused(python.store(blob), "", "StopIteration")


async def test_an_empty_name_comes_from_the_python_client_only(peer):
    # Ours refuses it, since it is likely a mistake.
    python, ours = await new_users(peer)
    values_id = await python.store({"": ONE}, for_both(python, ours))
    assert_same(await ours.retrieve(values_id), {"": ONE})
    await refused(ours.store({"": ONE}), "INVALID_ARGUMENT", "empty name")


async def test_a_tuple_is_our_clients_only(peer):
    # The Python client has no such type, and cannot read any value that is stored with a tuple.
    python, ours = await new_users(peer)
    values = {"a": written("NadaTuple", [ONE, TWO]), "b": ONE}
    values_id = await ours.store(values, for_both(ours, python))
    assert_same(await ours.retrieve(values_id), values)
    await refused(python.retrieve(values_id), "", "Unsupported NadaValue variant")


if __name__ == "__main__":
    sys.exit(asyncio.run(run_all(dict(globals()))))
