"""The forms that date expressions take, and the days each stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.model.reading import Precision, When
from onrecord.read.calendar import (
    MONTHS,
    NUMBERS,
    WEEKDAYS,
    Days,
    day_of,
    decade_of,
    month_of,
    shifted,
    towards,
    weekday_near,
    year_of,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date expression is counted from: the article's day (and whose word that is), the expression before it.

    `future` says that its clause looks ahead.
    """

    today: date | None
    anchor: str
    previous: When | None
    future: bool


Found = tuple[Days, str]
"""The days, and what they were counted from."""

Rule = Callable[[re.Match[str], Setting], "Found | None"]


def _month(text: str) -> int:
    return MONTHS[text[:3].lower()]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _count(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS.get(text.lower(), 1)


def _in_month(match: re.Match[str], setting: Setting) -> Found | None:
    """Read a day or a run of days in a named month, with or without a year."""
    parts = match.groupdict()
    first_month, last_month = _month(parts["month"]), _month(parts.get("month2") or parts["month"])
    first, last = _number(parts["day"]), _number(parts.get("day2") or parts["day"])
    year, anchor = _year_for(parts.get("year"), first_month, first, setting)
    if year is None:
        return None
    since = day_of(year, first_month, first)
    until = day_of(year + (last_month < first_month), last_month, last)
    if since is None or until is None or until[0] < since[0]:
        return None
    return (since[0], until[1], Precision.DAY), anchor


def _year_for(text: str | None, month: int, day: int, setting: Setting) -> tuple[int | None, str]:
    if text:
        return int(text), "text"
    if setting.today is None:
        return None, ""
    return towards(setting.today, month, day, setting.future), setting.anchor


def _iso(match: re.Match[str], setting: Setting) -> Found | None:  # noqa: ARG001 - all rules are called alike
    try:
        found = date.fromisoformat(match["all"])
    except ValueError:
        return None
    return (found, found, Precision.DAY), "text"


def _month_year(match: re.Match[str], setting: Setting) -> Found | None:  # noqa: ARG001 - all rules are called alike
    return month_of(int(match["year"]), _month(match["month"])), "text"


def _bare_month(match: re.Match[str], setting: Setting) -> Found | None:
    """Read "in June", "last March", "next May"."""
    if setting.today is None:
        return None
    month, which = _month(match["month"]), (match.groupdict().get("which") or "").lower()
    if which == "last" and month == setting.today.month:
        return month_of(setting.today.year - 1, month), setting.anchor
    year = towards(setting.today, month, None, which == "next" or (setting.future and which != "last"))
    return month_of(year, month), setting.anchor


def _year(match: re.Match[str], setting: Setting) -> Found | None:  # noqa: ARG001 - all rules are called alike
    return year_of(int(match["year"])), "text"


def _decade(match: re.Match[str], setting: Setting) -> Found | None:  # noqa: ARG001 - all rules are called alike
    return decade_of(int(match["year"])), "text"


def _weekday(match: re.Match[str], setting: Setting) -> Found | None:
    if setting.today is None:
        return None
    which = (match["which"] or "").lower()
    weekday = WEEKDAYS.index(match["weekday"].lower())
    future = which in ("next", "this", "coming") or (setting.future and which not in ("last", "past"))
    found = weekday_near(setting.today, weekday, future, which in ("last", "past", "next"))
    return (found, found, Precision.DAY), setting.anchor


_STEPS = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


def _adverb(match: re.Match[str], setting: Setting) -> Found | None:
    if setting.today is None:
        return None
    return shifted(setting.today, "day", _STEPS.get(match["all"].lower(), 0)), setting.anchor


def _this_unit(match: re.Match[str], setting: Setting) -> Found | None:
    """Read "last month", "earlier this week", "later this year", "next year"."""
    if setting.today is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(match["which"].lower(), 0)
    return shifted(setting.today, match["unit"].lower(), step), setting.anchor


def _ago(match: re.Match[str], setting: Setting) -> Found | None:
    if setting.today is None:
        return None
    return shifted(setting.today, match["unit"].lower(), -_count(match["count"])), setting.anchor


def _beside(match: re.Match[str], setting: Setting) -> Found | None:
    """Read "the following day", "two days later", "a day earlier", counted from the date expression before it."""
    previous = setting.previous
    if previous is None or previous.precision is not Precision.DAY:
        return None
    step = _count(match.groupdict().get("count") or "1")
    back = match["word"].lower() in ("previous", "before", "earlier")
    start = date.fromisoformat(previous.since if back else previous.until)
    return shifted(start, match["unit"].lower(), -step if back else step), previous.text


_NAMES = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|Jun\.|July?|Jul\.|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_MONTH, _MONTH_2 = rf"(?P<month>{_NAMES})", rf"(?P<month2>{_NAMES})"
_DAY, _DAY_2 = rf"(?P<day>{_DAY_NUMBER})", rf"(?P<day2>{_DAY_NUMBER})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MAYBE_YEAR = rf"(?:,?\s+{_YEAR})?"
_TO = r"\s*(?:to|-|–|—|and|through|until|till)\s*"
_UNIT = r"(?P<unit>day|week|month|year)"
_COUNT = rf"(?P<count>\d+|an?|{'|'.join(NUMBERS)})"
_WHICH = r"(?P<which>last|past|next|this|coming)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_WHEN = (
    r"(?:in|since|until|till|by|during|for|from|of|through|after|before|early|late|mid)[\s-]+(?:early|late|mid)?[\s-]*"
)
_WORDS = "the day before yesterday|the day after tomorrow|yesterday|today|tonight|tomorrow"


