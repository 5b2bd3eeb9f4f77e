"""What SQLite reports, in words that say what happened and what to do next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.model.errors import LockedError, RecordError

_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")
_MEANINGS = {
    **dict.fromkeys(
        _LOCKED, ("another process is writing to it", "wait for that process to end, or end it, and try again")
    ),
    "SQLITE_NOTADB": ("it is not an SQLite database", "name the file that `onrecord add --record FILE` made"),
    "SQLITE_FULL": ("the disk is full", "make room and add the coverage again; whole batches were kept"),
    "SQLITE_CORRUPT": ("it is damaged", "restore a copy of the file, or add the coverage to a new record"),
    "SQLITE_READONLY": ("it may not be written to", "change the file's permissions, or work on a copy"),
    "SQLITE_PERM": ("it may not be opened", "change the file's permissions, or work on a copy"),
    "SQLITE_CANTOPEN": ("it or its folder may not be opened", "check that the folder exists and its permissions"),
    "SQLITE_IOERR": ("the disk or network drive gave an error", "move the record to a local disk and try again"),
    "SQLITE_CONSTRAINT": (
        "rows contradict each other",
        "run `onrecord verify`; if it finds nothing, report this as a bug",
    ),
}
"""What the primary result codes mean for a record, and the remedy; the extended codes begin with these words."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the record at `path` into a `RecordError`, a `LockedError` where others hold it."""
    try:
        yield
    except sqlite3.Error as error:
        raise record_error(error, path) from error


def record_error(error: sqlite3.Error, path: Path) -> RecordError:
    """Return the error in the user's terms.

    >>> str(record_error(sqlite3.OperationalError("no such table: x"), Path("r.db")))
    'the record r.db cannot be used: no such table: x; run `onrecord verify` to see whether it is whole'
    """
    code = getattr(error, "sqlite_errorname", "")
    for name, (cause, remedy) in _MEANINGS.items():
        if code.startswith(name):
            kind = LockedError if name in _LOCKED else RecordError
            return kind(f"the record {path} cannot be used: {cause} ({error}); {remedy}")
    return RecordError(f"the record {path} cannot be used: {error}; run `onrecord verify` to see whether it is whole")
