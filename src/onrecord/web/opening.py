"""Opening the record for one answer, and what is said of it where that fails."""

from __future__ import annotations

from pathlib import Path

from onrecord.record.file import Record

WAIT_SECONDS = 1.5
"""Whoever opens a page hears soon that the record is held by another program; a command has more time."""

RETRY = {"retry-after": "2"}
"""When to ask for it again: most programs hold a record for moments."""


def opened(path: Path) -> Record:
    """Open the record at `path` for reading; raises `RecordError`, soon also where it is locked."""
    return Record.open(path, readonly=True, wait=WAIT_SECONDS)


def told(error: Exception, path: Path) -> str:
    """Return what is wrong, without saying where on this machine the record lies.

    >>> told(ValueError("there is no record at /home/ada/base.db"), Path("/home/ada/base.db"))
    'there is no record at base.db'
    """
    return str(error).replace(str(path), path.name)
