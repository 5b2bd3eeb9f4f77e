"""A table of months with what happened in each, from which a chart is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record.dealings import MonthCount
from onrecord.web import phrases
from onrecord.web.sides import sides

MOST_MONTHS = 120
"""Ten years: of a longer time the latest are shown."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The claims of one month; `month` is such as 2031-04, "" where the text does not say."""

    month: str
    cooperation: int
    conflict: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Months:
    """The months that have claims of cooperation or conflict, in order, those of no known month last.

    `left` counts the earlier months that are not shown, `other` the claims that are on neither side.
    """

    rows: tuple[MonthRow, ...]
    left: int
    other: int

    @property
    def dated(self) -> bool:
        """Whether any month is known, so that there is something to draw."""
        return any(row.month for row in self.rows)

    @property
    def note(self) -> str:
        """What has to be said beside the table."""
        told = [
            "Each claim counts once, in the month that its fullest report gives, also what is planned or threatened."
        ]
        unknown = sum(row.cooperation + row.conflict for row in self.rows if not row.month)
        if unknown:
            told.append(f"Of {phrases.count(unknown, 'claim')} it gives no month.")
        if self.left:
            told.append(f"{phrases.count(self.left, 'earlier month')} not shown.")
        if self.other:
            only = phrases.count(self.other, "claim")
            told.append(f"Left out: {only} of what is only alleged, denied, conditional or long past.")
        return " ".join(told)


def months(counted: Iterable[MonthCount]) -> Months:
    """Make the table of months of claims that are counted by month, type and status.

    >>> months([MonthCount("2031-04", "AGREE", "occurred", 2), MonthCount(None, "REJECT", "occurred", 1)]).rows[0]
    MonthRow(month='2031-04', cooperation=2, conflict=0, href='')
    """
    held: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for month, type_, status, claims in counted:
        held[month or ""].append((type_, status, claims))
    found = {month: sides(rows) for month, rows in held.items()}
    shown = {month: one for month, one in found.items() if one.cooperation or one.conflict}
    known = sorted(month for month in shown if month)
    kept = [*known[-MOST_MONTHS:], *([""] if "" in shown else [])]
    rows = tuple(MonthRow(month, shown[month].cooperation, shown[month].conflict) for month in kept)
    return Months(rows, max(len(known) - MOST_MONTHS, 0), sum(one.other for one in found.values()))
