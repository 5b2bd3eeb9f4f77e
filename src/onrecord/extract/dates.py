"""Dates of publication as pages write them, to ISO 8601; what can be read in two ways is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_EARLIEST = 1800
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FORMS = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}-{_MONTH}-{_YEAR}\b", re.IGNORECASE),
    re.compile(r"(?<![\d./-])(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/-])"),
)
_EITHER = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<sep>[./-])(?P<two>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d{2})(?![\d/-])"
)
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6}\d*)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?")
_MAIL = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})?\s*(?:[+-]\d{4}|GMT|UTC?|Z)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a stretch of text: where it stands, and its ISO day."""

    start: int
    end: int
    day: str


def find_dates(text: str) -> list[Dated]:
    """Return the complete days that a text names, in order; of "04/05/2018" nothing, since it has two readings.

    >>> find_dates("Posted on Oct 25 2020, changed 13/11/2020")
    [Dated(start=10, end=21, day='2020-10-25'), Dated(start=31, end=41, day='2020-11-13')]
    """
    return sorted(_matches(text), key=lambda found: found.start)


def iso_time(words: str) -> str | None:
    """Return a date or time that stands by itself (an attribute, a column, a feed's field) as ISO 8601, or None.

    >>> iso_time("2018-04-06T10:00:00Z"), iso_time("Fri, 06 Apr 2018 10:00:00 GMT"), iso_time("April 6, 2018")
    ('2018-04-06T10:00:00+00:00', '2018-04-06T10:00:00+00:00', '2018-04-06')
    >>> iso_time("06/04/2018") is None
    True
    """
    words = words.strip()
    try:
        if _ISO_TIME.fullmatch(words):
            return _plausible(datetime.fromisoformat(words.replace(" Z", "Z")))
        if _MAIL.fullmatch(words):
            return _plausible(parsedate_to_datetime(words))
    except ValueError:
        return None
    found = find_dates(words)
    return found[0].day if len(found) == 1 else None


def _plausible(moment: datetime) -> str | None:
    """Return the time as ISO 8601; None for the zero dates that databases write for "not set"."""
    return moment.isoformat() if moment.year >= _EARLIEST else None


def day_of(iso: str) -> str:
    """Return the day of an ISO date or time."""
    return iso[:10]


def _matches(text: str) -> Iterator[Dated]:
    for form in _FORMS:
        for match in form.finditer(text):
            month = match["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
            yield from _dated(match, number, int(match["day"]))
    for match in _EITHER.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        if one == two or one > 12:
            yield from _dated(match, two, one)
        elif two > 12:
            yield from _dated(match, one, two)


def _dated(match: re.Match[str], month: int, day: int) -> Iterator[Dated]:
    try:
        yield Dated(match.start(), match.end(), date(int(match["year"]), month, day).isoformat())
    except ValueError:
        return
