"""Has the published client core count the programs that our compiler lowers, and compares with what we count."""

import json
import subprocess
import sys
from os import environ

from nillion_client_core import extract_program_metadata
from peer import HERE, ROOT

FOLDERS = ["programs/builtin", "examples/programs", "tests/fixtures/programs", "wasm/programs/tests/fixtures"]

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
    paths = [str(path) for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.mir.bin"))]
    command = [environ.get("DENO", "deno"), "run", "-A", str(HERE / "metadata_peer.ts"), *paths]
    ours = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout)
    passed = failed = 0
    for path, program in ours.items():
        if program is None:
            continue
        # The one thing that we take and they do not: inputs that are arrays of arrays.
        expected = "program compilation error" if program["hasNestedInput"] else program["counts"]
        try:
            theirs = counted(bytes.fromhex(program["bytes"]))
        except Exception as error:
            theirs = str(error)
        if theirs == expected:
            passed += 1
        else:
            failed += 1
            print(f"FAIL {path}: {theirs} is not {expected}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
