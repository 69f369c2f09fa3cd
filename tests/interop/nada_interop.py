"""Random programs are the same in Python, by the published compiler front end, and in TypeScript.

COUNT and SEED in the environment choose others than the usual ones.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from compile_programs import front_end  # noqa: E402

COUNT = os.environ.get("COUNT", "300")
SEED = os.environ.get("SEED", "1")
PEER = [os.environ["DENO"], "run", "-A", "--no-check", str(ROOT / "tests/interop/nada_peer.ts")]


def compile_all(folder):
    """Each program in a process of its own, for the front end keeps what it has seen."""
    sys.path.insert(0, str(front_end("0.8.0")))
    from nada_dsl.compile import compile_script

    for index in range(int(COUNT)):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                mir = compile_script(f"{folder}/random_{index}.py").mir
                Path(folder, f"{index}.py.mir").write_bytes(mir)
                status = 0
            finally:
                os._exit(status)
        if os.waitpid(child, 0)[1] != 0:
            print(f"{folder}/random_{index}.py does not compile")
            return False
    return True


def main():
    folder = tempfile.mkdtemp()
    subprocess.run([*PEER, "write", folder, COUNT, SEED], check=True, cwd=ROOT)
    if not compile_all(folder):
        return 1
    return subprocess.run([*PEER, "compare", folder, COUNT], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