def _form(
    body: str, rule: Rule, before: str = r"\b", after: str = r"(?!\w)", names: bool = False
) -> tuple[re.Pattern[str], Rule]:
    """Compile one form; letter case matters where month names stand (`names`), for "may" and "march" are words."""
    flags = re.NOFLAG if names else re.IGNORECASE
    return re.compile(rf"{before}(?P<all>{body}){after}", flags), rule


RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    _form(r"\d{4}-\d\d-\d\d", _iso, r"(?<![\w-])", r"(?![\w-])"),
    _form(rf"{_MONTH}\s+{_DAY}{_TO}(?:{_MONTH_2}\s+)?{_DAY_2}{_MAYBE_YEAR}", _in_month, names=True),
    _form(rf"{_DAY}\s+{_MONTH}{_TO}{_DAY_2}\s+{_MONTH_2}{_MAYBE_YEAR}", _in_month, names=True),
    _form(rf"{_DAY}{_TO}{_DAY_2}\s+{_MONTH}{_MAYBE_YEAR}", _in_month, names=True),
    _form(rf"{_MONTH}\s+{_DAY}{_MAYBE_YEAR}", _in_month, after=r"(?!\w|[,.:]\d)", names=True),
    _form(rf"{_DAY}\s+(?:of\s+)?{_MONTH}{_MAYBE_YEAR}", _in_month, names=True),
    _form(rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}", _month_year, names=True),
    _form(_MONTH, _bare_month, rf"\b(?i:{_WHEN})", r"(?!\w|\s+\d)", names=True),
    _form(rf"(?i:{_WHICH})\s+{_MONTH}", _bare_month, after=r"(?!\w|\s+\d)", names=True),
    _form(_YEAR, _year, rf"\b{_WHEN}", r"(?![\w%-]|[,.]\d)"),
    _form(r"(?P<year>(?:19|20)\d0)s", _decade, r"\bthe\s+(?:early|late|mid)?[\s-]*"),
    _form(rf"(?:{_WHICH}\s+)?(?P<weekday>{'|'.join(WEEKDAYS)}){_PART}", _weekday),
    _form(_WORDS, _adverb),
    _form(
        rf"(?:(?:earlier|later)\s+)?(?P<which>last|past|previous|this|next|coming)\s+{_UNIT}",
        _this_unit,
        after=r"\b(?!-)",
    ),
    _form(rf"{_COUNT}\s+{_UNIT}s?\s+ago", _ago),
    _form(r"the\s+(?P<word>following|next|previous)\s+(?P<unit>day|week|month)", _beside),
    _form(rf"{_COUNT}\s+{_UNIT}s?\s+(?P<word>later|earlier)", _beside),
    _form(
        r"the\s+(?P<unit>day)\s+(?P<word>before|after)",
        _beside,
        after=r"\b(?!\s+(?:yesterday|tomorrow|the|a|his|her)\b)",
    ),
)
