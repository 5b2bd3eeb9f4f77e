"""Writing the record as files that other programs read: its tables as JSON lines or CSV, its events as event data."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from onrecord.export.cameo import CAMEO
from onrecord.export.dyads import DYADS
from onrecord.export.monthly import MONTHLY
from onrecord.export.plover import PLOVER
from onrecord.export.row_files import as_text, replacing, write_csv_rows, write_jsonl_rows
from onrecord.export.rows import TABLES, Table
from onrecord.export.sheet import EventFormat
from onrecord.model.errors import OnrecordError
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import EventTypes, load_event_types


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
