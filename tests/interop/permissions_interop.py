"""Permissions that the published Python client sets and ours reads, and the other way round.

They are set on the devnet, by every operation that sets some, and exchanged as messages of protobuf.
"""

import asyncio
import secrets
import sys

from nillion_client import InputPartyBinding, OutputPartyBinding, Permissions, PermissionsDelta, UserId
from nillion_client.permissions import (
    ComputePermission,
    ComputePermissionCommand,
    ComputePermissions,
    PermissionCommand,
)
from nillion_client_proto.nillion.auth.v1 import user as user_messages
from nillion_client_proto.nillion.compute.v1 import invoke as invoke_messages
from nillion_client_proto.nillion.permissions.v1 import permissions as permissions_messages
from nillion_client_proto.nillion.permissions.v1 import update as update_messages
from peer import DENIED, refused, run_all
from users import assert_permissions, both_ways, new_users
from written_permissions import written as written_permissions
from written_values import written

VALUES = {"a": written("SecretInteger", "1")}
ANN, BOB, CLEO = (UserId(secrets.token_bytes(20)) for _ in range(3))
PROGRAMS = [f"{ANN}/näme {number}/sha256/{secrets.token_hex(32)}" for number in range(3)]
SIGN = "builtin/tecdsa_sign"


def computing(**programs):
    """The programs of users, by the names of the users."""
    users = {"ann": ANN, "bob": BOB, "cleo": CLEO}
    return ComputePermissions({users[name]: ComputePermission({*ids}) for name, ids in programs.items()})


def permissions_that_show(one, other):
    """Permissions of all kinds, which both may read."""
    readers = {one.user_id, other.user_id}
    everything = {"ann": PROGRAMS, "bob": [SIGN], "cleo": [PROGRAMS[0], SIGN]}
    return [
        Permissions(one.user_id, retrieve=readers),
        Permissions(one.user_id, retrieve=readers | {ANN, BOB}),
        Permissions(one.user_id, retrieve=readers, update={ANN}),
        Permissions(one.user_id, retrieve=readers, update={one.user_id, ANN, BOB}),
        Permissions(one.user_id, retrieve=readers, delete={BOB}),
        Permissions(one.user_id, retrieve=readers, delete={other.user_id, BOB, CLEO}),
        Permissions(one.user_id, retrieve=readers, compute=computing(ann=[SIGN])),
        Permissions(one.user_id, retrieve=readers, compute=computing(**everything)),
        Permissions(one.user_id, readers | {CLEO}, {ANN, BOB}, {BOB, CLEO}, computing(**everything)),
        # This is the last case, since it makes the other user the owner.
        Permissions(other.user_id, readers, {ANN}, {BOB}, computing(cleo=PROGRAMS)),
    ]


@both_ways
async def test_permissions_come_back_as_stored(one, other):
    for permissions in permissions_that_show(one, other):
        values_id = await one.store(VALUES, permissions)
        await assert_permissions(values_id, permissions, one, other)


@both_ways
async def test_permissions_without_any_are_the_users_own(one, other):
    values_id = await one.store(VALUES)
    await assert_permissions(values_id, Permissions.defaults_for_user(one.user_id), one)
    await refused(other.permissions(values_id), *DENIED)


@both_ways
async def test_permissions_come_back_as_overwritten(one, other):
    values_id = await one.store(VALUES)
    for permissions in permissions_that_show(one, other):
        await one.overwrite_permissions(values_id, permissions)
        await assert_permissions(values_id, permissions, one, other)
    # The last cases have made the other user the owner.
    await refused(one.overwrite_permissions(values_id, permissions), *DENIED)
    await other.overwrite_permissions(values_id, Permissions(one.user_id, retrieve={one.user_id}))
    await assert_permissions(values_id, Permissions(one.user_id, retrieve={one.user_id}), one)


@both_ways
async def test_permissions_come_back_as_updated(one, other):
    def shown(**others):
        return Permissions(one.user_id, **{"retrieve": {one.user_id, other.user_id}, **others})

    def command(grant=(), revoke=()):
        return PermissionCommand(grant={*grant}, revoke={*revoke})

    compute = ComputePermissionCommand
    nobody = computing()
    # Each case changes the result of the one before.
    steps = [
        (
            PermissionsDelta(retrieve=command(grant=[ANN, BOB])),
            shown(retrieve={one.user_id, other.user_id, ANN, BOB}),
        ),
        (PermissionsDelta(retrieve=command(revoke=[ANN, BOB, CLEO])), shown()),
        (PermissionsDelta(update=command(grant=[ANN, BOB])), shown(update={ANN, BOB})),
        (
            PermissionsDelta(update=command([CLEO], [ANN]), delete=command(grant=[ANN])),
            shown(update={BOB, CLEO}, delete={ANN}),
        ),
        (PermissionsDelta(update=command(revoke=[BOB, CLEO]), delete=command([BOB], [ANN])), shown(delete={BOB})),
        (
            PermissionsDelta(compute=compute(computing(ann=PROGRAMS[:2], bob=[SIGN]), nobody)),
            shown(delete={BOB}, compute=computing(ann=PROGRAMS[:2], bob=[SIGN])),
        ),
        (
            PermissionsDelta(compute=compute(computing(ann=[SIGN], cleo=PROGRAMS), computing(ann=PROGRAMS[1:]))),
            shown(delete={BOB}, compute=computing(ann=[PROGRAMS[0], SIGN], bob=[SIGN], cleo=PROGRAMS)),
        ),
        # A user without any program left is not listed.
        (
            PermissionsDelta(
                delete=command(revoke=[BOB]), compute=compute(nobody, computing(bob=[SIGN], cleo=PROGRAMS))
            ),
            shown(compute=computing(ann=[PROGRAMS[0], SIGN])),
        ),
    ]
    values_id = await one.store(VALUES, shown())
    for delta, expected in steps:
        await one.update_permissions(values_id, delta)
        await assert_permissions(values_id, expected, one, other)
    await refused(other.update_permissions(values_id, steps[0][0]), *DENIED)


