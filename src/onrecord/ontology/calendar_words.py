"""How pages write dates: month names of many languages, time zones by name, the order of day and month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ontology.data_files import bundled_yaml

# The loader in C is eight times as fast; not every build of PyYAML has it.


@dataclass(frozen=True, slots=True)
class Users:
    """Who writes dates in one way: language tags and top-level domains, in lower case."""

    languages: frozenset[str]
    domains: frozenset[str]

    @classmethod
    def of(cls, row: Mapping[str, list[str]]) -> Users:
        """Make them from a row of the file."""
        return cls(frozenset(row["languages"]), frozenset(row["domains"]))


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Months by name in lower case, offsets by zone, and who puts the day or the month first."""

    months: Mapping[str, int]
    zones: Mapping[str, str]
    month_first: Users
    day_first: Users
    at: tuple[str, ...]
    clock: tuple[str, ...]


@cache
def calendar_file() -> Mapping[str, Any]:
    """Read `data/calendar.yaml`, whose header explains its keys, once: parsing takes longer than all that follows."""
    return bundled_yaml("calendar.yaml")


@cache
def load_calendar_words() -> CalendarWords:
    """Load the bundled words.

    >>> words = load_calendar_words()
    >>> words.months["märz"], words.months["июня"], "listopad" in words.months
    (3, 6, False)
    """
    data = calendar_file()
    return CalendarWords(
        _months(data["months"]),
        data["zones"],
        Users.of(data["month_first"]),
        Users.of(data["day_first"]),
        tuple(data["at"]),
        tuple(data["clock"]),
    )


def _months(languages: Mapping[str, list[list[str]]]) -> dict[str, int]:
    """Return the number of each name; names that mean two months are left out."""
    meanings: dict[str, set[int]] = {}
    for months in languages.values():
        for number, names in enumerate(months, start=1):
            for name in names:
                meanings.setdefault(name.casefold(), set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in meanings.items() if len(numbers) == 1}
