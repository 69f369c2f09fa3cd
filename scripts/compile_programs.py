"""Compiles the project's Nada programs with the compiler front end: python scripts/compile_programs.py [--check].

Beside each source stands what it compiles to, as `NAME.mir.bin`. With --check nothing is written, and the run fails
unless that is what they compile to.
"""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"

# The stable release has no EdDSA.
FRONT_ENDS = {
    "scripts/builtins": "0.8.1rc3",
    "tests/fixtures/nada/eddsa": "0.8.1rc3",
    "examples/nada": "0.8.0",
    "tests/fixtures/nada": "0.8.0",
    "wasm/programs/tests/fixtures": "0.8.0",
}

COMPILE = """
import sys
from nada_dsl.compile import compile_script
sys.stdout.buffer.write(compile_script(sys.argv[1]).mir)
"""


def front_end(version):
    """The folder of a release of the front end, which is installed when it is not there."""
    folder = CACHE / f"nada-dsl-{version}"
    if not folder.exists():
        partial = folder.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(partial)]
        subprocess.run([*pip, f"nada-dsl=={version}"], check=True)
        partial.rename(folder)
    return folder


def compile_one(source, version):
    """In a process of its own, for the front end keeps what it has seen."""
    command = [sys.executable, "-c", COMPILE, str(source)]
    environment = {**os.environ, "PYTHONPATH": str(front_end(version))}
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout


def main():
    is_check = sys.argv[1:] == ["--check"]
    passed = failed = 0
    for folder, version in FRONT_ENDS.items():
        for source in sorted((ROOT / folder).glob("*.py")):
            compiled = source.with_suffix(".mir.bin")
            mir = compile_one(source, version)
            if not is_check:
                compiled.write_bytes(mir)
            if compiled.exists() and compiled.read_bytes() == mir:
                passed += 1
            else:
                failed += 1
                print(f"{compiled.relative_to(ROOT)} is not what its source compiles to")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
