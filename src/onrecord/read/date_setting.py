"""What a date expression is counted from, what a rule says of it, and the reasons why one has no date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.reading import Precision, When
from onrecord.ontology.date_words import load_date_words
from onrecord.read.calendar import Days


class Why(StrEnum):
    """Why an expression of a date stays without days."""

    NO_ARTICLE_DAY = "the article has no date"
    NOTHING_BEFORE = "no date stands before it to count from"
    TOO_COARSE = "the date before it is not known so exactly"
    NO_SUCH_DAY = "the calendar has no such day"
    TWO_READINGS = "it can be read in two ways"
    NO_NUMBER = "it does not say how many"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date expression is counted from: the article's day (and whose word that is), the expression before it.

    `before` is the text right before it. `ahead` says whether its clause looks ahead, `a_person` whether its words are
    somebody's name there; both are asked only where a rule needs them, for they look at the parse.
    """

    today: date | None
    anchor: str
    previous: When | None
    before: str
    ahead: Callable[[], bool]
    a_person: Callable[[], bool]

    def told(self, days: Days | None) -> Result:
        """Return days that were counted from the article's."""
        return Why.NO_SUCH_DAY if days is None else (days, self.anchor)


Found = tuple[Days, str]
"""The days, and what they were counted from."""

Result = Found | Why | None
"""The days; or why the expression has none; or None, where the words are no date after all."""

Rule = Callable[[re.Match[str], Setting], Result]
DayRule = Callable[[re.Match[str], Setting, date], Result]

_ORDER = tuple(Precision)


def as_fine(precision: Precision, unit: str) -> bool:
    """Say whether a date of this precision tells the day, week, month, ... that it lies in."""
    return _ORDER.index(precision) <= _ORDER.index(Precision(unit))


def from_today(rule: DayRule) -> Rule:
    """Make a rule of one that needs the article's day."""

    def made(match: re.Match[str], setting: Setting) -> Result:
        return rule(match, setting, setting.today) if setting.today is not None else Why.NO_ARTICLE_DAY

    return made


def plain(words: str) -> str:
    r"""Return words as the data has them: in lower case, with single spaces.

    >>> plain("The day\nbefore")
    'the day before'
    """
    return " ".join(words.lower().split())


def group(match: re.Match[str], name: str) -> str:
    """Return what a group matched, as `plain` has it; nothing where the form has no such group."""
    return plain(match.groupdict().get(name) or "")


def month_in(match: re.Match[str], name: str = "m") -> int:
    """Return the number of the month that a group matched."""
    return load_date_words().months[group(match, name).rstrip(".")]


def weekday_in(match: re.Match[str], name: str = "w") -> int:
    """Return the number of the weekday that a group matched, Monday being 0."""
    words, found = load_date_words(), group(match, name).rstrip(".")
    return words.weekdays[found] if found in words.weekdays else words.short_days[found]


def count_of(words: str) -> int | None:
    """Return the number that figures or words say, or None where they are no number.

    >>> count_of("1,000"), count_of("twenty-five"), count_of("several")
    (1000, 25, None)
    """
    figures = words.replace(",", "")
    return int(figures) if figures.isdecimal() else load_date_words().numbers.get(words)


def nth_of(words: str) -> int | None:
    """Return the number that an ordinal says, in figures or words; -1 is the last.

    >>> nth_of("3rd"), nth_of("third"), nth_of("final")
    (3, 3, -1)
    """
    if words in ("last", "final", "closing"):
        return -1
    if words == "opening":
        return 1
    figures = re.match(r"\d+", words)
    return int(figures[0]) if figures else load_date_words().ordinals.get(words)
