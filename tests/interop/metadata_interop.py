"""Has the published client core count the programs that our compiler lowers, and compares with what we count."""

import sys

from nillion_client_core import extract_program_metadata
from our_side import ROOT, OurSide
from results import Results

FOLDERS = ["scripts/builtins", "examples/nada", "tests/fixtures/nada", "wasm/programs/tests/fixtures"]

NEEDS = {
    "Compare": "COMPARE",
    "DivisionIntegerSecret": "DIVISION_SECRET_DIVISOR",
    "EqualsIntegerSecret": "EQUALITY_SECRET_OUTPUT",
    "Modulo": "MODULO",
    "PublicOutputEquality": "EQUALITY_PUBLIC_OUTPUT",
    "RandomBoolean": "RANDOM_BOOLEAN",
    "RandomInteger": "RANDOM_INTEGER",
    "Trunc": "TRUNC",
    "TruncPr": "TRUNC_PR",
}


def counted(program):
    metadata = extract_program_metadata(program)
    needs = metadata.preprocessing_requirements.runtime_elements
    return {
        "memorySize": metadata.memory_size,
        "totalInstructions": metadata.total_instructions,
        "instructions": dict(metadata.instructions),
        "preprocessing": {NEEDS[need]: count for need, count in needs.items() if need in NEEDS},
    }


def main():
    peer = OurSide("metadata_peer.ts")
    results = Results()
    for path in [path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.mir.bin"))]:
        program = peer.ask(path=str(path))
        if program is None:
            continue
        # We accept inputs that are arrays of arrays, and the published core does not.
        expected = "program compilation error" if program["hasNestedInput"] else program["counts"]
        try:
            theirs = counted(bytes.fromhex(program["bytes"]))
        except Exception as error:
            theirs = str(error)
        results.expect(path, theirs, expected)
    return results.report()


if __name__ == "__main__":
    sys.exit(main())
