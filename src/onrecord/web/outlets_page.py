"""What the list of outlets shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record.gathering import Gathering
from onrecord.record.outlets import OutletCount, sums_of_takings
from onrecord.web import phrases
from onrecord.web.links import page_of


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet in the list.

    `named` counts the dependences of its reports on sources that they name, `taken` those on other outlets' words, and
    `lent` those of others on its words.
    """

    name: str
    href: str
    articles: int
    period: str
    named: int
    taken: int
    lent: int


def outlet_lines(held: Gathering, found: Iterable[OutletCount]) -> tuple[OutletLine, ...]:
    """Summarise outlets."""
    rows = list(found)
    sums = sums_of_takings(held.connection, [row.name for row in rows])
    return tuple(_line(row, *sums.get(row.name, (0, 0, 0))) for row in rows)


def _line(row: OutletCount, named: int, taken: int, lent: int) -> OutletLine:
    period = phrases.period(row.first, row.last) if row.dated else "date unknown"
    return OutletLine(row.name, page_of("outlet", row.name), row.articles, period, named, taken, lent)
