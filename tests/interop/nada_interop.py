"""Random programs are the same in Python, by both releases of the published compiler front end, and in TypeScript.

COUNT and SEED in the environment choose others than the usual ones.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from compile_programs import front_end  # noqa: E402

COUNT = os.environ.get("COUNT", "300")
SEED = os.environ.get("SEED", "1")
DENO = os.environ["DENO"]
PEER = [DENO, "run", "-A", "--no-check", str(ROOT / "tests/interop/nada_peer.ts")]
COMPILE = ROOT / "tests/interop/compile_folder.py"
# Folders of the programs that each release compiles.
RELEASES = ["0.8.0", "0.8.1rc3"]


def main():
    # It stays when something fails, to be looked at.
    folder = tempfile.mkdtemp()
    subprocess.run([*PEER, "write", folder, COUNT, SEED], check=True, cwd=ROOT)
    for release in RELEASES:
        command = [front_end(release), COMPILE, f"{folder}/{release}"]
        if subprocess.run(command).returncode != 0:
            return 1
    # The types of the language take what the generator writes.
    sources = sorted(str(path) for path in Path(folder).glob("*/random_*.ts"))[:1000]
    config = ["--config", str(ROOT / "deno.json")]
    if subprocess.run([DENO, "check", "--quiet", *config, *sources], cwd=ROOT).returncode != 0:
        return 1
    status = subprocess.run([*PEER, "compare", folder, COUNT], cwd=ROOT).returncode
    if status == 0:
        shutil.rmtree(folder)
    return status


if __name__ == "__main__":
    sys.exit(main())
