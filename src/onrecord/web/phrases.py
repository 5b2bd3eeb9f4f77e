"""The plain words of the pages for counts, intervals, dates and notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: float) -> str:
    """Write a number with separators between the thousands, without a needless fraction.

    >>> number(12500), number(2.5)
    ('12,500', '2.5')
    """
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.6g}"


def count(value: int, noun: str, plural: str | None = None) -> str:
    """Write a count with its noun.

    >>> count(1, "report"), count(3, "copy", "copies")
    ('1 report', '3 copies')
    """
    return f"{number(value)} {noun if value == 1 else plural or noun + 's'}"


def interval(at_least: int, at_most: int, noun: str = "origin") -> str:
    """Write the two ends of a count in plain words.

    >>> interval(1, 1), interval(1, 3)
    ('1 origin', 'at least 1, at most 3 origins')
    """
    if at_least == at_most:
        return count(at_least, noun)
    return f"at least {at_least}, at most {count(at_most, noun)}"


def either(at_least: int, at_most: int, noun: str = "origin") -> str:
    """Write the two ends of a count as briefly as a headline needs.

    >>> either(1, 2), either(1, 4)
    ('1 or 2 origins', '1 to 4 origins')
    """
    if at_least == at_most:
        return count(at_least, noun)
    return f"{at_least} {'or' if at_most == at_least + 1 else 'to'} {count(at_most, noun)}"


def sentence(text: str) -> str:
    """Write a note as a sentence: a capital first, a full stop last.

    >>> sentence("two named origins")
    'Two named origins.'
    """
    flat = " ".join(text.split())
    return f"{flat[:1].upper()}{flat[1:]}{'' if flat[-1:] in '.!?…”' else '.'}"


def listed(words: Sequence[str], limit: int = 4) -> str:
    """Join words as a sentence does; what goes beyond `limit` is counted, not dropped.

    >>> listed(["A", "B", "C"]), listed(["A", "B", "C", "D"], 2)
    ('A, B and C', 'A, B and 2 more')
    """
    shown = list(words[:limit])
    if len(words) > limit:
        shown.append(f"{number(len(words) - limit)} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def day(iso: str | None) -> str:
    """Write an ISO date or time as a day; what is not ISO stays as it is.

    >>> day("2031-04-03T09:10:00+02:00"), day(None)
    ('3 April 2031', 'date unknown')
    """
    if not iso:
        return "date unknown"
    moment = parsed(iso)
    return f"{moment.day} {moment:%B} {moment.year}" if moment else iso


def short_day(iso: str | None) -> str:
    """Write an ISO date or time as briefly as a label needs, with the hour where it is known.

    >>> short_day("2031-04-03T09:10:00Z"), short_day("2031-04-03")
    ('3 Apr 09:10', '3 Apr 2031')
    """
    moment = parsed(iso) if iso else None
    if moment is None or not iso:
        return "date unknown"
    label = f"{moment.day} {MONTHS[moment.month - 1]}"
    return f"{label} {moment:%H:%M}" if "T" in iso else f"{label} {moment.year}"


def moment(iso: str | None) -> str:
    """Write an ISO date or time with the hour and its offset where they are known.

    >>> moment("2031-04-03T09:10:00+02:00"), moment("2031-04-03")
    ('3 April 2031, 09:10 (UTC+02:00)', '3 April 2031')
    """
    found = parsed(iso) if iso else None
    if found is None or not iso or "T" not in iso:
        return day(iso)
    zone = f" ({found.tzname()})" if found.tzinfo else ""
    return f"{day(iso)}, {found:%H:%M}{zone}"


def period(since: str | None, until: str | None) -> str:
    """Write a range of days.

    >>> period("2031-04-03", "2031-04-05"), period("2031-04-03", "2031-04-03")
    ('3 to 5 April 2031', '3 April 2031')
    """
    first, last = parsed(since or until or ""), parsed(until or since or "")
    if first is None or last is None:
        return "date unknown"
    if first.date() == last.date():
        return day(first.isoformat())
    start = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else f"{first.day} {first:%B}"
    return f"{start if first.year == last.year else day(first.isoformat())} to {day(last.isoformat())}"


def parsed(iso: str) -> datetime | None:
    """Return the moment an ISO date or time names, or None where it is neither."""
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None


def time_order(iso: str | None) -> str:
    """Return a text that sorts as the moment does, whatever its offset; one without an offset is taken as UTC.

    >>> time_order("2031-04-03T09:00:00+02:00") < time_order("2031-04-03T08:00:00Z")
    True
    """
    found = parsed(iso) if iso else None
    if found is None:
        return ""
    return (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()


def ordinal_day(iso: str | None) -> int | None:
    """Return the day as a running number, to draw it on an axis."""
    found = parsed(iso) if iso else None
    return date(found.year, found.month, found.day).toordinal() if found else None
