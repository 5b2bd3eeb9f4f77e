"""Small pictures that repeat down a list: dots for reports with squares for origins, and a row of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MOST_DOTS = 56
MOST_SQUARES = 32
_STEP = 11.0
_DOTS_A_ROW, _SQUARES_A_ROW = 14, 8
_AXIS = 420.0
_ENOUGH_DAYS, _SQUEEZED = 12, 4
"""Days are left off the axis only where there are enough others, and these would take under a quarter of it."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Dots (x, y) for reports, squares (x, y, sure) for origins; `more` reports and `more_origins` found no room."""

    width: float
    height: float
    dots: tuple[tuple[float, float], ...]
    squares: tuple[tuple[float, float, bool], ...]
    more: int
    more_origins: int


def strip(reports: int, at_least: int, at_most: int) -> Strip:
    """Lay out one dot a report and, right of them, one square an origin: full up to `at_least`, hollow up to `at_most`.

    >>> len(strip(4, 1, 2).dots), strip(4, 1, 2).squares[1][2], strip(200, 1, 1).more
    (4, False, 144)
    """
    shown, origins = min(reports, MOST_DOTS), min(at_most, MOST_SQUARES)
    left = 6 + _STEP * min(shown, _DOTS_A_ROW) + 12
    squares = [(*place, at < at_least) for at, place in enumerate(_grid(origins, _SQUARES_A_ROW, left))]
    rows = max(-(-shown // _DOTS_A_ROW), -(-origins // _SQUARES_A_ROW), 1)
    width = left + _STEP * min(origins, _SQUARES_A_ROW) + 2
    dots = _grid(shown, _DOTS_A_ROW, 6)
    return Strip(width, 3 + _STEP * rows, tuple(dots), tuple(squares), reports - shown, at_most - origins)


def _grid(count: int, a_row: int, left: float) -> list[tuple[float, float]]:
    return [(left + _STEP * (at % a_row), 7 + _STEP * (at // a_row)) for at in range(count)]


@dataclass(frozen=True, slots=True)
class Days:
    """A row of days on an axis shared by a list.

    Dots are (x, radius, articles, known): full for articles published on that day, a ring for those of unknown date
    that were collected by then. `outside` articles lie beyond the ends of the axis, `undated` have neither day.
    """

    width: float
    dots: tuple[tuple[float, float, int, bool], ...]
    outside: int
    undated: int


Stamp = tuple[int | None, bool]
"""A day's number, and whether the article was published then (else: collected by then)."""


def days(found: Sequence[Stamp], axis: tuple[int, int]) -> Days:
    """Lay out articles by day on an axis, one dot for the articles of a day, its area by their number.

    >>> days([(10, True), (10, True), (None, False)], (0, 20)).dots
    ((210.0, 4.2, 2, True),)
    """
    first, last = axis
    inside = [(day, known) for day, known in found if day is not None and first <= day <= last]
    room = max(last - first, 1)
    dots = tuple(
        (round(10 + (_AXIS - 20) * (day - first) / room, 1), round(min(3.0 * n**0.5, 9.0), 1), n, known)
        for (day, known), n in sorted(Counter(inside).items())
    )
    undated = sum(day is None for day, _ in found)
    return Days(_AXIS, dots, len(found) - len(inside) - undated, undated)


def axis_of(found: Sequence[int]) -> tuple[int, int]:
    """Return the first and last day of an axis; a few days far from all others do not squeeze the rest together.

    >>> axis_of([5, 9]), axis_of([1, *range(900, 930)])
    ((5, 9), (900, 929))
    """
    ordered = sorted(found) or [0]
    cut = len(ordered) // 20 or int(len(ordered) >= _ENOUGH_DAYS)
    first, last = ordered[0], ordered[-1]
    # Twice: a day far off on one side hides one on the other.
    for _ in range(2):
        if (last - ordered[cut]) * _SQUEEZED < last - first:
            first = ordered[cut]
        if (ordered[-1 - cut] - first) * _SQUEEZED < last - first:
            last = ordered[-1 - cut]
    return first, last
