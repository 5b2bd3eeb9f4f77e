"""Rows of the lists of names that actors are coded by: a name, its code, and the time for which it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.ontology.actor_tokens import tokens_of

FORMER = "ELI"
"""The sector of a leader out of office."""

_NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its code, between two ISO days (both within); `exact` wants the letters' case as it is here.

    Of a leader `left` is the day by which the office was left, "" where that is not known or the office still held, and
    `full` says that the surname counts only after the given name.
    """

    text: str
    state: str | None = None
    sector: str | None = None
    also: str | None = None
    since: str = ""
    until: str = ""
    exact: bool = False
    leader: bool = False
    left: str = ""
    full: bool = False

    def holds(self, day: str) -> bool:
        """Say whether the row holds on a day.

        >>> Name("Ada Torvik", since="2019-01-01").holds("2020-05-01"), Name("Ada Torvik").holds("")
        (True, True)
        """
        return self.since <= day and (not self.until or day <= self.until)


def held(rows: Sequence[Name], on: date | None) -> Name:
    """Return the code that rows of one name give on a day; without a day, the latest.

    A leader who has left office is of the elites; one who is not yet in it has only a state. Of whom it is not known
    whether he still is in office, he counts as in it for a year more, and without a day; later he has only a state.

    >>> rows = (Name("Ada Torvik", "NOR", "GOV", None, "2010-01-01", "2014-12-31", False, True, "2017-01-01"),)
    >>> [held(rows, day).sector for day in (date(2012, 5, 1), date(2016, 5, 1), date(2020, 5, 1), date(2001, 5, 1))]
    ['GOV', None, 'ELI', None]
    """
    day = on.isoformat() if on else _NEVER
    now = next((row for row in rows if row.holds(day)), None)
    if now:
        return now
    started = [row for row in rows if row.since <= day]
    last = max(started, key=lambda row: row.since) if started else rows[0]
    if not last.leader or (started and _may_hold(last, on)):
        return last
    gone = bool(started) and bool(last.left) and last.left <= day
    return replace(last, sector=FORMER if gone else None, also=None)


def _may_hold(row: Name, on: date | None) -> bool:
    """Say whether a leader's office may still be held: for a year after it was last seen held, unless it was left."""
    if on is None:
        return not row.left
    return (not row.left or on.isoformat() < row.left) and f"{on.year - 1:04}{on.isoformat()[4:]}" <= row.until


def by_text(names: Iterable[Name]) -> dict[str, list[Name]]:
    """Return names by their text, for a person's tenures share what is made of it."""
    found: dict[str, list[Name]] = {}
    for name in names:
        found.setdefault(name.text, []).append(name)
    return found


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the parts of a list in a cell."""
    return tuple(part for part in cell.split("|") if part)


def first_day(cell: str) -> str:
    """Fill a year or month up to its first day.

    >>> first_day("2021"), first_day("2021-08"), first_day("")
    ('2021-01-01', '2021-08-01', '')
    """
    return cell + "-01-01"[len(cell) - 4 :] if cell else ""


def last_day(cell: str) -> str:
    """Fill a year or month up to its last day; of every month that is the 31st, for days are only compared.

    >>> last_day("2021"), last_day("2021-08"), last_day("")
    ('2021-12-31', '2021-08-31', '')
    """
    return cell + "-12-31"[len(cell) - 4 :] if cell else ""


def name_row(text: str, row: Mapping[str, str], sector: str | None) -> Name:
    """Return a row of a list under one of its names."""
    return Name(
        text,
        row["state"] or None,
        sector,
        row["also"] or None,
        first_day(row["since"]),
        last_day(row["until"]),
        is_short(text),
    )


def is_short(text: str) -> bool:
    """Say whether a name is an abbreviation, which must stand in the same letters: "PRI" is not "pri".

    >>> is_short("PRI"), is_short("Pri"), is_short("PRI List")
    (True, False, False)
    """
    return sum(c.isupper() for c in text) > 1 and len(tokens_of(text)) == 1
