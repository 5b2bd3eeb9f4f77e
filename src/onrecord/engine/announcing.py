"""Telling those who look on how far the work is: a row of the record itself, which the desk shows."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from onrecord.engine.progress import Progress, Report
from onrecord.model.errors import RecordError
from onrecord.model.signature import now
from onrecord.model.work import WATCH, Work
from onrecord.record.file import Record

SECONDS = 1.0
"""How often at most the row is written: nobody reads faster, and each writing waits for the disk."""


@contextmanager
def announced(record: Record, report: Report) -> Iterator[Report]:
    """Give a report that also writes to the record how far the work is; the row goes when the block ends."""
    announcer = _Announcer(record, report)
    try:
        yield announcer.tell
    finally:
        record.announce(None)


def announce_rest(path: Path, seconds: float | None) -> None:
    """Tell that nothing is written to the record at `path` for so many seconds, or, with None, that nobody watches.

    That it cannot be told, as while the record is locked, is no reason to stop.
    """
    with suppress(RecordError), Record.open(path) as record:
        record.announce(None if seconds is None else Work(WATCH, 0, None, now("seconds"), _in(seconds)))


def _in(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")


class _Announcer:
    def __init__(self, record: Record, report: Report) -> None:
        self._record, self._report = record, report
        self._began, self._next = now("seconds"), 0.0

    def tell(self, event: Progress) -> None:
        """Pass on how far a stage is."""
        self._report(event)
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + SECONDS
            self._record.announce(Work(event.stage, event.done, event.total, self._began, now("seconds")))
