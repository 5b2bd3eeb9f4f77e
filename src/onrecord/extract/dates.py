"""Dates of publication as pages write them, to ISO 8601; what can be read in two ways is said to have two readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onrecord.extract.clock import Clock, clock_after, clock_before
from onrecord.ontology.calendar_words import load_calendar_words

_YEAR = r"(?P<year>(?:19|20)\d{2})(?!:\d)(?=\D|$|\d{1,2}(?::\d{2}|[./]))"
_NAME = r"(?P<name>[^\W\d_]{3,14})"
_ORDINAL = r"(?:st|nd|rd|th|er|[ºª]|-?го|\.)?"
_FORMS = (
    re.compile(
        rf"(?<![\d:/-])(?<!\d\.)(?P<day>\d{{1,2}}){_ORDINAL}[\s/.-]{{0,3}}(?:(?:of|de|del)\s|d['’])?{_NAME}\.?[\s,/.-]{{1,3}}"
        rf"(?:(?:of|de|del)\s)?{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![^\W\d_]){_NAME}\.?[\s/-]{{1,3}}(?P<day>\d{{1,2}}){_ORDINAL},?[\s/-]{{0,3}}(?:(?:de|of)\s)?(?<!\d){_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![^\W\d_]){_NAME}\s{{1,2}}(?P<day>\d{{1,2}})\s(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?)(?:\s[A-Z]{{3,4}})?\s{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\d){_YEAR}\.?\s{_NAME}\.?\s(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE),
    re.compile(
        r"(?<![\d./-])(?P<year>(?:19|20)\d{2})(?P<sep>[-/.])\s?(?P<month>\d{1,2})(?P=sep)\s?(?P<day>\d{1,2})(?![\d/-])"
    ),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
)
_EITHER = re.compile(rf"(?<![\d./-])(?P<one>\d{{1,2}})(?P<sep>[./-])\s?(?P<two>\d{{1,2}})(?P=sep)\s?{_YEAR}(?![/-])")
_KEPT_CHARACTERS = 200
_YEARLIKE = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a stretch of text: where it stands, with its time of day, and how it can be read.

    `readings` are ISO 8601 days or times, two of "04/05/2018": the one with the day first, then the one with the month
    first.
    """

    start: int
    end: int
    readings: tuple[str, ...]

    @property
    def day(self) -> str:
        """The ISO day of the first reading."""
        return day_of(self.readings[0])


def find_dates(text: str) -> list[Dated]:
    """Return the complete days that a text names, in order; of "04/05/2018" nothing, since it has two readings.

    >>> [(found.start, found.day) for found in find_dates("Posted on Oct 25 2020, changed 13/11/2020")]
    [(10, '2020-10-25'), (31, '2020-11-13')]
    """
    return [found for found in find_readings(text) if len(found.readings) == 1]


def find_readings(text: str) -> list[Dated]:
    """Return every date in a text that is complete, also where it can be read in two ways.

    >>> find_readings("04/05/2018, 15:07")[0].readings
    ('2018-05-04T15:07:00', '2018-04-05T15:07:00')
    """
    if not _YEARLIKE.search(text):
        return []
    return list(_kept(text)) if len(text) <= _KEPT_CHARACTERS else _found_in(text)


@lru_cache(maxsize=64)  # half a dozen steps look for the dates of one line
def _kept(text: str) -> tuple[Dated, ...]:
    return tuple(_found_in(text))


def _found_in(text: str) -> list[Dated]:
    found: list[Dated] = []
    for dated in sorted(_matches(text), key=lambda dated: (dated.start, -dated.end)):
        if not found or dated.start >= found[-1].end:
            found.append(dated)
    return found


def day_of(iso: str) -> str:
    """Return the day of an ISO date or time."""
    return iso[:10]


def _matches(text: str) -> Iterator[Dated]:
    months = load_calendar_words().months
    for form in _FORMS:
        for match in form.finditer(text):
            parts = match.groupdict()
            month = int(parts["month"]) if parts.get("month") else months.get(match["name"].casefold())
            if month:
                yield from _dated(text, match, [(month, int(match["day"]))])
    for match in _EITHER.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        yield from _dated(text, match, [(two, one), (one, two)])


def _dated(text: str, match: re.Match[str], orders: list[tuple[int, int]]) -> Iterator[Dated]:
    """Yield the date of a match with each order of (month, day) that the calendar knows."""
    days = list(dict.fromkeys(day for order in orders if (day := _day(int(match["year"]), *order))))
    if not days:
        return
    clock = _clock(text, match)
    start, end = match.start(), match.end()
    if clock:
        start, end = min(start, clock.start), max(end, clock.end)
    yield Dated(start, end, tuple(clock.on(day) if clock else day.isoformat() for day in days))


def _clock(text: str, match: re.Match[str]) -> Clock | None:
    """Return the time of day inside, after or before a date."""
    if match.groupdict().get("clock"):
        return clock_after(text, match.start("clock"))
    return clock_after(text, match.end()) or clock_before(text, match.start())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
