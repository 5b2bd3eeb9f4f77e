"""Which rows are asked for, and in which order: their ids by SQL, so that no list has to read a whole record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

Bound: TypeAlias = str | int | float

PART = 200
"""Rows that are held together."""

FEW = 40
"""Rows that are held together where each is large."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows of `source`, a table or several joined, that meet all conditions, named by `column` and in an order."""

    column: str
    source: str
    order: str
    conditions: tuple[str, ...] = ()
    bound: tuple[Bound, ...] = ()
    part: int = PART

    def where(self, condition: str, *bound: Bound, asked: bool = True) -> Choice:
        """Narrow the choice, if that is `asked` for; `bound` are the values of the condition's parameters."""
        if not asked:
            return self
        return replace(self, conditions=(*self.conditions, condition), bound=(*self.bound, *bound))

    def count(self, connection: sqlite3.Connection) -> int:
        """Return how many rows are chosen."""
        (found,) = connection.execute(f"SELECT count(*) {self._from()}", self.bound).fetchone()
        return int(found)

    def count_to(self, connection: sqlite3.Connection, most: int) -> int:
        """Return how many rows are chosen, or one more than `most` where there are more: no more are looked at."""
        some = f"SELECT count(*) FROM (SELECT 1 {self._from()} LIMIT {int(most) + 1})"
        return int(connection.execute(some, self.bound).fetchone()[0])

    def page(self, connection: sqlite3.Connection, size: int, skipped: int = 0) -> list[str]:
        """Return the ids of `size` chosen rows in their order, after the first `skipped`."""
        query = f"SELECT {self.column} {self._from()} ORDER BY {self.order} LIMIT ? OFFSET ?"
        return [str(row[0]) for row in connection.execute(query, (*self.bound, size, skipped))]

    def parts(self, connection: sqlite3.Connection) -> Iterator[list[str]]:
        """Yield the ids of the chosen rows in their order, `part` of them at a time."""
        query = connection.execute(f"SELECT {self.column} {self._from()} ORDER BY {self.order}", self.bound)
        while part := [str(row[0]) for row in query.fetchmany(self.part)]:
            yield part

    def _from(self) -> str:
        conditions = " AND ".join(f"({condition})" for condition in self.conditions)
        return f"FROM {self.source} WHERE {conditions}" if conditions else f"FROM {self.source}"
