"""Rules for days of the calendar: "April 4", "4-5 April 2018", "25/10/2020", "the 4th of this month", "May Day"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.model.reading import Precision
from onrecord.ontology.date_words import Holiday, load_date_words
from onrecord.read.calendar import Days, day_of, easter, shifted, towards, week_of
from onrecord.read.date_patterns import standing_after
from onrecord.read.date_setting import Result, Setting, Why, from_today, group, month_in, nth_of, plain, weekday_in

_STEPS = {"last": -1, "this": 0, "next": 1}
_APART = ("and", "&", "or")
_BESIDE = ("wd", "wd2", "wd3")
_WEEK = timedelta(days=6)
_AT = standing_after(load_date_words().at_seasons)


def in_month(match: re.Match[str], setting: Setting) -> Result:
    """Read a day in a named month, with or without a year or the weekday beside it."""
    month, day = month_in(match), _day(match, "d")
    year, anchor = _year(match, setting, month, day)
    if year is None:
        return Why.NO_ARTICLE_DAY
    found = day_of(year, month, day)
    return (found, anchor) if found else Why.NO_SUCH_DAY


def run_of_days(match: re.Match[str], setting: Setting) -> Result:
    """Read a run of days in one or two named months: "April 4 to 5", "Dec. 30-Jan. 2, 2020"."""
    first_month, first = month_in(match), _day(match, "d")
    last_month, last = month_in(match, "m2") if group(match, "m2") else first_month, _day(match, "d2")
    if group(match, "m2") and group(match, "to") in _APART and not is_between(setting):
        return None
    year, anchor = _year(match, setting, first_month, first)
    if year is None:
        return Why.NO_ARTICLE_DAY
    over = last_month < first_month
    # The year of a run stands at its end: "December 30 to January 2, 2020" begins in 2019.
    ends = year if group(match, "y") or group(match, "rel") else year + over
    since = day_of(int(group(match, "y1") or ends - over), first_month, first)
    until = day_of(ends, last_month, last)
    if since is None or until is None or until[0] < since[0]:
        return Why.NO_SUCH_DAY
    return (since[0], until[1], Precision.DAY), anchor


def is_between(setting: Setting) -> bool:
    """Say whether "between" stands before an expression, so that its "and" joins the ends of a run."""
    return setting.before.rstrip().lower().endswith(("between", "between the"))


def _day(match: re.Match[str], name: str) -> int:
    return nth_of(group(match, name)) or 0


def _year(match: re.Match[str], setting: Setting, month: int, day: int) -> tuple[int | None, str]:
    """Return the year of a day: the one given, else the nearest in which the weekday beside it fits, else by tense."""
    given = group(match, "y") or group(match, "y1")
    if given:
        return int(given), "text"
    if setting.today is None:
        return None, ""
    if group(match, "rel"):
        return setting.today.year + _STEPS[group(match, "rel")], setting.anchor
    year = _year_by_weekday(match, setting.today, month, day)
    return year or towards(setting.today, month, day, setting.ahead()), setting.anchor


def _year_by_weekday(match: re.Match[str], today: date, month: int, day: int) -> int | None:
    """Return the one of the two nearest years in which a day falls on the weekday that stands beside it."""
    beside = next((weekday_in(match, name) for name in _BESIDE if group(match, name)), None)
    years = {towards(today, month, day, future) for future in (False, True)}
    days = {year: day_of(year, month, day) for year in years}
    fitting = [year for year, found in days.items() if found and found[0].weekday() == beside]
    return fitting[0] if len(fitting) == 1 else None


def iso_day(match: re.Match[str], setting: Setting) -> Result:  # noqa: ARG001 - all rules are called alike
    """Read "2020-10-25", "2020/10/25" and the day of "2020-10-25T10:00Z"."""
    found = day_of(*(int(match[name]) for name in ("y", "mm", "dd")))
    return (found, "text") if found else Why.NO_SUCH_DAY


def numeric_day(match: re.Match[str], setting: Setting) -> Result:  # noqa: ARG001 - all rules are called alike
    """Read "25/10/2020" and "10/25/2020"; of "04/05/2020" nobody knows which is the month."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["y"])
    days = {found for month, day in ((two, one), (one, two)) if (found := day_of(year, month, day))}
    if len(days) > 1:
        return Why.TWO_READINGS
    return (days.pop(), "text") if days else Why.NO_SUCH_DAY


@from_today
def day_of_this_month(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "the 4th of last month"; of a bare "on the 4th," the nearest, by tense."""
    day = _day(match, "d")
    if group(match, "which"):
        month = shifted(today, "month", _STEPS[group(match, "which")])[0]
    else:
        ahead = setting.ahead()
        step = (day < today.day) if ahead else -(day > today.day)
        month = shifted(today, "month", step)[0]
    return setting.told(day_of(month.year, month.month, day))


def week_by_day(match: re.Match[str], setting: Setting) -> Result:
    """Read "the week of April 4" as that from Monday to Sunday; one that begins or ends on a day as seven days."""
    told = in_month(match, setting)
    if told is None or isinstance(told, Why):
        return told
    (day, _, _), anchor = told
    side = group(match, "side")
    if side == "ending":
        return (day - _WEEK, day, Precision.WEEK), anchor
    return (week_of(day) if side == "of" else (day, day + _WEEK, Precision.WEEK)), anchor


def holiday(match: re.Match[str], setting: Setting) -> Result:
    """Read a feast with a name of its own, by tense where it has no year."""
    name = match["holiday"]
    if not name[0].isupper():
        return None
    feast, which = load_date_words().holidays[plain(name)], group(match, "which")
    if group(match, "y"):
        return (_on(feast, int(match["y"])), "text")
    if feast.loose and not which and not _AT.search(setting.before):
        return None
    if setting.today is None:
        return Why.NO_ARTICLE_DAY
    return setting.told(_nearest(feast, setting.today, which, setting))


def _nearest(feast: Holiday, today: date, which: str, setting: Setting) -> Days:
    days = [_on(feast, year) for year in range(today.year - 1, today.year + 2)]
    step = load_date_words().which.get(which)
    if step == 0:
        return days[1]
    if step == 1 or (step is None and setting.ahead()):
        return next(day for day in days if day[0] >= today)
    return next(day for day in reversed(days) if day[0] <= today and (step is None or day[0] < today))


def _on(feast: Holiday, year: int) -> Days:
    moves = feast.easter is not None
    day = easter(year) + timedelta(days=feast.easter or 0) if moves else date(year, feast.month, feast.day)
    return day, day, Precision.DAY
