"""Compares our schemas with the published ones, fact by fact.

The published side is PyPI's nillion-client-proto: classes of betterproto, and for meta.v1 also a descriptor. Our side is
a FileDescriptorSet that `scripts/build_proto.ts` makes. Both become the same plain facts: files and their packages,
messages and their fields, enums and their numbers, services and their methods.

Every published fact must be among ours. In the packages that are published we may have no others but those that the
network has gained since.
"""

import dataclasses
import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
import typing
from datetime import datetime
from pathlib import Path

import betterproto
import nillion_client_proto.nillion
from google.protobuf import descriptor_pb2
from google.protobuf.descriptor_pb2 import FieldDescriptorProto

PUBLISHED = "nillion_client_proto."
SCALARS = {
    getattr(FieldDescriptorProto, f"TYPE_{name.upper()}"): name
    for name in (
        "double float int64 uint64 int32 fixed64 fixed32 bool string bytes uint32 sfixed32 sfixed64 sint32 sint64"
    ).split()
}
NEWER_THAN_PUBLISHED = {"nillion.payments.v1.balance.AddFundsPayload.leader_public_key"}
UNARY_OR_STREAM = {False: "unary", True: "stream"}


def main():
    published = published_facts()
    ours = our_facts()
    published_packages = packages_of(published)
    our_packages = packages_of(ours)

    missing = sorted(published - ours, key=repr)
    invented = sorted(
        (
            fact
            for fact in ours - published
            if package_of(fact, our_packages) in published_packages and fact[1] not in NEWER_THAN_PUBLISHED
        ),
        key=repr,
    )
    for fact in missing:
        print("published, but not in our schemas:", *fact)
    for fact in invented:
        print("in our schemas, but not published:", *fact)
    passed = len(published & ours)
    failed = len(missing) + len(invented)
    print(f"{passed} passed, {failed} failed")
    sys.exit(0 if passed > 0 and failed == 0 else 1)


# A fact is (kind, name, detail...). Names are full, so that no two files share one.


def package_fact(file, package):
    return ("package", file, package)


def message_fact(message):
    return ("message", message)


def field_fact(message, name, number, label, type_name, oneof):
    return ("field", f"{message}.{name}", number, label, type_name, oneof and f"oneof {oneof}")


def value_fact(enum, name, number):
    return ("enum value", f"{enum}.{name}", number)


def method_fact(path, request, response, client_streams, server_streams):
    streams = f"{UNARY_OR_STREAM[client_streams]} to {UNARY_OR_STREAM[server_streams]}"
    return ("method", path, request, response, streams)


def packages_of(facts):
    return {fact[2] for fact in facts if fact[0] == "package"}


def package_of(fact, packages):
    """The longest of the packages that the fact's name starts with: packages nest here."""
    if fact[0] == "package":
        return fact[2]
    name = fact[1].removeprefix("/")
    return max((package for package in packages if name.startswith(f"{package}.")), key=len)


# Ours, and what the published package holds as a descriptor.


def our_facts():
    root = Path(__file__).parents[2]
    deno = os.environ.get("DENO", "deno")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "schemas.binpb")
        command = [deno, "run", "-A", root / "scripts/build_proto.ts", "--descriptors", file]
        subprocess.run(command, check=True)
        files = descriptor_pb2.FileDescriptorSet.FromString(file.read_bytes()).file
    return {fact for file in files if file.package.startswith("nillion.") for fact in descriptor_facts(file)}


def descriptor_facts(file):
    yield package_fact(file.name, file.package)
    for message in file.message_type:
        full_name = f"{file.package}.{message.name}"
        yield message_fact(full_name)
        maps = {
            f".{full_name}.{nested.name}": [scalar_or_name(field) for field in nested.field]
            for nested in message.nested_type
            if nested.options.map_entry
        }
        if len(maps) != len(message.nested_type):
            raise NotImplementedError(f"{full_name} nests messages, which the published schemas never do")
        for field in message.field:
            yield field_fact(full_name, field.name, field.number, *label_and_type(field, maps), oneof_of(field, message))
    for enum in file.enum_type:
        for value in enum.value:
            yield value_fact(f"{file.package}.{enum.name}", value.name, value.number)
    for service in file.service:
        for method in service.method:
            yield method_fact(
                f"/{file.package}.{service.name}/{method.name}",
                method.input_type[1:],
                method.output_type[1:],
                method.client_streaming,
                method.server_streaming,
            )


