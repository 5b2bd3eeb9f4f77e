"""The day in a date or time as metadata state it, and which of two times came first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

YEARS = range(1800, 2200)
"""Years in which an article can have appeared: others stand for a time that is not set, or are slips."""


def stated(when: str | None) -> str | None:
    """Return a time of publication, None where its year is one that no article is of.

    >>> stated("2018-07-15"), stated("0001-01-01"), stated("9999-12-31T23:59:59-05:00")
    ('2018-07-15', None, None)
    """
    year = (when or "")[:4]
    return when if year.isdecimal() and int(year) in YEARS else None


def day_of(when: str | None) -> date | None:
    """Return the day of an ISO date or time, None where it has none.

    >>> day_of("2018-07-15T06:34:13-04:00"), day_of("2018-07")
    (datetime.date(2018, 7, 15), None)
    """
    try:
        return date.fromisoformat((when or "")[:10])
    except ValueError:
        return None


def moment_of(when: str | None) -> datetime | None:
    """Return the moment of an ISO time that tells its zone; None for anything else, which orders by its day alone.

    Of years near the ends of the calendar there is none either: in another zone they would lie beyond it.

    >>> moment_of("2018-07-15T06:34:13-04:00").hour, moment_of("2018-07-15T06:34:13")
    (10, None)
    """
    try:
        found = datetime.fromisoformat(stated(when) or "")
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else None


def came_before(one: str | None, other: str | None) -> bool | None:
    """Say whether one time of publication is before another; None where they do not tell.

    Times without a zone, and days, are compared by day.

    >>> came_before("2018-07-15", "2018-07-16T08:00"), came_before("2018-07-15", "2018-07-15T08:00")
    (True, None)
    """
    moments = moment_of(one), moment_of(other)
    if moments[0] and moments[1]:
        return None if moments[0] == moments[1] else moments[0] < moments[1]
    days = day_of(stated(one)), day_of(stated(other))
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return None
    return days[0] < days[1]


def earliest(times: Iterable[str | None]) -> frozenset[str]:
    """Return those of some times of publication that none of the others is known to be before.

    >>> sorted(earliest(["2018-07-15", "2018-07-15T08:00+00:00", "2018-07-15T09:00+00:00", "2018-07-16", None]))
    ['2018-07-15', '2018-07-15T08:00+00:00']
    """
    known = {when: day for when in times if when and (day := day_of(stated(when)))}
    first = min(known.values(), default=None)
    of_day = {when: moment_of(when) for when, day in known.items() if day == first}
    moment = min((found for found in of_day.values() if found), default=None)
    return frozenset(when for when, found in of_day.items() if found in (None, moment))
