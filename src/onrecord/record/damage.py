"""What verifying a record can find, and what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from onrecord.record.tables import Table

RESTORE = "restore a copy of the file, or add the coverage to a new record"
CHANGED = "the row was changed after it was written; restore a copy, or add the coverage to a new record"
DERIVE = "add any new coverage to make the derived tables anew; if it comes back, report it as a bug"
REINDEX = "search may miss or invent hits; restore a copy, or add the coverage to a new record"

Thing: TypeAlias = Any
"""An instance of the dataclass that a table is for."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A row that is not what was written, or does not rest on what it says: where, what, and what to do next.

    `id` names the row; for a table without ids the article, claim or entity it belongs to; it is empty where the file
    itself is concerned.
    """

    table: str
    id: str
    what: str
    remedy: str


def guarded(table: str, checks: Iterable[Damage]) -> Iterator[Damage]:
    """Yield what the checks find; where SQLite itself cannot go on, that is one more damage."""
    try:
        yield from checks
    except sqlite3.DatabaseError as error:
        yield Damage(table, "", f"it cannot be read further: {error}", RESTORE)


def readable_rows(
    connection: sqlite3.Connection,
    table: Table,
    bad: list[Damage],
    where: str = "",
    bound: Sequence[str] = (),
) -> list[Thing]:
    """Return the rows of a table as dataclasses, and put those that can be none into `bad`."""
    found: list[Thing] = []
    for row in connection.execute(table.select(where), bound):
        try:
            found.append(table.made(row))
        except (ValueError, TypeError, KeyError) as error:
            what = f"a column does not hold what its type says: {type(error).__name__}: {error}"
            bad.append(Damage(table.name, name_of(table, row), what, CHANGED))
    return found


def name_of(table: Table, row: sqlite3.Row) -> str:
    """Return what names a row: its id, or else what it belongs to."""
    key = next(name for name in ("id", "claim", "entity", "article") if name in table.columns)
    return str(row[key])
