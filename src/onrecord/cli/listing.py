"""What the commands that list rows share: reading as much of the record as they print, and filtering it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
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
    with listed(record, choice, load, make, choice if counted else None) as (found, total):
        print_rows(found, card, form, total)


@contextmanager
def listed(
    record: Path, choice: Choice, load: Loader, make: Make, counted: Choice | None = None
) -> Iterator[tuple[Iterator[Row], int | None]]:
    """Give the rows that are chosen, in their order, and their number; each part is read when it is asked for.

    The number is that of the rows that are `counted`, None where there is no telling without making them.
    """
    with Record.open(record, readonly=True) as opened:
        total = opened.count(counted) if counted else None
        with closing(opened.excerpts(choice, load)) as excerpts:
            yield (row for excerpt in excerpts for row in make(excerpt)), total
