"""Writing the record as files that other programs read: its tables as JSON lines or CSV, its events as event data."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Generic, TextIO, TypeAlias, TypeVar

from onrecord.export.cameo import CAMEO
from onrecord.export.dyads import DYADS
from onrecord.export.monthly import MONTHLY
from onrecord.export.plover import PLOVER
from onrecord.export.rows import TABLES, Table
from onrecord.export.sheet import EventFormat
from onrecord.model.errors import OnrecordError
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import EventTypes, load_event_types
from onrecord.record.codec import Json, compact

T = TypeVar("T")
Rows: TypeAlias = Iterable[Mapping[str, Any]]

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_LINE_ENDS = str.maketrans({"\x85": r"\u0085", "\u2028": r"\u2028", "\u2029": r"\u2029"})
"""Line ends of Unicode that JSON allows in a string, but at which many readers of JSON lines would cut the line."""


class Form(StrEnum):
    """What `export` writes: the tables of the record, or a file of event data."""

    JSONL = "jsonl"
    CSV = "csv"
    DYADS = "dyads"
    PLOVER = "plover"
    CAMEO = "cameo"
    MONTHLY = "monthly"


EVENT_FORMATS: dict[str, EventFormat] = {made.name: made for made in (DYADS, PLOVER, CAMEO, MONTHLY)}
"""The formats of event data, each one CSV file."""


def _untold(_: str) -> None:
    """Say nothing."""


def export(
    snapshot: Snapshot,
    form: str,
    to: Path,
    types: EventTypes | None = None,
    tell: Callable[[str], None] = _untold,
) -> list[Path]:
    """Write the record into the folder `to` in one of the forms, and return the paths of the files.

    A file appears whole or not at all; the same record gives the same bytes. `types` are those that event data are
    coded with, where the user has some of their own; `tell` is given what was left out. Raises `OnrecordError` where
    the form is unknown or the folder cannot be written.
    """
    if form not in set(Form):
        raise OnrecordError(f"there is no export format {form!r}; choose one of {', '.join(Form)}")
    try:
        to.mkdir(parents=True, exist_ok=True)
        if form in EVENT_FORMATS:
            return [_write_events(snapshot, EVENT_FORMATS[form], types or load_event_types(), to, tell)]
        return [_write(snapshot, table, Form(form), to / f"{table.name}.{form}") for table in TABLES]
    except OSError as error:
        raise OnrecordError(f"the export cannot be written to {to}: {error}; name another folder") from error


def _write(snapshot: Snapshot, table: Table, form: Form, path: Path) -> Path:
    with replacing(path) as file, as_text(file) as out:
        if form is Form.CSV:
            write_csv_rows(table.make(snapshot), out, table.columns)
        else:
            write_jsonl_rows(table.make(snapshot), out)
    return path


def _write_events(
    snapshot: Snapshot, made: EventFormat, types: EventTypes, to: Path, tell: Callable[[str], None]
) -> Path:
    sheet, path = made.make(snapshot, types), to / f"{made.name}.csv"
    with replacing(path) as file, as_text(file) as out:
        write_csv_rows(sheet.rows, out, [name for name, _ in made.columns])
    for note in sheet.notes:
        tell(f"{made.name}: {note}")
    return path


class Counted(Generic[T]):
    """Counts the rows that pass through it."""

    def __init__(self, rows: Iterable[T]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        for row in self._rows:
            self.count += 1
            yield row


def write_jsonl_rows(rows: Rows, out: TextIO) -> None:
    """Write one JSON object a line."""
    out.writelines(compact(dict(row)).translate(_LINE_ENDS) + "\n" for row in rows)


def write_csv_rows(rows: Rows, out: TextIO, columns: Sequence[str] = ()) -> None:
    """Write RFC 4180 with a header row; nested values are JSON, unknown ones empty.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it. Without `columns` the first row names
    them.
    """
    writer = csv.writer(out)
    header = list(columns)
    if header:
        writer.writerow(header)
    for row in rows:
        if not header:
            header = list(row)
            writer.writerow(header)
        writer.writerow([_cell(row[name]) for name in header])


def _cell(value: Json) -> str:
    """Return a value as a cell's text.

    >>> _cell("=1+1"), _cell("-3.5"), _cell([[1, 4]]), _cell(None)
    ("'=1+1", '-3.5', '[[1,4]]', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return compact(value)
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a new file beside `path` that takes its place when everything is written and on the disk."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with fresh.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def as_text(out: BinaryIO) -> Iterator[TextIO]:
    """Give what writes text to a file of bytes, which stays open; line ends are the same on every system."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        yield text
        text.flush()
    finally:
        text.detach()
