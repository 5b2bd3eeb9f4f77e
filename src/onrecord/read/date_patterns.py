"""Pieces of patterns for date expressions, made from the words of `calendar.yaml`.

Every piece is bounded, and forms are tried only where one of their first words stands, so reading takes a time in
proportion to the text, whatever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.ontology.date_words import load_date_words

_WORDS = load_date_words()

GAP = r"\s{1,3}"
DASH = r"[-–—]"


def one_of(words: Iterable[str]) -> str:
    r"""Return the pattern of any of some words, the longest first.

    >>> print(one_of(["may", "may day"]))
    (?:may\s{1,3}day|may)
    """
    ranked = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word).replace(chr(92) + ' ', GAP) for word in ranked)})"


def _month_names() -> str:
    """Return the pattern of month names as news writes them: with a capital or all in capitals, for "may" is a verb."""
    full: dict[int, str] = {}
    for name, number in _WORDS.months.items():
        full.setdefault(number, name)
    short = [name for name in _WORDS.months if name not in full.values()]
    names, shorts = (
        [form for name in group for form in (name.title(), name.upper())] for group in (full.values(), short)
    )
    return rf"(?-i:{one_of(names)}|{one_of(shorts)}\.?)"


MONTH_NAME = _month_names()
WEEKDAY_NAME = one_of(_WORDS.weekdays)
ANY_WEEKDAY = rf"(?:{WEEKDAY_NAME}|(?-i:{one_of(name.title() for name in _WORDS.short_days)})\.?)"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
COUNTED = rf"(?:{GAP}|-)(?:{one_of(_WORDS.counted)})(?!\w)"
YEAR_NUMBER = rf"(?:1\d|20)\d\d(?![\w%]|[,.]\d|{COUNTED})"
NAMED = rf"{GAP}(?-i:{one_of(_WORDS.named)})(?!\w)"
END = rf"(?![\w%]|[,.:/]\d|{COUNTED}|{NAMED})"
DAY_PART = one_of(_WORDS.day_parts)
MAYBE_PART = rf"(?:{GAP}{DAY_PART})?"
WHICH = one_of(_WORDS.which)
UNIT = one_of(_WORDS.units)
SPAN_UNIT = one_of(word for word, (_, unit) in _WORDS.units.items() if unit != "day" and not word.endswith("s"))
SEASON = one_of(_WORDS.seasons)
ORDINAL = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{one_of(_WORDS.ordinals)})"
NTH = rf"(?:{ORDINAL}|last|final|closing|opening)"
COUNT = r"(?:\d{1,3}(?:,\d{3}){0,2}|\d{4}|[a-z]+(?:[-\s][a-z]+){0,2}?)"
VAGUE = one_of(_WORDS.vague)
TO = rf"(?:\s?{DASH}\s?|{GAP}{one_of((*_WORDS.to, 'and', '&', 'or'))}{GAP}(?:the{GAP})?)"
REL_YEAR = rf"(?P<rel>last|this|next){GAP}year(?![\w-])"
MAYBE_YEAR = rf"(?:,?{GAP}(?:of{GAP})?(?:(?P<y>{YEAR_NUMBER})|{REL_YEAR}))?"
BESIDE_DAY = rf"(?:(?P<wd>{ANY_WEEKDAY}){MAYBE_PART}(?:\s?\(|,?{GAP})(?:the{GAP})?)?"
"""A weekday right before its date; it dates nothing by itself there, but tells the year of a date without one."""
AFTER_DAY = rf"(?:\s?\((?P<wd2>{ANY_WEEKDAY})\)|,{GAP}a{GAP}(?P<wd3>{WEEKDAY_NAME})(?!\w))?"
CLOSED = rf"(?=\s*(?:[,.;:!?)\]”\"’']|{DASH}|$)|{GAP}{one_of((*_WORDS.follow, *_WORDS.weekdays))}\b)"
"""What may follow "the day before" and "the weekend" where nothing else says before what, or whose."""

DECADE = rf"(?:(?P<dec>(?:1\d|20)\d0)[’']?s|(?<=[’'])(?P<dec2>[3-9]0)s|(?P<decname>{one_of(_WORDS.decades)}))(?![\w-])"
CENTURY = rf"(?P<cent>{ORDINAL}){GAP}century(?![\w-])"
MONTH_OF_YEAR = rf"(?P<m>{MONTH_NAME})(?!\w)(?:,?{GAP}(?:of{GAP})?(?:(?P<y>{YEAR_NUMBER})|{REL_YEAR}))?"
_BY_UNIT = rf"(?P<which>{WHICH}|the){GAP}(?P<unit>{SPAN_UNIT})(?![\w-])"
PERIOD = rf"(?:{MONTH_OF_YEAR}|{DECADE}|{CENTURY}|(?P<y2>{YEAR_NUMBER})|{_BY_UNIT})"
"""A month, year, decade or century, or one said by its unit ("last week", "the year")."""


def standing_after(words: Iterable[str], article: str = "") -> re.Pattern[str]:
    """Return the pattern of a text that ends with one of these words, and maybe an article."""
    return re.compile(rf"(?<!\w){one_of(words)}\s{{1,3}}{article}\Z", re.IGNORECASE)
