"""Rules for months, years, decades, centuries and seasons, and for their parts: "early April", "first half of 2019"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.model.reading import Precision
from onrecord.ontology.date_words import load_date_words
from onrecord.read.calendar import (
    Days,
    century_of,
    decade_of,
    half_of,
    last_of,
    month_of,
    moved,
    quarter_of,
    season_near,
    season_of,
    shifted,
    towards,
    weekday_near,
    year_of,
)
from onrecord.read.date_days import is_between
from onrecord.read.date_patterns import standing_after
from onrecord.read.date_setting import Result, Setting, Why, count_of, group, month_in, nth_of, weekday_in

_WORDS = load_date_words()
_STEPS = {"last": -1, "this": 0, "next": 1}
_THE = re.compile(r"\bthe\s{1,3}(?:(?:early|mid|late)[\s-])?\Z", re.IGNORECASE)
_AND = re.compile(r"(?:,|,?\s{1,3}(?:and|or))\s{1,3}", re.IGNORECASE)
_AND_LENGTH = 10
_AT = standing_after((*_WORDS.at_months, "between"), r"(?:the\s{1,3})?")


def period(match: re.Match[str], setting: Setting) -> Result:
    """Read a month, year, decade or century as the pattern `PERIOD` has them."""
    parts = match.groupdict()
    if parts.get("m"):
        return _month(match, setting)
    if parts.get("y2"):
        return year_of(int(match["y2"])), "text"
    if parts.get("dec"):
        return decade_of(int(match["dec"])), "text"
    if parts.get("dec2"):
        return decade_of(1900 + int(match["dec2"])), "text"
    if parts.get("decname"):
        named = _THE.search(match.string, max(0, match.start("decname") - 12), match.start("decname"))
        return (decade_of(1900 + _WORDS.decades[group(match, "decname")]), "text") if named else None
    if parts.get("cent"):
        number = nth_of(group(match, "cent"))
        return (century_of(number), "text") if number else Why.NO_SUCH_DAY
    return _unit(match, setting)


def listed_year(match: re.Match[str], setting: Setting) -> Result:
    """Read the later years of "in 2014, 2016 and 2018"; of "Torvik's 2014 and 2016 plans" neither is read."""
    previous = setting.previous
    if previous is None or previous.precision is not Precision.YEAR or match.start() - previous.end > _AND_LENGTH:
        return None
    return period(match, setting) if _AND.fullmatch(match.string, previous.end, match.start()) else None


def _unit(match: re.Match[str], setting: Setting) -> Result:
    """Read "last year", "this month"; "the year" is that of the article."""
    if setting.today is None:
        return Why.NO_ARTICLE_DAY
    count, unit = _WORDS.units[group(match, "unit")]
    return setting.told(shifted(setting.today, unit, count * _WORDS.which.get(group(match, "which"), 0)))


def _month(match: re.Match[str], setting: Setting) -> Result:
    month = month_in(match)
    if group(match, "y"):
        return month_of(int(match["y"]), month), "text"
    today = setting.today
    if today is None:
        return Why.NO_ARTICLE_DAY
    if group(match, "rel"):
        return setting.told(month_of(today.year + _STEPS[group(match, "rel")], month))
    return setting.told(month_of(towards(today, month, None, setting.ahead()), month))


def bare_month(match: re.Match[str], setting: Setting) -> Result:
    """Read "in June"; "by May" may be somebody's doing."""
    name, at = group(match, "m"), setting.before.split()[-1].lower()
    if name in _WORDS.persons and at in _WORDS.of_persons and _is_person(match, setting, at):
        return None
    return _month(match, setting)


def _is_person(match: re.Match[str], setting: Setting, at: str) -> bool:
    owns = match.string.startswith(("'s", "’s"), match.end())
    return owns or setting.a_person() or (at == "by" and not setting.ahead())


