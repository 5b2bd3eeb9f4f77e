"""Comparing the times of two reports: the days between them, and whether both are given to the day."""

from __future__ import annotations

from datetime import date

from onrecord.model.reading import Precision, When


def days_apart(a: When, b: When) -> int:
    """Return the days between two dates, 0 where they overlap.

    >>> days_apart(*(When(d, d, Precision.DAY, 0, 1, "", "text") for d in ("2031-05-04", "2031-05-06")))
    2
    """
    since, until = max(a.since, b.since), min(a.until, b.until)
    return max(0, (date.fromisoformat(since[:10]) - date.fromisoformat(until[:10])).days)


def days_before(when: When, day: str) -> int:
    """Return how many days the last day of a date lies before another day, 0 where it does not."""
    return max(0, (date.fromisoformat(day) - date.fromisoformat(when.until[:10])).days)


def exact(when: When | None) -> bool:
    """Say whether a date is one day."""
    return when is not None and when.precision is Precision.DAY and when.since == when.until


def one_day(a: When | None, b: When | None, slack: int = 0) -> bool:
    """Say whether both dates are days, and no more than `slack` days apart."""
    return a is not None and b is not None and exact(a) and exact(b) and days_apart(a, b) <= slack
