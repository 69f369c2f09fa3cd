"""The command of docs/programs_in_python.md that gets a program's MIR, with stand-ins for nada-dsl."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from results import Results

root = Path(__file__).parent.parent.parent
page = (root / "docs/programs_in_python.md").read_text()
script = re.search(r"^ +python -c '(.+)'$", page, re.MULTILINE)[1]

# What the stand-in gives, and whether the command then succeeds.
outcomes = [
    ("Python fails", "raise ValueError('no such party')", False),
    ("Python gives JSON, as before 0.8", "return Compiled('{}')", False),
    ("Python gives a program", "return Compiled(b'new')", True),
]

results = Results()
for what, compiler, is_written in outcomes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "nada_dsl").mkdir()
        (folder / "nada_dsl/__init__.py").touch()
        (folder / "nada_dsl/compile.py").write_text(
            "class Compiled:\n    def __init__(self, mir):\n        self.mir = mir\n\n\n"
            f"def compile_script(name):\n    {compiler}\n"
        )
        target = folder / "auction.mir.bin"
        target.write_text("old")
        ended = subprocess.run(
            [sys.executable, "-c", script],
            cwd=folder,
            env={"PYTHONPATH": name},
            capture_output=True,
            text=True,
        )
        results.expect(f"{what}: success", ended.returncode == 0, is_written)
        results.expect(f"{what}: an error is told", "Error" in ended.stderr, not is_written)
        results.expect(f"{what}: the program", target.read_text(), "new" if is_written else "old")
        if is_written:
            results.expect(f"{what}: nothing else is left", (folder / "auction.mir.new").exists(), False)

sys.exit(results.report())
