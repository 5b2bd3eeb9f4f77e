"""Runs of days by the calendar, for resolving date expressions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from onrecord.model.reading import Precision

Days = tuple[date, date, Precision]
"""First and last day, both included, and how exactly they are known."""

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = {
    name: number
    for number, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}


def day_of(year: int, month: int, day: int) -> Days | None:
    """Return one day, or None where the month has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found, Precision.DAY


def week_of(day: date) -> Days:
    """Return the week from Monday to Sunday that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6), Precision.WEEK


def month_of(year: int, month: int) -> Days:
    """Return a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH


def year_of(year: int) -> Days:
    """Return a year."""
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def decade_of(year: int) -> Days:
    """Return the ten years from `year` on, with the precision of a year."""
    return date(year, 1, 1), date(year + 9, 12, 31), Precision.YEAR


def shifted(day: date, unit: str, steps: int) -> Days:
    """Return the day, week, month or year that lies `steps` units from the one holding `day`.

    >>> shifted(date(2021, 1, 20), "month", -1)[0].isoformat()
    '2020-12-01'
    """
    if unit == "day":
        found = day + timedelta(days=steps)
        return found, found, Precision.DAY
    if unit == "week":
        return week_of(day + timedelta(weeks=steps))
    if unit == "month":
        months = day.year * 12 + day.month - 1 + steps
        return month_of(months // 12, months % 12 + 1)
    return year_of(day.year + steps)


def weekday_near(today: date, weekday: int, future: bool, strict: bool) -> date:
    """Return the nearest such weekday up to `today`, or from it on; `strict` leaves out today itself.

    >>> weekday_near(date(2021, 3, 4), 1, future=False, strict=False).isoformat()
    '2021-03-02'
    """
    ahead = (weekday - today.weekday()) % 7
    if future:
        return today + timedelta(days=ahead or (7 if strict else 0))
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back or (7 if strict else 0))


def towards(today: date, month: int, day: int | None, future: bool) -> int:
    """Return the year of the nearest such day (or month) that is past, or still to come where `future`."""
    here = (today.month, today.day) if day else (today.month, 0)
    there = (month, day or 0)
    if future:
        return today.year + (there < here)
    return today.year - (there > here)
