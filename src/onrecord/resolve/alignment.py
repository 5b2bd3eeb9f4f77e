"""Aligning the words of two articles: runs of identical words, chained across small edits.

Seeds are short, so that an edited sentence still shows several; a chain of them becomes a passage only where it is long
and dense enough, which stock phrases that happen to stand in both articles are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.resolve.fingerprints import Hashes, runs_of

SEED = 3
"""Words in a row that must agree to begin a run."""

GAP = 6
"""Words that may be changed, put in or left out between two runs of one passage, on either side."""

DENSITY = 0.6
"""Least share of a passage's words that must agree, on the side where it is longer."""

REPEATS = 12
"""Times a seed may stand in one article; one that stands there more often (a menu, a refrain) begins no run."""

Positions = NDArray[np.intp]


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Words `a` to `a + length` of one article that are the words `b` to `b + length` of another."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A chain of runs: words `[a_start, a_end)` of one article against `[b_start, b_end)` of another."""

    runs: tuple[Run, ...]

    @property
    def a(self) -> tuple[int, int]:
        """The words of the first article, from and up to."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def b(self) -> tuple[int, int]:
        """The words of the second article, from and up to."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length

    @property
    def words(self) -> int:
        """How many words agree."""
        return sum(run.length for run in self.runs)

    @property
    def density(self) -> float:
        """The share of words that agree, on the longer side."""
        return self.words / max(self.a[1] - self.a[0], self.b[1] - self.b[0])


@dataclass(frozen=True, slots=True)
class Seeds:
    """The seed hashes of one article, sorted, with the positions they stand at."""

    hashes: Hashes
    positions: Positions


def seeds_of(words: Hashes) -> Seeds:
    """Index an article's seeds once, for its alignment with any other; `words` are hashes of its words."""
    hashes = runs_of(words, SEED)
    order = np.argsort(hashes, kind="stable")
    _, groups, counts = np.unique(hashes[order], return_inverse=True, return_counts=True)
    order = order[counts[groups] <= REPEATS]
    return Seeds(hashes[order], order)


def align(a: Seeds, b: Seeds, shortest: int) -> list[Stretch]:
    """Return the stretches of at least `shortest` agreeing words, the longest first.

    Of each, `shortest` words at least, on either side, lie in no longer one.
    """
    stretches = (stretch for stretch in _chains(_runs(a, b)) if stretch.words >= shortest)
    ordered = sorted((s for s in stretches if s.density >= DENSITY), key=lambda s: (-s.words, s.runs))
    return list(_apart(ordered, shortest))


def _runs(a: Seeds, b: Seeds) -> list[Run]:
    """Join seeds on one diagonal into maximal runs, in the order of the first article."""
    first = np.searchsorted(b.hashes, a.hashes, side="left")
    count = np.searchsorted(b.hashes, a.hashes, side="right") - first
    at_a = np.repeat(a.positions, count)
    inner = np.arange(len(at_a)) - np.repeat(np.cumsum(count) - count, count)
    at_b = b.positions[np.repeat(first, count) + inner]
    order = np.lexsort((at_a, at_b - at_a))
    at_a, at_b = at_a[order], at_b[order]
    if not len(at_a):
        return []
    breaks = np.flatnonzero((np.diff(at_a) != 1) | (np.diff(at_b) != 1)) + 1
    starts = np.concatenate(([0], breaks))
    lengths = np.diff(np.concatenate((starts, [len(at_a)]))) + SEED - 1
    return sorted(map(Run, at_a[starts].tolist(), at_b[starts].tolist(), lengths.tolist()))


def _chains(runs: Iterable[Run]) -> Iterator[Stretch]:
    """Chain runs that follow each other closely in both articles."""
    open_chains: list[list[Run]] = []
    for run in runs:
        still_open: list[list[Run]] = []
        for chain in open_chains:
            if run.a - (chain[-1].a + chain[-1].length) <= GAP:
                still_open.append(chain)
            else:
                yield Stretch(tuple(chain))
        open_chains = still_open
        joined = min(
            (c for c in open_chains if _follows(c[-1], run)), key=lambda c: _distance(c[-1], run), default=None
        )
        if joined is None:
            open_chains.append([run])
        else:
            joined.append(_trimmed(joined[-1], run))
    yield from (Stretch(tuple(chain)) for chain in open_chains)


def _follows(last: Run, run: Run) -> bool:
    """Say whether `run` goes on where `last` ends: near in both articles, with words of its own."""
    overlap = max(last.a + last.length - run.a, last.b + last.length - run.b, 0)
    return run.a > last.a and run.b > last.b and run.length > overlap and run.b - (last.b + last.length) <= GAP


def _distance(last: Run, run: Run) -> int:
    return abs((run.b - run.a) - (last.b - last.a))


def _trimmed(last: Run, run: Run) -> Run:
    overlap = max(last.a + last.length - run.a, last.b + last.length - run.b, 0)
    return Run(run.a + overlap, run.b + overlap, run.length - overlap)


def _apart(ordered: Iterable[Stretch], shortest: int) -> Iterator[Stretch]:
    """Drop stretches most of whose words a longer one has already aligned, on either side."""
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for stretch in ordered:
        a, b = range(*stretch.a), range(*stretch.b)
        if len(taken_a.intersection(a)) > len(a) - shortest or len(taken_b.intersection(b)) > len(b) - shortest:
            continue
        taken_a.update(a)
        taken_b.update(b)
        yield stretch