def which_month(match: re.Match[str], setting: Setting) -> Result:
    """Read "last March", "next May", "this June"."""
    today = setting.today
    if today is None:
        return Why.NO_ARTICLE_DAY
    month, step = month_in(match), _WORDS.which[group(match, "which")]
    if step == 0:
        return setting.told(month_of(today.year, month))
    if step < 0 and month == today.month:
        return setting.told(month_of(today.year - 1, month))
    return setting.told(month_of(towards(today, month, None, step > 0), month))


def run_of_months(match: re.Match[str], setting: Setting) -> Result:
    """Read "June to August", "March 2018-June 2019", "between May and July"."""
    first, last, apart = month_in(match), month_in(match, "m2"), group(match, "to") in ("and", "&", "or")
    if apart and not is_between(setting) and last - first != 1:
        return None
    if group(match, "y1") and not (group(match, "y") or group(match, "rel")):
        return None
    year, anchor = _end_year(match, setting, last)
    if year is None:
        return anchor if isinstance(anchor, Why) else None
    since = month_of(int(group(match, "y1") or year - (last < first)), first)
    until = month_of(year, last)
    return ((since[0], until[1], Precision.MONTH), anchor) if since[0] < until[0] else Why.NO_SUCH_DAY


def _end_year(match: re.Match[str], setting: Setting, last: int) -> tuple[int | None, str]:
    """Return the year in which a run of months ends; without a year it needs a word of time before it."""
    if group(match, "y"):
        return int(match["y"]), "text"
    if not group(match, "rel") and not _AT.search(setting.before):
        return None, ""
    if setting.today is None:
        return None, Why.NO_ARTICLE_DAY
    if group(match, "rel"):
        return setting.today.year + _STEPS[group(match, "rel")], setting.anchor
    return towards(setting.today, last, None, setting.ahead()), setting.anchor


def run_of_years(match: re.Match[str], setting: Setting) -> Result:
    """Read "2014 to 2016", "2014–16"; of "2008-12" nobody knows whether December or 2012 is meant."""
    first, last = int(match["y1"]), match["y2"]
    to = group(match, "to")
    if to.isalpha() and not _AT.search(setting.before):
        return None
    if to in ("and", "&", "or") and not is_between(setting):
        return None
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if end <= first:
        return None
    if len(last) == 2 and "-" in to and int(last) <= 12 and end != first + 1:
        return Why.TWO_READINGS
    return (year_of(first)[0], year_of(end)[1], Precision.YEAR), "text"


