"""One row of a table, whatever file it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.model.notice import Notice
from onrecord.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place for messages ("line 3"), its number, and the value of each column by the column's name."""

    place: str
    number: int
    values: Mapping[str, object]


Rows: TypeAlias = Row | Problem | Notice
"""What a table's reader yields: rows, what is wrong with those that are none, and what is worth telling."""


def filled(value: object) -> bool:
    """Say whether a cell says anything: words, a number, a list of words."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list):
        return bool(value) and all(isinstance(part, str) for part in value)
    return isinstance(value, int | float) and not isinstance(value, bool)


def words_of(value: object) -> str:
    """Return a filled cell as words, half surrogate pairs written out so that they can be stored."""
    words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return words.encode("utf-8", "backslashreplace").decode("utf-8")
