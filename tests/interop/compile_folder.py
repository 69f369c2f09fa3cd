"""Compiles each program of a folder with the compiler front end of this Python: compile_folder.py FOLDER."""

import os
import sys
from pathlib import Path

from nada_dsl.compile import compile_script


def main():
    for source in sorted(Path(sys.argv[1]).glob("*.py")):
        # In a process of its own, for the front end keeps what it has seen.
        child = os.fork()
        if child == 0:
            status = 1
            try:
                source.with_suffix(".mir").write_bytes(compile_script(str(source)).mir)
                status = 0
            finally:
                os._exit(status)
        if os.waitpid(child, 0)[1] != 0:
            print(f"{source} does not compile")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