@both_ways
async def test_a_permission_lets_the_other_do_that_and_nothing_else(one, other):
    for granted in ("retrieve", "update", "delete"):
        values_id = await one.store(VALUES, Permissions(one.user_id, **{granted: {other.user_id}}))
        actions = {
            "retrieve": lambda: other.retrieve(values_id),
            "update": lambda: other.store(VALUES, values_id=values_id),
            "delete": lambda: other.delete(values_id),
        }
        for name, act in actions.items():
            if name != granted:
                await refused(act(), *DENIED)
        await actions[granted]()


async def test_only_the_python_client_sends_changes_that_change_nothing_or_contradict(peer):
    python, ours = await new_users(peer)
    nothing = PermissionsDelta()
    both = PermissionsDelta(update=PermissionCommand(grant={ANN, BOB}, revoke={ANN}))
    # On the devnet, revoking wins.
    values_id = await python.store(VALUES)
    await python.update_permissions(values_id, nothing)
    await assert_permissions(values_id, Permissions.defaults_for_user(python.user_id), python)
    await python.update_permissions(values_id, both)
    expected = Permissions.defaults_for_user(python.user_id).allow_update(BOB)
    await assert_permissions(values_id, expected, python)
    values_id = await ours.store(VALUES)
    await refused(ours.update_permissions(values_id, nothing), "INVALID_ARGUMENT", "changes no permission")
    await refused(ours.update_permissions(values_id, both), "INVALID_ARGUMENT", "both grants and revokes")


async def test_what_names_no_program_only_the_python_client_sends(peer):
    # This allows nothing, and our client does not show it.
    python, ours = await new_users(peer)
    readers = {python.user_id, ours.user_id}
    compute = computing(ann=["only a name", SIGN], bob=["only a name"], cleo=[])
    permissions = Permissions(python.user_id, retrieve=readers, compute=compute)
    values_id = await python.store(VALUES, permissions)
    await assert_permissions(values_id, permissions, python)
    meant = Permissions(python.user_id, retrieve=readers, compute=computing(ann=[SIGN]))
    await assert_permissions(values_id, meant, ours)
    await refused(ours.store(VALUES, permissions), "INVALID_ARGUMENT", "program id")


async def test_each_reads_the_messages_of_the_other(peer):
    """Ours reads what the Python client writes, shows it, and writes it again for the Python client to read."""
    users = [set(), {ANN}, {ANN, BOB, CLEO}]
    compute = [computing(), computing(ann=[SIGN]), computing(ann=PROGRAMS, bob=[SIGN], cleo=PROGRAMS[1:])]
    python, ours = await new_users(peer)
    cases = [
        ("userIdCodec", user_messages.UserId, [ANN, UserId(bytes(20))]),
        (
            "permissionsCodec",
            permissions_messages.Permissions,
            [Permissions(ANN), Permissions.defaults_for_user(BOB), *permissions_that_show(python, ours)],
        ),
        (
            "permissionCommandCodec",
            update_messages.PermissionCommand,
            [PermissionCommand(*both) for some in users for both in ((some, set()), (set(), some))]
            + [PermissionCommand({ANN}, {BOB, CLEO})],
        ),
        (
            "computePermissionCommandCodec",
            update_messages.ComputePermissionCommand,
            [ComputePermissionCommand(*both) for some in compute for both in ((some, computing()), (computing(), some))]
            + [ComputePermissionCommand(computing(ann=PROGRAMS[:1]), computing(ann=PROGRAMS[1:], bob=[SIGN]))],
        ),
        (
            "inputPartyBindingCodec",
            invoke_messages.InputPartyBinding,
            [InputPartyBinding(name, ANN) for name in ("bidder", "päärty 🔑")],
        ),
        (
            "outputPartyBindingCodec",
            invoke_messages.OutputPartyBinding,
            [OutputPartyBinding("auctioneer", [ANN]), OutputPartyBinding("päärty 🔑", [CLEO, ANN, BOB])],
        ),
    ]
    for codec, message, values in cases:
        for value in values:
            answer = recode(peer, codec, value.to_proto())
            shown = written_permissions(answer["decoded"])
            assert shown == written_permissions(value), (codec, shown, value)
            read = type(value).from_proto(message().parse(answer["bytes"]))
            assert read == value, (codec, read, value)

    # These are a list of messages there.
    for value in compute:
        messages = value.to_proto()
        answers = [recode(peer, "computePermissionCodec", message) for message in messages]
        shown = written_permissions([answer["decoded"] for answer in answers])
        assert shown == written_permissions(value), (shown, value)
        read = [permissions_messages.ComputePermissions().parse(answer["bytes"]) for answer in answers]
        assert ComputePermissions.from_proto(read) == value, (read, value)


def recode(peer, codec, message):
    answer = peer.ask(do="recode", codec=codec, bytes=bytes(message).hex())
    return {**answer, "bytes": bytes.fromhex(answer["bytes"])}


if __name__ == "__main__":
    sys.exit(asyncio.run(run_all(dict(globals()))))
