"""Deriving everything anew beside a record, to see whether its derived rows are those that its facts give."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from onrecord.engine.derive import derive
from onrecord.engine.progress import Report, silent
from onrecord.model.errors import RecordError
from onrecord.record.damage import Damage
from onrecord.record.file import Record
from onrecord.record.tables import DERIVED

_REMEDY = "what is derived was changed, or an earlier version made it; add the coverage to a new record"
_COPY = "record.db"


def rederived_damage(record: Record, progress: Report = silent) -> Iterator[Damage]:
    """Find the derived rows that the facts do not give, and those that they give and that are not there.

    Everything is derived anew in a copy of the record, which takes as long as it did and as much room beside the
    system's temporary files. Raises `RecordError` for a record whose deriving was cut off: it is not done yet.
    """
    if not record.is_current():
        raise RecordError(
            f"the record {record.path} is not derived to its end by this version; add any coverage to it, and it will "
            "be, and then verify it"
        )
    with tempfile.TemporaryDirectory(prefix="onrecord-verify-") as folder:
        copy = Path(folder) / _COPY
        _copied(record, copy)
        with Record.open(copy) as anew:
            anew.forget_derived()
            derive(anew, progress)
        with _beside(record.path, copy) as connection:
            for table in DERIVED:
                yield from _differing(connection, table.name, table.columns)


def _copied(record: Record, to: Path) -> None:
    with closing(sqlite3.connect(to)) as copy:
        record.connection.backup(copy)


@contextmanager
def _beside(path: Path, copy: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that sees a record as `old` and the copy of it as `new`."""
    with closing(sqlite3.connect(":memory:", uri=True)) as connection:
        for name, place in (("old", path), ("new", copy)):
            connection.execute(f"ATTACH ? AS {name}", (f"{place.absolute().as_uri()}?mode=rw",))
        connection.execute("PRAGMA query_only = 1")
        yield connection


def _differing(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[Damage]:
    names = ", ".join(f'"{name}"' for name in columns)
    old, new = (f'SELECT {names}, count(*) FROM {of}."{table}" GROUP BY {names}' for of in ("old", "new"))
    at = columns.index(next(name for name in ("id", "claim", "entity") if name in columns))
    for row in connection.execute(f"{new} EXCEPT {old}"):
        yield Damage(table, str(row[at]), "the facts give a row that is not there so", _REMEDY)
    for row in connection.execute(f"{old} EXCEPT {new}"):
        yield Damage(table, str(row[at]), "the facts do not give its row", _REMEDY)
