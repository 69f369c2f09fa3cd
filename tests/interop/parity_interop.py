"""Compares the list of the reference's names, which docs/parity.md answers one by one, with the published packages.

With --write it writes the list instead.
"""

import ast
import dataclasses
import enum
import importlib
import inspect
import json
import pkgutil
import sys
import textwrap
from pathlib import Path

import nillion_client
import nillion_client_core
import secp256k1
from nillion_client_proto.nillion.leader_queries.v1.pool_status import PreprocessingOffsets
from nillion_client_proto.nillion.membership.v1.cluster import Cluster, ClusterMember
from nillion_client_proto.nillion.payments.v1 import quote, receipt
from nillion_client_proto.nillion.payments.v1.balance import AccountBalanceResponse
from nillion_client_proto.nillion.preprocessing.v1.element import PreprocessingElement

LIST = Path(__file__).parent.parent / "parity" / "reference.json"


def own_classes(module):
    return {
        value
        for name, value in vars(module).items()
        if inspect.isclass(value)
        and not name.startswith("_")
        and value.__module__.startswith(module.__name__.split(".")[0])
        and "_proto" not in value.__module__
    }


def client_classes():
    modules = [nillion_client] + [
        importlib.import_module(info.name)
        for info in pkgutil.walk_packages(nillion_client.__path__, "nillion_client.")
    ]
    classes = set().union(*(own_classes(module) for module in modules))
    return {value for value in classes if value.__module__.startswith("nillion_client.")}


def attributes(cls):
    """The attributes that the class sets on its instances, in the constructor or in methods that it calls."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and getattr(node.value, "id", None) == "self"
    }


def members(cls):
    if issubclass(cls, Exception):
        return []
    if cls is PreprocessingElement:
        return [element.name for element in cls] + ["from_string", "try_value"]
    if issubclass(cls, enum.Enum):
        return [member.name for member in cls]
    names = {name for base in cls.__mro__ if base is not object for name in vars(base)}
    if dataclasses.is_dataclass(cls):
        fields = {field.name for field in dataclasses.fields(cls)}
        names = fields if cls in ANSWERS else names | fields
    for base in cls.__mro__:
        if base.__module__.split(".")[0] in {"nillion_client", "secp256k1"}:
            names |= attributes(base)
    return [name for name in names if not name.startswith("_")]


# Messages that methods of the reference return as they received them.
ANSWERS = {
    AccountBalanceResponse,
    Cluster,
    ClusterMember,
    PreprocessingOffsets,
    quote.PriceQuote,
    quote.QuoteFees,
    quote.SignedQuote,
    receipt.SignedReceipt,
}


def listed(classes):
    return {cls.__name__: sorted(members(cls)) for cls in classes}


def reference():
    core = vars(nillion_client_core.nillion_client_core).items()
    found = {
        "cosmpy": {"NilChainPrivateKey": sorted(members(nillion_client.NilChainPrivateKey))},
        "nillion_client": listed(client_classes()),
        "nillion_client_core": listed(value for _, value in core if inspect.isclass(value))
        | {name: [] for name, value in core if inspect.isbuiltin(value)},
        "nillion_client_proto": listed(ANSWERS | {PreprocessingElement}),
        "secp256k1": listed([secp256k1.PrivateKey, secp256k1.PublicKey]),
    }
    # Other exports of the package: names of types.
    classes = {name for listed_classes in found.values() for name in listed_classes}
    others = {name: [] for name in nillion_client.__all__ if name not in classes}
    return found | {"nillion_client": found["nillion_client"] | others}


def main():
    found = reference()
    if "--write" in sys.argv:
        LIST.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n")
        return 0
    listed = json.loads(LIST.read_text())
    passed, failed = 0, 0
    for name in sorted(found.keys() | listed.keys()):
        if found.get(name) == listed.get(name):
            passed += sum(1 + len(rest) for rest in found[name].values())
            continue
        failed += 1
        print(f"{name}: the list says {listed.get(name)}, the package {found.get(name)}")
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