def run_of_decades(match: re.Match[str], setting: Setting) -> Result:
    """Read "the 1960s and 70s"."""
    first, last = int(match["dec"]), match["dec2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if end <= first or (group(match, "to") in ("and", "&", "or") and end != first + 10 and not is_between(setting)):
        return None
    return (decade_of(first)[0], decade_of(end)[1], Precision.DECADE), "text"


def quarter(match: re.Match[str], setting: Setting) -> Result:  # noqa: ARG001 - all rules are called alike
    """Read "Q1 2020", "H2 2019"."""
    number, of = int(match["number"]), quarter_of if match["of"] in "qQ" else half_of
    return (of(int(match["y"]), number), "text") if number <= 2 or of is quarter_of else None


def part(match: re.Match[str], setting: Setting) -> Result:
    """Read "early April", "late 2019", "the end of the year", "the late 1990s" as the data bounds the parts."""
    name = group(match, "m")
    if name in _WORDS.persons and group(match, "part") == "late" and setting.before.lower().endswith("the "):
        return None
    told = period(match, setting)
    if told is None or isinstance(told, Why):
        return told
    days, anchor = told
    bounds = _WORDS.parts[group(match, "part")].get(days[2].value)
    return (_within(days, bounds), anchor) if bounds else None


def _within(days: Days, bounds: tuple[int, int]) -> Days:
    """Return a part of a period, with the period's precision."""
    since, until, precision = days
    first, last = bounds
    if precision is Precision.WEEK:
        return since + timedelta(days=first), since + timedelta(days=last), precision
    if precision is Precision.MONTH:
        return since.replace(day=first), since.replace(day=min(last, until.day)), precision
    if precision is Precision.YEAR:
        return date(since.year, first, 1), last_of(since.year, last), precision
    return date(since.year + first, 1, 1), date(since.year + last, 12, 31), precision


def nth_of_period(match: re.Match[str], setting: Setting) -> Result:
    """Read "the first half of 2019", "the last three months of the year", "the second Monday of May"."""
    told = period(match, setting)
    if told is None or isinstance(told, Why):
        return told
    days, anchor = told
    nth, count = nth_of(group(match, "nth")), count_of(group(match, "count") or "1")
    if nth is None or count is None:
        return Why.NO_NUMBER
    found = _nth(match, days, nth, count)
    return (found, anchor) if found else None


def _nth(match: re.Match[str], days: Days, nth: int, count: int) -> Days | None:
    if group(match, "w"):
        return _nth_weekday(days, weekday_in(match), nth)
    of = group(match, "of")
    if of in ("half", "quarter"):
        return _nth_fraction(days, 2 if of == "half" else 4, nth)
    unit = _WORDS.units[of][1]
    if Precision(unit) is days[2]:
        return None
    if nth < 0:
        until = days[1]
        since = moved(until + timedelta(days=1), unit, -count)
    else:
        since = moved(days[0], unit, count * (nth - 1))
        until = moved(since, unit, count) - timedelta(days=1)
    return (since, until, Precision(unit)) if days[0] <= since <= until <= days[1] else None


def _nth_weekday(days: Days, weekday: int, nth: int) -> Days | None:
    if nth < 0:
        found = weekday_near(days[1], weekday, future=False, strict=False)
    else:
        found = weekday_near(days[0], weekday, future=True, strict=False) + timedelta(weeks=nth - 1)
    return (found, found, Precision.DAY) if days[0] <= found <= days[1] else None


def _nth_fraction(days: Days, parts: int, nth: int) -> Days | None:
    """Return a half or quarter; of a year it has a precision of its own, of anything else that of the whole."""
    since, until, precision = days
    nth = parts if nth < 0 else nth
    if nth > parts:
        return None
    if precision is Precision.YEAR:
        return half_of(since.year, nth) if parts == 2 else quarter_of(since.year, nth)
    if precision is Precision.MONTH and parts == 2:
        middle = since.replace(day=15)
        return (since, middle, precision) if nth == 1 else (middle + timedelta(days=1), until, precision)
    if precision in (Precision.DECADE, Precision.CENTURY):
        years = (until.year - since.year + 1) // parts
        first = since.year + years * (nth - 1)
        return date(first, 1, 1), date(first + years - 1, 12, 31), precision
    return None


def season(match: re.Match[str], setting: Setting) -> Result:
    """Read "spring 2018", "the summer of last year", "last winter", "in the spring"; a winter is named by its start."""
    first, last = _WORDS.seasons[group(match, "season")]
    if group(match, "y"):
        return season_of(int(match["y"]), first, last), "text"
    today = setting.today
    if today is None:
        return Why.NO_ARTICLE_DAY
    if group(match, "rel"):
        return setting.told(season_of(today.year + _STEPS[group(match, "rel")], first, last))
    return setting.told(_season(match, setting, today))


def _season(match: re.Match[str], setting: Setting, today: date) -> Days:
    first, last = _WORDS.seasons[group(match, "season")]
    seasons = [season_of(year, first, last) for year in range(today.year - 2, today.year + 2)]
    step = _WORDS.which.get(group(match, "which"))
    if step is None:
        return season_near(today, first, last, setting.ahead())
    if step < 0:
        return next(found for found in reversed(seasons) if found[1] < today)
    if step > 0:
        return next(found for found in seasons if found[0] > today)
    if last < first:
        return min(seasons, key=lambda found: _distance(found, today))
    return season_of(today.year, first, last)


def _distance(days: Days, today: date) -> int:
    return max((days[0] - today).days, (today - days[1]).days, 0)
