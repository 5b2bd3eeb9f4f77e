"""The day in a date or time as metadata state it."""

from __future__ import annotations

from datetime import date


def day_of(when: str | None) -> date | None:
    """Return the day of an ISO date or time, None where it has none.

    >>> day_of("2018-07-15T06:34:13-04:00"), day_of("2018-07")
    (datetime.date(2018, 7, 15), None)
    """
    try:
        return date.fromisoformat((when or "")[:10])
    except ValueError:
        return None
