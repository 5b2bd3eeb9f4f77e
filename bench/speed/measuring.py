"""How work is timed: ways by turns, in processor time and by the clock, and their ratios with what they spread."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

Ways: TypeAlias = Mapping[str, Callable[[], object]]

_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


@dataclass(frozen=True, slots=True)
class Taken:
    """What some work took: seconds of the processors, in this process and those it ended, and of the clock."""

    processor: float
    clock: float


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio over rounds.

    >>> Ratio.of([Taken(3, 1), Taken(3, 1), Taken(3, 1)], [Taken(2, 1), Taken(4, 1), Taken(3, 1)])
    Ratio(middle=1.0, low=0.75, high=1.5)
    """

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, first: Sequence[Taken], second: Sequence[Taken]) -> Ratio:
        """Return how many times as long the first took as the second, in processor time, round by round."""
        return cls._spread([a.processor / b.processor for a, b in zip(first, second, strict=True)])

    @classmethod
    def by_the_clock(cls, first: Sequence[Taken], second: Sequence[Taken]) -> Ratio:
        """Return the same by the clock, which is right only while nothing else runs."""
        return cls._spread([a.clock / b.clock for a, b in zip(first, second, strict=True)])

    @classmethod
    def _spread(cls, found: Sequence[float]) -> Ratio:
        return cls(*(round(figure, 3) for figure in (median(found), min(found), max(found))))


def taken(work: Callable[[], object]) -> Taken:
    """Do some work and return what it took."""
    processor, clock = _processor(), time.perf_counter()
    work()
    return Taken(_processor() - processor, time.perf_counter() - clock)


def by_turns(ways: Ways, rounds: int) -> dict[str, list[Taken]]:
    """Do each of some work in each round, in turn; all is done once before, so that everything is loaded."""
    for work in ways.values():
        work()
    found: dict[str, list[Taken]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, work in ways.items():
            found[name].append(taken(work))
    return found


def least(times: Sequence[Taken]) -> Taken:
    """Return the least of some times: what the work takes where nothing else is in its way."""
    return Taken(min(one.processor for one in times), min(one.clock for one in times))


def _processor() -> float:
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, _WHO))
