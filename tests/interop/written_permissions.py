"""Permissions as our side shows them: JSON, with the ids of users in hex."""

import dataclasses
import json

from nillion_client import UserId
from nillion_client.permissions import ComputePermissions


def written(value):
    """Permissions of the Python client or of our side. Lists are sorted, since the order of users means nothing."""
    match value:
        case UserId():
            return str(value)
        case ComputePermissions():
            return written(
                [{"user": user, **written(granted)} for user, granted in value.permissions.items()]
            )
        case dict():
            return {name: written(entry) for name, entry in value.items()}
        case set() | list():
            return sorted((written(entry) for entry in value), key=json.dumps)
        case _ if dataclasses.is_dataclass(value):
            return {in_camel_case(name): written(entry) for name, entry in vars(value).items()}
        case _:
            return value


def in_camel_case(name):
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
