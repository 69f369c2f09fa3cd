"""Prints the names of the release of nada-dsl that this Python has, as JSON.

`language` has what programs are written with: the classes of values, with what each defines itself, and functions. `rest`
has the other names that `from nada_dsl import *` brings: how the front end works.
"""

import inspect
import json
import types

import nada_dsl
from nada_dsl.compile import compile_script, compile_string
from nada_dsl.nada_types import DslType
from nada_dsl.program_io import Literal

# Not operations of programs: how Python makes, compares and prints objects.
OF_PYTHON = {
    "__annotations__", "__dataclass_fields__", "__dataclass_params__", "__dict__", "__doc__", "__hash__", "__init__",
    "__match_args__", "__module__", "__orig_bases__", "__parameters__", "__replace__", "__repr__", "__static_attributes__",
    "__firstlineno__", "__weakref__", "__getattr__",
}
# How the front end asks a value what it is.
OF_FRONT_END = {"type", "is_literal", "is_scalar", "mode", "base_type", "generic_type", "check_not_constant", "value"}


def is_language(name, value):
    if value in (nada_dsl.Party, nada_dsl.Input, nada_dsl.Output, nada_dsl.unzip, nada_dsl.nada_compile):
        return True
    return inspect.isclass(value) and issubclass(value, DslType) and value is not Literal


def members(value):
    if not inspect.isclass(value):
        return []
    own = set(vars(value)) - OF_PYTHON - OF_FRONT_END
    if "__getattr__" in vars(value):
        own.add("__getattr__")
    # Generated for a dataclass, and each number has one that says the same as its base's.
    if value.__name__ not in ("ScalarDslType",):
        own.discard("__eq__")
    parameters = inspect.signature(value).parameters
    if value in (nada_dsl.Input, nada_dsl.Output, nada_dsl.Party, nada_dsl.Array):
        own |= set(parameters) - {"child", "contained_type"}
    return sorted(name for name in own if name != "store_in_ast")


def main():
    public = {name: value for name, value in vars(nada_dsl).items() if not name.startswith("_")}
    language = {name: members(value) for name, value in public.items() if is_language(name, value)}
    language |= {function.__name__: [] for function in (compile_script, compile_string)}
    rest = sorted(
        name
        for name, value in public.items()
        if name not in language and not isinstance(value, types.ModuleType)
    )
    print(json.dumps({"language": dict(sorted(language.items())), "rest": rest}, indent=2))


if __name__ == "__main__":
    main()
