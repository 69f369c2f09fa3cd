"""Compiles the project's Nada programs with the compiler front end: python scripts/compile_programs.py [--check].

Beside each source stands what it compiles to, as `NAME.mir.bin`. With --check nothing is written, and the run fails
unless that is what they compile to.
"""

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
    """The Python of a virtual environment with a release of the front end, which is made when it is not there."""
    folder = CACHE / f"nada-dsl-{version}-venv"
    pins = ROOT / "tools" / f"requirements_nada-dsl-{version}.txt"
    stamp = folder / "requirements.txt"
    python = folder / "bin/python"
    if not stamp.exists() or stamp.read_text() != pins.read_text():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", str(pins)], check=True)
        shutil.copy(pins, stamp)
    return python


def compile_one(source, version):
    """In a process of its own, for the front end keeps what it has seen."""
    command = [front_end(version), "-c", COMPILE, str(source)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


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
