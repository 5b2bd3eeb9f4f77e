"""What the commands that list rows share: reading as much of the record as they print, and filtering it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.cli.out import Card, Form, Row, print_rows
from onrecord.model.snapshot import Snapshot
from onrecord.record.choosing import Choice
from onrecord.record.excerpts import Loader
from onrecord.record.file import Record

Test = Callable[[Row], bool]
"""Says whether a row passes one filter; what was not asked for lets every row pass."""

Make = Callable[[Snapshot], Iterator[dict[str, Any]]]
"""Makes the rows of one kind of what an excerpt holds."""


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


def print_chosen_rows(
    record: Path, choice: Choice, load: Loader, make: Make, card: Card, form: Form, *, counted: bool = True
) -> None:
    """Print the rows that are chosen, reading no more of the record than they need.

    `counted` says that `make` makes a row of each, so that they can be counted without being made.
    """
    with Record.open(record, readonly=True) as opened:
        total = opened.count(choice) if counted else None
        print_rows((row for excerpt in opened.excerpts(choice, load) for row in make(excerpt)), card, form, total)
