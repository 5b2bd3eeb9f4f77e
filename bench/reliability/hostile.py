"""Hostile inputs and mutations, through the real way in: `bench.hostile` counted as a check."""

from __future__ import annotations

from bench.hostile import CHUNK, Count, mutations, try_cases, try_mutations
from bench.reliability.outcome import Outcome, Scale
from tests.hostile.cases import CASES

MUTATIONS = {Scale.SHORT: CHUNK, Scale.FULL: 5000}
SEED = 1


def measure(scale: Scale) -> Outcome:
    """Try the cases, without the heaviest in the short form, and mutations of them."""
    cases, made = Count(), Count()
    wrong = try_cases(cases, [case for case in CASES if scale is Scale.FULL or not case.heavy])
    waiting = list(mutations(MUTATIONS[scale], SEED))
    for start in range(0, len(waiting), CHUNK):
        try_mutations(made, waiting[start : start + CHUNK], None)
    return Outcome(_figures(cases, made), (*wrong, *made.failures))


def _figures(cases: Count, made: Count) -> dict[str, int | float]:
    names = ("tried", "articles", "problems", "tracebacks", "hangs", "lost_workers", "silent")
    found: dict[str, int | float] = {
        f"{kind} {name.replace('_', ' ')}": getattr(count, name)
        for kind, count in (("cases", cases), ("mutations", made))
        for name in names
    }
    return found | {"most memory of a worker, MiB": max(cases.max_memory_mib, made.max_memory_mib)}
