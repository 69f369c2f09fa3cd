"""Compares the list of nada-dsl's names, which docs/nada_names.md answers one by one, with both published releases.

With --write it writes the list instead.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from compile_programs import front_end  # noqa: E402

LIST = ROOT / "tests/nada/nada_dsl_names.json"
NAMES = ROOT / "tests/interop/list_nada_names.py"
RELEASES = ["0.8.0", "0.8.1rc3"]


def names_of(release):
    command = [front_end(release), NAMES]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def main():
    found = {release: names_of(release) for release in RELEASES}
    if "--write" in sys.argv:
        LIST.write_text(json.dumps(found, indent=2) + "\n")
        return 0
    listed = json.loads(LIST.read_text())
    passed = sum(found[release] == listed.get(release) for release in RELEASES)
    print(f"{passed} passed, {len(RELEASES) - passed} failed")
    return 0 if passed == len(RELEASES) else 1


if __name__ == "__main__":
    sys.exit(main())
