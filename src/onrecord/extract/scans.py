"""Single passes over the lines of a page, from which what stands around a line can be read off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def running_sums(values: Sequence[float]) -> list[float]:
    """Return the sums of all beginnings of a sequence: one more than it has values."""
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def heaviest_run(values: Sequence[float]) -> tuple[int, int]:
    """Return first and last index of the run with the largest sum (Kadane's scan); (0, -1) where none is positive."""
    best, best_run, total, start = 0.0, (0, -1), 0.0, 0
    for i, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, best_run = total, (start, i)
    return best_run


def last_flagged(flags: Iterable[bool]) -> list[int | None]:
    """Return for each line the last line up to it that is flagged."""
    found: list[int | None] = []
    last: int | None = None
    for i, flag in enumerate(flags):
        last = i if flag else last
        found.append(last)
    return found
