"""Two users of the devnet, one with the Python client and one with ours, with the same methods.

Values are given and answered as `written_values.py` writes them, permissions as the Python client's own.
"""

import functools
from uuid import UUID

from peer import new_client
from written_permissions import written
from written_values import from_python, to_python


class PythonUser:
    def __init__(self, client):
        self.client = client
        self.user_id = client.user_id

    async def store(self, values, permissions=None, values_id=None):
        values = {name: to_python(value) for name, value in values.items()}
        options = {"permissions": permissions, "update_identifier": values_id and UUID(values_id)}
        return str(await self.client.store_values(values, ttl_days=1, **options).invoke())

    async def retrieve(self, values_id):
        values = await self.client.retrieve_values(UUID(values_id)).invoke()
        return {name: from_python(value) for name, value in values.items()}

    async def delete(self, values_id):
        await self.client.delete_values(UUID(values_id)).invoke()

    async def permissions(self, values_id):
        return written(await self.client.retrieve_permissions(UUID(values_id)).invoke())

    async def overwrite_permissions(self, values_id, permissions):
        await self.client.overwrite_permissions(UUID(values_id), permissions).invoke()

    async def update_permissions(self, values_id, delta):
        await self.client.update_permissions(UUID(values_id), delta).invoke()


class OurUser:
    def __init__(self, peer):
        self.peer = peer
        self.user_id = peer.user

    async def store(self, values, permissions=None, values_id=None):
        given = {"permissions": permissions and written(permissions), "id": values_id}
        given = {name: value for name, value in given.items() if value is not None}
        return self.peer.ask(do="store", values=values, **given)["id"]

    async def retrieve(self, values_id):
        return self.peer.ask(do="retrieve", id=values_id)["values"]

    async def delete(self, values_id):
        self.peer.ask(do="delete", id=values_id)

    async def permissions(self, values_id):
        return written(self.peer.ask(do="permissions", id=values_id)["permissions"])

    async def overwrite_permissions(self, values_id, permissions):
        self.peer.ask(do="overwritePermissions", id=values_id, permissions=written(permissions))

    async def update_permissions(self, values_id, delta):
        self.peer.ask(do="updatePermissions", id=values_id, delta=written(delta))


async def new_users(peer):
    return PythonUser(await new_client(peer)), OurUser(peer)


def both_ways(test):
    """A test in which one user acts and the other looks. It runs twice, with the clients in both roles."""

    @functools.wraps(test)
    async def run(peer):
        python, ours = await new_users(peer)
        for one, other in ((python, ours), (ours, python)):
            try:
                await test(one, other)
            except Exception as error:
                raise AssertionError(f"{type(one).__name__} first: {error!r}") from error

    return run


async def assert_permissions(values_id, expected, *users):
    """Checks that each of the users reads these permissions."""
    for user in users:
        assert_same(await user.permissions(values_id), written(expected))


def assert_same(actual, expected):
    """Compares named values, and shows only those that differ."""
    names = sorted(actual.keys() | expected.keys())
    differing = [
        f"{name!r} is {actual.get(name)} and not {expected.get(name)}"
        for name in names
        if actual.get(name) != expected.get(name)
    ]
    assert not differing, "; ".join(differing)
