"""Proves the bounds of the core's arithmetic from its Rust source, with PyPI's `z3-solver`: docs/bounds.md.

The source is read and run on words that are not known, so it is about the code that is there: a constant that changes, a
fold or a carry that goes missing, makes a claim fail. Each claim has such changes of the source, with which it must fail: a
claim that holds whatever the source says shows nothing.
"""

import sys
import time
from importlib import import_module

from bounds.claim import CLAIMS
from bounds.core import Core
from bounds.words import Unproven
from results import Results

# Each of these adds its claims to the list.
for part in ("field", "wide", "sharing", "inverse"):
    import_module(f"bounds.{part}_claims")


def outcome_of(claim, core):
    try:
        claim.hold(core)
    except Unproven as why:
        return str(why)
    return None


def main():
    results = Results()
    core = Core()
    for claim in CLAIMS:
        start = time.monotonic()
        why = outcome_of(claim, core)
        results.expect(claim.statement, why, None)
        how = "tried" if claim.is_tried else "proven"
        results.expect(f"{claim.statement}: has mutants", len(claim.mutants) > 0, True)
        for mutant in claim.mutants:
            survived = outcome_of(claim, core.changed(*mutant)) is None
            results.expect(f"{claim.statement}: with {mutant[2]!r} for {mutant[1]!r} it still holds", survived, False)
        print(f"{how} in {time.monotonic() - start:.1f} s, with {len(claim.mutants)} mutants: {claim.statement}", flush=True)
    return results.report()


sys.exit(main())
