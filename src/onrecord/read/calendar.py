"""Runs of days by the calendar, for resolving date expressions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from onrecord.model.reading import Precision

Days = tuple[date, date, Precision]
"""First and last day, both included, and how exactly they are known."""


_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_SATURDAY = 5
_NEAR = 2


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
    return date(year, month, 1), last_of(year, month), Precision.MONTH


def last_of(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def quarter_of(year: int, quarter: int) -> Days:
    """Return a quarter of a year, the first being 1."""
    return date(year, 3 * quarter - 2, 1), last_of(year, 3 * quarter), Precision.QUARTER


def half_of(year: int, half: int) -> Days:
    """Return a half of a year, the first being 1."""
    return date(year, 6 * half - 5, 1), last_of(year, 6 * half), Precision.HALF


def season_of(year: int, first: int, last: int) -> Days:
    """Return the season from month `first` to `last` that begins in a year.

    >>> season_of(2018, 12, 2)[1].isoformat()
    '2019-02-28'
    """
    return date(year, first, 1), last_of(year + (last < first), last), Precision.SEASON


def year_of(year: int) -> Days:
    """Return a year."""
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def decade_of(year: int) -> Days:
    """Return the ten years from `year` on."""
    return date(year, 1, 1), date(year + 9, 12, 31), Precision.DECADE


def century_of(number: int) -> Days:
    """Return a century; the 20th is counted from 1901 to 2000."""
    return date(100 * number - 99, 1, 1), date(100 * number, 12, 31), Precision.CENTURY


def is_weekend(day: date) -> bool:
    """Say whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def weekend_of(day: date) -> Days:
    """Return the Saturday and Sunday of the week that holds a day, known to these two days."""
    saturday = day + timedelta(days=_SATURDAY - day.weekday())
    return saturday, saturday + timedelta(days=1), Precision.DAY


def shifted(day: date, unit: str, steps: int) -> Days:
    """Return the day, week, month, quarter, year, decade or century that lies `steps` units from the one holding `day`.

    >>> shifted(date(2021, 1, 20), "month", -1)[0].isoformat()
    '2020-12-01'
    """
    there = moved(day.replace(day=1) if unit in _MONTHS_OF else day, unit, steps)
    if unit == "day":
        return there, there, Precision.DAY
    if unit == "week":
        return week_of(there)
    if unit == "month":
        return month_of(there.year, there.month)
    if unit == "quarter":
        return quarter_of(there.year, (there.month + 2) // 3)
    if unit == "year":
        return year_of(there.year)
    return decade_of(there.year // 10 * 10) if unit == "decade" else century_of((there.year + 99) // 100)


def moved(day: date, unit: str, steps: int) -> date:
    """Return the same day some units away, or the last of its month where that has no such day.

    >>> moved(date(2021, 3, 31), "month", -1).isoformat()
    '2021-02-28'
    """
    if unit not in _MONTHS_OF:
        return day + timedelta(days=steps * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + steps * _MONTHS_OF[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, last_of(year, month).day))


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


def weekend_near(today: date, future: bool) -> Days:
    """Return the weekend that is there, else the one just over, or where `future` the one to come."""
    here = weekend_of(today)
    return here if future or is_weekend(today) else weekend_of(today - timedelta(weeks=1))


def this_weekend(today: date, future: bool) -> Days:
    """Return what "this weekend" means: early in a week that does not look ahead the one just over, else its own."""
    return weekend_near(today, future or today.weekday() >= _NEAR)


def season_near(today: date, first: int, last: int, future: bool) -> Days:
    """Return the season that has come last, be it over or not, or where `future` the one to end next."""
    years = range(today.year - 2, today.year + 2)
    seasons = [season_of(year, first, last) for year in years]
    if future:
        return next(season for season in seasons if season[1] >= today)
    return next(season for season in reversed(seasons) if season[0] <= today)


def towards(today: date, month: int, day: int | None, future: bool) -> int:
    """Return the year of the nearest such day (or month) that is past, or still to come where `future`."""
    here = (today.month, today.day) if day else (today.month, 0)
    there = (month, day or 0)
    if future:
        return today.year + (there < here)
    return today.year - (there > here)


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches: the Sunday after the first full moon of spring, by computation.

    >>> easter(2021).isoformat(), easter(2008).isoformat()
    ('2021-04-04', '2008-03-23')
    """
    golden, century = year % 19, year // 100
    leaps_left_out = century - century // 4
    moon_shift = (8 * century + 13) // 25
    age = (leaps_left_out - moon_shift + 19 * golden + 15) % 30
    # The two latest full moons are moved up a day, so that the moon is never counted as later than 18 April.
    age -= age == 29 or (age == 28 and golden > 10)
    full_moon = date(year, 3, 21) + timedelta(days=age)
    return full_moon + timedelta(days=6 - full_moon.weekday() or 7)
