"""What the commands that list rows share: reading the record, and keeping the rows that pass every filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from onrecord.cli.out import Row
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record

Test = Callable[[Row], bool]
"""Says whether a row passes one filter; what was not asked for lets every row pass."""


def snapshot_of(record: Path) -> Snapshot:
    """Read all of the record in a file."""
    with Record.open(record, readonly=True) as opened:
        return opened.snapshot()


def passing(rows: Iterable[dict[str, Any]], *tests: Test) -> list[dict[str, Any]]:
    """Return the rows that pass all tests.

    >>> passing([{"n": 1}, {"n": 2}, {"n": 3}], lambda row: row["n"] > 1, lambda row: row["n"] < 3)
    [{'n': 2}]
    """
    return [row for row in rows if all(test(row) for test in tests)]
