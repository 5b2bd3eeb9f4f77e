"""Writing derived rows that were made elsewhere from the same facts: all of them, sound ones, or none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.errors import RecordError
from onrecord.record.codec import Scalar
from onrecord.record.schema import transaction
from onrecord.record.verify_derived import derived_damage


class UnsoundError(RecordError):
    """Derived rows that do not rest on the facts of the record they were given to."""


@dataclass(frozen=True, slots=True)
class Given:
    """Rows of one table, with the names of their columns."""

    table: str
    columns: Sequence[str]
    rows: Iterator[tuple[Scalar | bytes, ...]]


def take_derived(connection: sqlite3.Connection, given: Iterable[Given], state: str) -> None:
    """Put rows in the place of what the tables held, as derived from the facts in `state`, in one transaction.

    All that is derived is given, tables before those that point at them. Raises `UnsoundError`, with nothing written,
    where a row points at what is not there or at other words than it shows.
    """
    try:
        with transaction(connection):
            connection.execute("PRAGMA defer_foreign_keys = 1")
            parts = list(given)
            for part in parts:
                connection.execute(f'DELETE FROM "{part.table}"')
            for part in parts:
                _write(connection, part)
            connection.execute("INSERT OR IGNORE INTO compared (article) SELECT article FROM sketch")
            for damage in derived_damage(connection):
                raise UnsoundError(f"{damage.table} {damage.id}: {damage.what}")
            connection.execute("INSERT OR REPLACE INTO derivation (key, state) VALUES (1, ?)", (state,))
    except sqlite3.IntegrityError as error:
        raise UnsoundError(f"a row points at nothing ({error})") from error


def _write(connection: sqlite3.Connection, part: Given) -> None:
    names = ", ".join(f'"{name}"' for name in part.columns)
    places = ", ".join("?" for _ in part.columns)
    try:
        connection.executemany(f'INSERT INTO "{part.table}" ({names}) VALUES ({places})', part.rows)
    except (sqlite3.IntegrityError, sqlite3.DataError) as error:
        raise UnsoundError(f"{part.table}: a row is not one of this table ({error})") from error
