"""What a command that did not come to its end left of a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.model.errors import RecordError
from onrecord.record.file import Record
from onrecord.record.verify import verify


def is_begun(path: Path) -> bool:
    """Say whether there is a record at all: until its tables are there, all at once, the file is missing or empty."""
    if not path.exists() or not path.stat().st_size:
        return False
    try:
        Record.open(path, readonly=True).close()
    except RecordError as error:
        return "is empty" not in str(error)
    return True


def damage(path: Path) -> Iterator[str]:
    """Say what verify finds in a record that was begun, or why it cannot be opened."""
    try:
        with Record.open(path, readonly=True) as record:
            yield from (f"verify finds {one.table} {one.id}: {one.what}" for one in verify(record))
    except RecordError as error:
        yield f"it cannot be opened: {error}"


def is_done(path: Path) -> bool:
    """Say whether a record is derived to its end."""
    with Record.open(path, readonly=True) as record:
        return record.is_current()
