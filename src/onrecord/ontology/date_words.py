"""The words of dates in English running text: months, weekdays, units, numbers, seasons, feasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ontology.calendar_words import calendar_file

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast: month and day, or days from Easter Sunday. A `loose` name means more than the day."""

    month: int
    day: int
    easter: int | None
    loose: bool


@dataclass(frozen=True, slots=True)
class DateWords:
    """The key `english` of `data/calendar.yaml`, whose header explains each; all words in lower case but names.

    `months`, `weekdays` and `short_days` give numbers, Monday being 0, `month_names` and `day_names` those that are no
    abbreviations, in order; `parts` gives the first and last day, month or
    year of each part, by part and unit; `holidays` gives each feast by its names.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    short_days: Mapping[str, int]
    month_names: tuple[str, ...]
    day_names: tuple[str, ...]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    vague: tuple[str, ...]
    units: Mapping[str, tuple[int, str]]
    day_parts: tuple[str, ...]
    seasons: Mapping[str, tuple[int, int]]
    which: Mapping[str, int]
    rolling: tuple[str, ...]
    days: Mapping[str, int]
    parts: Mapping[str, Mapping[str, tuple[int, int]]]
    decades: Mapping[str, int]
    at_years: tuple[str, ...]
    at_months: tuple[str, ...]
    at_seasons: tuple[str, ...]
    follow: tuple[str, ...]
    to: tuple[str, ...]
    every: tuple[str, ...]
    verbal: tuple[str, ...]
    holidays: Mapping[str, Holiday]
    no_dates: tuple[str, ...]
    counted: tuple[str, ...]
    numbered: tuple[str, ...]
    amounts: tuple[str, ...]
    named: tuple[str, ...]
    persons: frozenset[str]
    of_persons: frozenset[str]


@cache
def load_date_words() -> DateWords:
    """Load the bundled words.

    >>> words = load_date_words()
    >>> words.month_names[8:], words.day_names[:2]
    (('september', 'october', 'november', 'december'), ('monday', 'tuesday'))
    >>> words.months["sept"], words.numbers["twenty-five"], words.units["fortnight"], words.holidays["may day"].month
    (9, 25, (2, 'week'), 5)
    """
    content = calendar_file()
    english: Mapping[str, Any] = content["english"]
    return DateWords(
        months=_numbers_of(content["months"]["en"], 1),
        weekdays=_numbers_of(english["weekdays"], 0),
        short_days=_numbers_of(english["short_days"], 0),
        month_names=tuple(names[0] for names in content["months"]["en"]),
        day_names=tuple(names[0] for names in english["weekdays"]),
        numbers=_numbers(english["numbers"]),
        ordinals={word: number for number, word in enumerate(english["ordinals"], start=1)},
        vague=tuple(english["vague"]),
        units=_pairs(english["units"]),
        day_parts=tuple(english["day_parts"]),
        seasons=_pairs(english["seasons"]),
        which=english["which"],
        rolling=tuple(english["rolling"]),
        days=english["days"],
        parts={part: _pairs(units) for part, units in english["parts"].items()},
        decades=english["decades"],
        at_years=tuple(english["at_years"]),
        at_months=tuple(english["at_months"]),
        at_seasons=tuple(english["at_seasons"]),
        follow=tuple(english["follow"]),
        to=tuple(english["to"]),
        every=tuple(english["every"]),
        verbal=tuple(english["verbal"]),
        holidays={name: _holiday(row) for row in english["holidays"] for name in row["names"]},
        no_dates=tuple(english["no_dates"]),
        counted=tuple(english["counted"]),
        numbered=tuple(english["numbered"]),
        amounts=tuple(english["amounts"]),
        named=tuple(english["named"]),
        persons=frozenset(english["persons"]),
        of_persons=frozenset(english["of_persons"]),
    )


def _pairs(rows: Mapping[str, list[Any]]) -> dict[str, tuple[Any, Any]]:
    return {name: (first, second) for name, (first, second) in rows.items()}


def _numbers_of(rows: Iterable[Iterable[str]], first: int) -> dict[str, int]:
    """Return the place of each name in a list of lists of names."""
    return {name: number for number, names in enumerate(rows, start=first) for name in names}


def _numbers(words: Mapping[str, int]) -> dict[str, int]:
    """Return the value of each word, and of the tens joined with the first nine."""
    joined = {f"{ten}{by}{one}": words[ten] + words[one] for ten in _TENS for one in _ONES for by in ("-", " ")}
    return {**words, **joined}


def _holiday(row: Mapping[str, Any]) -> Holiday:
    month, _, day = row.get("day", "0-0").partition("-")
    return Holiday(int(month), int(day), row.get("easter"), row.get("loose", False))
