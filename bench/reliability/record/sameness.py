"""Whether two records say the same: a hash over what they hold, whatever the order in which it was written.

Set aside is what rightly differs between two ways to one record: the numbers that SQLite gives to rows, and the runs,
which say when and by what each part was read. With them goes the column `kin` of an actor, a hash over such numbers by
which the software sees whether an actor has to be made again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from onrecord.record.tables import ANSWER, RUN, TABLES

_ASIDE = ("run", "kin")
_APART = (RUN.name, ANSWER.name)
_KEPT = ("aligned", "neighbourhood", "told", "part", "prominence", "side", "deed", "dealing", "dyad", "taking")
_MORE = ("stranger", "nameless")


def fingerprint(path: Path) -> str:
    """Return one hash over everything that a record says."""
    return _hash(map(str, contents(path).items()))


def contents(path: Path) -> Mapping[str, str]:
    """Return a hash over the rows of each table."""
    with closing(sqlite3.connect(path)) as connection:
        own = {t.name: tuple(c for c in t.columns if c not in _ASIDE) for t in TABLES if t.name not in _APART}
        lookups = {name: tuple(_columns(connection, name)) for name in (*_KEPT, *_MORE)}
        return {name: _rows(connection, name, columns) for name, columns in {**own, **lookups}.items()}


def differences(one: Path, other: Path) -> tuple[str, ...]:
    """Return the tables in which two records differ."""
    here, there = contents(one), contents(other)
    return tuple(name for name in here if here[name] != there[name])


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] != "key"]


def _rows(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return _hash(sorted(map(repr, connection.execute(f'SELECT {names} FROM "{table}"'))))


def _hash(parts: Iterable[str]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode("utf-8", "surrogatepass") + b"\n")
    return found.hexdigest()[:16]
