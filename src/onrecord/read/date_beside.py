"""Rules for days counted from the date before them: "the following day", "two weeks earlier", "the Friday before"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.model.reading import Precision, When
from onrecord.ontology.date_words import load_date_words
from onrecord.read.calendar import Days, is_weekend, month_of, season_of, shifted, towards, weekday_near, weekend_of
from onrecord.read.date_patterns import standing_after
from onrecord.read.date_setting import Result, Setting, Why, as_fine, count_of, group, month_in, weekday_in

_WORDS = load_date_words()
_OVER = standing_after(["in", "over", "within", "during", "for", "throughout", "through"])
_BACK = frozenset(["previous", "preceding", "before", "earlier", "previously", "prior", "beforehand"])
_SAME = frozenset(["same", "very same", "that", "that same", "that very"])


def beside(match: re.Match[str], setting: Setting) -> Result:
    """Read "the following day", "that night", "the next month", "the Friday before"."""
    previous, word = setting.previous, group(match, "word")
    if word == "next" and _needed(match) != "day" and _OVER.search(setting.before):
        return None
    if previous is None:
        return Why.NOTHING_BEFORE
    step = 0 if word in _SAME else -1 if word in _BACK else 1
    if not as_fine(previous.precision, _needed(match)):
        return Why.TOO_COARSE
    found = _stepped(match, date.fromisoformat(previous.since if step <= 0 else previous.until), step)
    return (found, previous.text) if found else None


def _needed(match: re.Match[str]) -> str:
    """Return the precision that the date before has to have for this to be counted from it."""
    if group(match, "unit"):
        return _WORDS.units[group(match, "unit")][1]
    return "year" if group(match, "season") else "month" if group(match, "m") else "day"


def _stepped(match: re.Match[str], start: date, step: int) -> Days | None:
    if group(match, "unit"):
        times, unit = _WORDS.units[group(match, "unit")]
        return shifted(start, unit, times * step)
    if group(match, "weekend"):
        same_week = step == 0 or (step > 0 and not is_weekend(start))
        return weekend_of(start if same_week else start + timedelta(weeks=step))
    if group(match, "w"):
        found = weekday_near(start, weekday_in(match), step > 0, strict=step != 0)
        return (found, found, Precision.DAY) if step else None
    if group(match, "m"):
        return _month(start, month_in(match), step)
    if group(match, "season"):
        return _season(start, *_WORDS.seasons[group(match, "season")], step)
    return shifted(start, "day", step)


def _month(start: date, month: int, step: int) -> Days | None:
    if not step:
        return None
    away = shifted(start, "month", step)[0]
    return month_of(towards(away, month, None, step > 0), month)


def _season(start: date, first: int, last: int, step: int) -> Days:
    seasons = [season_of(year, first, last) for year in range(start.year - 2, start.year + 3)]
    if step > 0:
        return next(found for found in seasons if found[0] > start)
    if step < 0:
        return next(found for found in reversed(seasons) if found[1] < start)
    return season_of(start.year, first, last)


def counted_beside(match: re.Match[str], setting: Setting) -> Result:
    """Read "two days later", "a year earlier"."""
    count = count_of(group(match, "count"))
    if count is None:
        return None
    times, unit = _WORDS.units[group(match, "unit")]
    previous = setting.previous
    if previous is None:
        return Why.NOTHING_BEFORE
    if not as_fine(previous.precision, unit):
        return Why.TOO_COARSE
    back = group(match, "word") in _BACK
    start = date.fromisoformat(_edge(previous, back))
    return shifted(start, unit, times * count * (-1 if back else 1)), previous.text


def _edge(previous: When, back: bool) -> str:
    return previous.since if back else previous.until
