"""The time of day beside a date, with its zone where one is named; a time that does not exist is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

from onrecord.ontology.calendar_words import load_calendar_words

_REACH = 48
_ZONE_AT_MOST = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day beside a date: where it begins and ends; `moment` is None where there is no such time."""

    start: int
    end: int
    moment: time | None

    def on(self, day: date) -> str:
        """Return the day with this time as ISO 8601; the day alone where the time does not exist."""
        return datetime.combine(day, self.moment).isoformat() if self.moment else day.isoformat()


def clock_after(text: str, end: int) -> Clock | None:
    """Return the time that follows a date which ends at `end`.

    >>> clock_after("June 29, 2016 at 3:07 pm EDT", 13).moment.isoformat()
    '15:07:00-04:00'
    >>> clock_after("29.06.2016, 25:99 Uhr", 10).moment is None
    True
    """
    match = _after().match(text, end, end + _REACH)
    return _clock(match) if match else None


def clock_before(text: str, start: int) -> Clock | None:
    """Return the time that stands right before a date which begins at `start`: "15:07 29.06.2016"."""
    match = _before().search(text, max(0, start - _REACH), start)
    return _clock(match) if match else None


@cache
def _after() -> re.Pattern[str]:
    words = load_calendar_words()
    at = "|".join(map(re.escape, words.at))
    return re.compile(rf"[\sT,;|•·@(–—-]{{0,4}}(?:(?:{at})\.?\s)?{_face()}", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\d.,:/-]){_face()}(?:\s?(?:on|am))?[\s,;|•·–—-]{{1,4}}(?:[^\W\d]{{3,10}},?\s)?$", re.IGNORECASE
    )


@cache
def _face() -> str:
    """Return the pattern of a time of day: "15:07:41", "3:07 p.m.", "15.07 Uhr", "3 pm", "15h07"."""
    clock = "|".join(map(re.escape, load_calendar_words().clock))
    half = r"\s?(?P<half>[ap])\.?m\b\.?"
    offset = r"(?:UTC|GMT)?\s?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)(?![\d:])"
    zone = rf"(?:\s?\(?(?:{offset}|(?P<zone>[A-Z]{{1,4}}T|UTC|Z|ME?S?Z|MSK|WIB)\b))?"
    second = r"(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    first = r"(?P<hour>\d{1,2})(?P<colon>[:h])(?P<minute>\d{2})(?!\d)"
    dotted = rf"(?P<hour2>\d{{1,2}})\.(?P<minute2>\d{{2}})(?=\s?(?:[ap]\.?m\b|(?:{clock})\b))"
    alone = r"(?P<hour3>\d{1,2})(?=\s?[ap]\.?m\b)"
    return rf"(?:{first}{second}|{dotted}|{alone})(?:{half})?(?:\s?(?:{clock})\b)?{zone}"


def _clock(match: re.Match[str]) -> Clock:
    hour = int(match["hour"] or match["hour2"] or match["hour3"])
    minute, second = int(match["minute"] or match["minute2"] or 0), int(match["second"] or 0)
    if match["half"]:
        hour = _of_day(hour, match["half"].lower())
    start = min(place for place in (match.start("hour"), match.start("hour2"), match.start("hour3")) if place >= 0)
    try:
        return Clock(start, match.end(), time(hour, minute, second, tzinfo=_zone(match["offset"], match["zone"])))
    except ValueError:
        return Clock(start, match.end(), None)


def _of_day(hour: int, half: str) -> int:
    """Return the hour of a day of 24; what no clock of twelve hours shows stays beyond the day."""
    if not 1 <= hour <= 12:
        return hour if half == "p" and hour < 24 else 99
    return hour % 12 + (12 if half == "p" else 0)


def _zone(offset: str | None, name: str | None) -> tzinfo | None:
    words = offset or load_calendar_words().zones.get((name or "").upper())
    if not words:
        return None
    digits = words[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    distance = timedelta(hours=hours, minutes=minutes)
    if distance > _ZONE_AT_MOST or minutes > 59:
        return None
    return timezone(-distance if words[0] == "-" else distance)
