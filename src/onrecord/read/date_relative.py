"""Rules for days counted from the article's: weekdays, "yesterday", "last month", "weeks ago", "the past decade"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.model.reading import Precision
from onrecord.ontology.date_words import load_date_words
from onrecord.read.calendar import (
    Days,
    moved,
    shifted,
    this_weekend,
    week_of,
    weekday_near,
    weekend_near,
    weekend_of,
)
from onrecord.read.date_days import is_between
from onrecord.read.date_patterns import standing_after
from onrecord.read.date_setting import Result, Setting, Why, count_of, from_today, group, weekday_in

_WORDS = load_date_words()
_OVER = standing_after(["in", "over", "within", "during", "for", "throughout", "through"], r"the\s{1,3}")
_COUNTED_FROM = re.compile(r"\s{1,3}(?:before|after|following|that|when)\b", re.IGNORECASE)
_FINER = {"year": (6, "month"), "decade": (5, "year"), "century": (5, "decade")}


def _one(day: date) -> Days:
    return day, day, Precision.DAY


@from_today
def weekday(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read a weekday: the nearest past one, or the next where it or its clause looks ahead.

    "The Saturday before the vote" is counted from the vote, of which nothing is known.
    """
    step = _WORDS.which.get(group(match, "which"))
    if setting.before.lower().endswith("the ") and _COUNTED_FROM.match(match.string, match.end()):
        return None
    future = setting.ahead() if step is None else step >= 0
    return setting.told(_one(weekday_near(today, weekday_in(match), future, strict=step not in (None, 0))))


@from_today
def weekday_of_week(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "Tuesday last week", "next week on Tuesday"."""
    monday = week_of(today)[0] + timedelta(weeks=_WORDS.which[group(match, "which")])
    return setting.told(_one(monday + timedelta(days=weekday_in(match))))


@from_today
def run_of_weekdays(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "Monday to Wednesday", "between Monday and Friday"; of "Monday and Friday" each is a date by itself."""
    first, last = weekday_in(match), weekday_in(match, "w2")
    length = (last - first) % 7
    if not length or (group(match, "to") in ("and", "&", "or") and length > 1 and not is_between(setting)):
        return None
    if setting.ahead():
        since = weekday_near(today, first, future=True, strict=False)
        return setting.told((since, since + timedelta(days=length), Precision.DAY))
    until = weekday_near(today, last, future=False, strict=False)
    return setting.told((until - timedelta(days=length), until, Precision.DAY))


@from_today
def weeks_from_weekday(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "a week from Tuesday", "two weeks ago on Tuesday"."""
    count = count_of(group(match, "count"))
    if count is None:
        return None
    if group(match, "ago"):
        monday = week_of(today - timedelta(weeks=count))[0]
        return setting.told(_one(monday + timedelta(days=weekday_in(match))))
    return setting.told(_one(weekday_near(today, weekday_in(match), True, True) + timedelta(weeks=count)))


@from_today
def day_word(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "yesterday", "tonight", "the day after tomorrow"."""
    return setting.told(shifted(today, "day", _WORDS.days[group(match, "days")]))


@from_today
def overnight(match: re.Match[str], setting: Setting, today: date) -> Result:  # noqa: ARG001 - called as all are
    """Read "overnight": the night before the day of the article, or after it where the clause looks ahead."""
    first = today if setting.ahead() else today - timedelta(days=1)
    return setting.told((first, first + timedelta(days=1), Precision.DAY))


@from_today
def weekend(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "the weekend", "last weekend", "this weekend"."""
    step = _WORDS.which.get(group(match, "which"))
    if step is None:
        return setting.told(weekend_near(today, setting.ahead()))
    if step == 0:
        return setting.told(this_weekend(today, setting.ahead()))
    return setting.told(_other_weekend(today, step))


def _other_weekend(today: date, step: int) -> Days:
    here = weekend_of(today)
    if step > 0:
        # From Monday to Friday "next weekend" is mostly the one to come; on a weekend it is the one after it.
        return here if here[0] > today else weekend_of(today + timedelta(weeks=1))
    return weekend_of(today - timedelta(weeks=1))


@from_today
def which_unit(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "last month", "next year"; "earlier this week" ends with today, "later this year" begins with it."""
    count, unit = _WORDS.units[group(match, "unit")]
    since, until, precision = shifted(today, unit, count * _WORDS.which[group(match, "which")])
    if since <= today <= until:
        side = group(match, "side")
        since, until = (today if side == "later" else since), (today if side == "earlier" else until)
    return setting.told((since, until, precision))


@from_today
def in_the_unit(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "later in the week" of what is to come, "earlier in the week" of what is past, as in the article's week."""
    side, (_, unit) = group(match, "side"), _WORDS.units[group(match, "unit")]
    if (side == "later") != setting.ahead():
        return Why.NOTHING_BEFORE
    since, until, precision = shifted(today, unit, 0)
    return setting.told((today, until, precision) if side == "later" else (since, today, precision))


@from_today
def up_to_today(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "the past decade", "the last three months", "in the next week": a stretch that ends or begins today."""
    which, words = group(match, "which"), group(match, "count")
    if not words and group(match, "unit").endswith("s"):
        return None
    if not words and which not in ("past", "this past") and not _OVER.search(setting.before):
        return None
    if words in _WORDS.vague:
        return Why.NO_NUMBER
    count = count_of(words or "1")
    if count is None:
        return None
    times, unit = _WORDS.units[group(match, "unit")]
    there = moved(today, unit, times * count * (_WORDS.which[which] or 1))
    return setting.told((min(there, today), max(there, today), Precision(unit)))


def no_number(match: re.Match[str], setting: Setting) -> Result:  # noqa: ARG001 - all rules are called alike
    """Read "days later", "a few weeks ago", "in recent months": how many is not said."""
    return Why.NO_NUMBER


@from_today
def counted_ago(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "two weeks ago" as the week that lies there, "exactly a year ago" and "a year ago today" as the day."""
    return _away(match, setting, today, -1)


@from_today
def counted_ahead(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "two weeks from now", "in three days' time"."""
    return _away(match, setting, today, 1)


def _away(match: re.Match[str], setting: Setting, today: date, side: int) -> Result:
    count = count_of(group(match, "count"))
    if count is None:
        return None
    times, unit = _WORDS.units[group(match, "unit")]
    steps = side * times * count
    if group(match, "exact") or group(match, "same"):
        return setting.told(_one(moved(today, unit, steps)))
    return setting.told(shifted(today, unit, steps))


@from_today
def counted_within(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "in two weeks" and "within two weeks" of what is to come; of what is past they tell how long it took."""
    count = count_of(group(match, "count"))
    if count is None or not setting.ahead():
        return None
    times, unit = _WORDS.units[group(match, "unit")]
    if setting.before.rstrip().lower().endswith("within"):
        return setting.told((today, moved(today, unit, times * count), Precision(unit)))
    return setting.told(shifted(today, unit, times * count))


@from_today
def half_ago(match: re.Match[str], setting: Setting, today: date) -> Result:
    """Read "half a year ago", "half a century ago" by the next smaller unit."""
    count, unit = _FINER[group(match, "unit")]
    return setting.told(shifted(today, unit, -count))
