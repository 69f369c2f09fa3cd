"""Compiles the project's Nada programs with the published compiler front end, and compares."""

import subprocess
import sys
from pathlib import Path

script = Path(__file__).parent.parent.parent / "scripts/compile_programs.py"
sys.exit(subprocess.run([sys.executable, str(script), "--check"]).returncode)
