"""A date or time by itself (an attribute, a column, a feed's field): to ISO 8601, or why it has no reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from onrecord.extract.dates import find_readings
from onrecord.model.days import YEARS

_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?"
    r"\s?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?:\[[\w/+-]{1,40}\])?",
    re.IGNORECASE,
)
_BASIC = re.compile(r"(?P<day>(?:19|20)\d{6})(?:T?(?P<time>\d{4}(?:\d{2})?)(?P<zone>Z|[+-]\d{2}:?\d{2})?)?")
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})?\s*(?:[+-]\d{4}|GMT|UTC?|Z)"
)
_SHORT_YEAR = re.compile(
    r"(?P<weekday>[A-Z][a-z]{2})[a-z]*,\s*(?P<day>\d{1,2})[ -](?P<month>[A-Z][a-z]{2})[ -](?P<year>\d{2})\s"
    r"(?P<rest>\d{2}:\d{2}.*)",
    re.DOTALL,
)
_TWO_DIGITS = re.compile(r"(?<!\d)\d{1,2}[./ -]\s?(?:\d{1,2}|[^\W\d_]{3,9}\.?)[./ -]\s?['’]?\d{2}(?!\d)")
_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?P<millis>\d{3})?(?:\.\d{1,9})?")
_CLOCK = re.compile(r"(?<![\d:+-])(\d{1,2}):(\d{2})(?!\d)")
_ZERO = re.compile(r"[0/.:\sTZ+-]{8,30}")
_LENGTH_MAX = 200
NO_DATE = "no complete date"


@dataclass(frozen=True, slots=True)
class Moment:
    """How a date can be read: one ISO 8601 day or time, two (day first, month first), or none and the reason."""

    readings: tuple[str, ...] = ()
    reason: str = ""


def read_moment(words: str, numbers: bool = False) -> Moment:
    """Read a date or time that stands by itself; with `numbers` also seconds or milliseconds since 1970.

    >>> read_moment("2018-04-06T10:00:00Z").readings, read_moment("Fri, 06 Apr 2018 10:00:00 GMT").readings
    (('2018-04-06T10:00:00+00:00',), ('2018-04-06T10:00:00+00:00',))
    >>> read_moment("06/04/2018").reason
    'two readings: 2018-04-06 or 2018-06-04'
    """
    words = " ".join(words[: _LENGTH_MAX + 1].split())
    if len(words) > _LENGTH_MAX:
        return Moment(reason=NO_DATE)
    if _ZERO.fullmatch(words):
        return Moment(reason="a date that stands for none")
    readers = (_iso, _basic, _mail, _short_year, *((_epoch,) if numbers else ()))
    for reader in readers:
        try:
            found = reader(words)
        except (ValueError, OverflowError):
            return Moment(reason="no such day or time")
        if found:
            return _plausible(found)
    return _in_words(words)


def _iso(words: str) -> datetime | None:
    if not _ISO.fullmatch(words):
        return None
    bare = re.sub(r"\[.*", "", words).upper().replace("UTC", "Z").replace("GMT", "Z").replace(",", ".")
    return datetime.fromisoformat(re.sub(r"\s(?=[Z+-])", "", bare))


def _basic(words: str) -> datetime | date | None:
    match = _BASIC.fullmatch(words)
    if match is None:
        return None
    if not match["time"]:
        return date.fromisoformat(match["day"])
    return datetime.fromisoformat(f"{match['day']}T{match['time']}{match['zone'] or ''}")


def _mail(words: str) -> datetime | None:
    return parsedate_to_datetime(words) if _MAIL.fullmatch(words) else None


def _short_year(words: str) -> datetime | None:
    """Read the old mail and web forms with two digits of year, where the weekday tells the century."""
    match = _SHORT_YEAR.fullmatch(words)
    if match is None:
        return None
    whole = (f"{match['day']} {match['month']} {century}{match['year']} {match['rest']}" for century in (19, 20))
    found = [parsedate_to_datetime(text) for text in whole]
    fitting = [moment for moment in found if moment.strftime("%a") == match["weekday"]]
    return fitting[0] if len(fitting) == 1 else None


def _epoch(words: str) -> datetime | None:
    match = _EPOCH.fullmatch(words)
    return datetime.fromtimestamp(int(match["seconds"]), UTC) if match else None


def _plausible(moment: datetime | date) -> Moment:
    """Refuse the zero dates that databases write for "not set"."""
    iso = moment.isoformat()
    if moment.year not in YEARS or iso.startswith("1970-01-01T00:00:00"):
        return Moment(reason="a date that stands for none")
    return Moment((iso,))


def _in_words(words: str) -> Moment:
    found = find_readings(words)
    if len({dated.readings for dated in found}) > 1:
        return Moment(reason="it names several dates")
    if found:
        readings = found[0].readings
        if _broken_clock(words):
            return Moment(reason="no such day or time")
        return Moment(readings, f"two readings: {' or '.join(readings)}" if len(readings) > 1 else "")
    return Moment(reason="its year has two digits" if _TWO_DIGITS.search(words) else NO_DATE)


def _broken_clock(words: str) -> bool:
    """Say whether a time is written that no clock shows: "29.06.2016 25:99"."""
    return any(int(hour) > 23 or int(minute) > 59 for hour, minute in _CLOCK.findall(words))
