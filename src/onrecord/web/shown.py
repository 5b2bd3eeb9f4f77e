"""The first rows of a table, with the number of those that a page has no room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown(Generic[T]):
    """The rows that are shown, and how many more there are."""

    rows: tuple[T, ...]
    left: int


def shown(rows: Sequence[T], most: int) -> Shown[T]:
    """Keep the first rows.

    >>> shown("abcd", 3)
    Shown(rows=('a', 'b', 'c'), left=1)
    """
    return Shown(tuple(rows[:most]), max(len(rows) - most, 0))
