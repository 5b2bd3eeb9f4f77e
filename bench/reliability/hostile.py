"""Hostile inputs and mutations, through the real way in: `bench.hostile` counted as a check."""

from __future__ import annotations

from collections.abc import Iterator

from bench.hostile import CHUNK, MOST_SECONDS, Count, mutations, try_cases, try_mutations
from bench.reliability.outcome import Outcome, Scale
from tests.hostile.cases import CASES

MUTATIONS = {Scale.SHORT: CHUNK, Scale.FULL: 5000}
SEED = 1
MOST_MIB = 1024
"""What a worker may hold at any time."""


def measure(scale: Scale) -> Outcome:
    """Try the cases, without the heaviest in the short form, and mutations of them."""
    cases, made = Count(), Count()
    wrong = try_cases(cases, [case for case in CASES if scale is Scale.FULL or not case.heavy])
    waiting = list(mutations(MUTATIONS[scale], SEED))
    for start in range(0, len(waiting), CHUNK):
        try_mutations(made, waiting[start : start + CHUNK], None)
    return Outcome(_figures(cases, made), (*wrong, *made.failures, *over_limits(cases), *over_limits(made)))


def over_limits(count: Count) -> Iterator[str]:
    """Yield what took longer, or held more, than an input may."""
    if count.max_seconds > MOST_SECONDS:
        yield f"{count.slowest} took {count.max_seconds} s, not {MOST_SECONDS}"
    if count.max_memory_mib > MOST_MIB:
        yield f"a worker held {count.max_memory_mib} MiB, not {MOST_MIB}"


def _figures(cases: Count, made: Count) -> dict[str, int | float]:
    names = ("tried", "articles", "problems", "tracebacks", "hangs", "lost_workers", "silent")
    found: dict[str, int | float] = {
        f"{kind} {name.replace('_', ' ')}": getattr(count, name)
        for kind, count in (("cases", cases), ("mutations", made))
        for name in names
    }
    return found | {
        "slowest, s": max(cases.max_seconds, made.max_seconds),
        "most memory of a worker, MiB": max(cases.max_memory_mib, made.max_memory_mib),
    }