def scalar_or_name(field):
    return SCALARS.get(field.type) or field.type_name[1:]


def label_and_type(field, maps):
    if field.type_name in maps:
        return "map", f"{maps[field.type_name][0]} to {maps[field.type_name][1]}"
    if field.label == FieldDescriptorProto.LABEL_REPEATED:
        return "repeated", scalar_or_name(field)
    return ("optional" if field.proto3_optional else "singular"), scalar_or_name(field)


def oneof_of(field, message):
    if field.HasField("oneof_index") and not field.proto3_optional:
        return message.oneof_decl[field.oneof_index].name
    return None


# The published package's classes.


def published_facts():
    facts = set()
    for module in published_modules():
        package = module.__name__.removeprefix(PUBLISHED)
        if hasattr(module, "DESCRIPTOR"):
            file = descriptor_pb2.FileDescriptorProto()
            module.DESCRIPTOR.CopyToProto(file)
            facts.update(descriptor_facts(file))
            continue
        classes = [member for member in vars(module).values() if is_defined_in(module, member)]
        if classes:
            facts.add(package_fact(source_file(module), package))
        for member in classes:
            if issubclass(member, betterproto.Enum):
                facts.update(value_fact(f"{package}.{member.__name__}", value.name, value.value) for value in member)
            elif issubclass(member, betterproto.Message):
                facts.add(message_fact(f"{package}.{member.__name__}"))
                facts.update(published_fields(f"{package}.{member.__name__}", member))
            elif hasattr(member, "__mapping__"):
                facts.update(published_methods(member))
    return facts


def published_modules():
    """Every module, with nothing skipped: one that cannot be imported ends the comparison."""
    root = nillion_client_proto.nillion
    for info in pkgutil.walk_packages(root.__path__, f"{root.__name__}.", onerror=reraise):
        yield importlib.import_module(info.name)


def reraise(_name):
    raise


def is_defined_in(module, member):
    return isinstance(member, type) and member.__module__ == module.__name__


def source_file(module):
    """The schema's path, from the comment that the generator puts on top of each module."""
    for line in Path(module.__file__).read_text().splitlines():
        if line.startswith("# sources: "):
            return line.removeprefix("# sources: ")
    raise ValueError(f"{module.__file__} does not name its source")


def published_fields(message, cls):
    hints = typing.get_type_hints(cls, vars(sys.modules[cls.__module__]))
    for field in dataclasses.fields(cls):
        meta = betterproto.FieldMetadata.get(field)
        hint = hints[field.name]
        if meta.map_types:
            label, type_name = "map", " to ".join(meta.map_types)
        else:
            repeated = typing.get_origin(hint) is list
            label = "repeated" if repeated else "optional" if meta.optional else "singular"
            is_named = meta.proto_type in (betterproto.TYPE_MESSAGE, betterproto.TYPE_ENUM)
            type_name = full_name(element_type(hint)) if is_named else meta.proto_type
        yield field_fact(message, field.name, meta.number, label, type_name, meta.group)


def element_type(hint):
    return typing.get_args(hint)[0] if typing.get_args(hint) else hint


def full_name(cls):
    if cls is datetime:
        return "google.protobuf.Timestamp"
    if cls.__module__.startswith("betterproto.lib."):
        return f"google.protobuf.{cls.__name__}"
    return f"{cls.__module__.removeprefix(PUBLISHED)}.{cls.__name__}"


def published_methods(service):
    for path, handler in service().__mapping__().items():
        _, cardinality, request, response = handler
        yield method_fact(
            path,
            full_name(request),
            full_name(response),
            cardinality.client_streaming,
            cardinality.server_streaming,
        )


if __name__ == "__main__":
    main()
