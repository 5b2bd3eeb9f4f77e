"""The whole record as files: every form that `onrecord export` knows."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from onrecord.export.files import export
from onrecord.export.row_files import replacing
from onrecord.export.rows import TABLES
from onrecord.model.errors import OnrecordError
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import EventTypes
from onrecord.query.list_files import ListForm, write_list


class Form(StrEnum):
    """What `export` writes: the tables of the record, or a file of event data."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    DYADS = "dyads"
    PLOVER = "plover"
    CAMEO = "cameo"
    MONTHLY = "monthly"


def export_record(
    snapshot: Snapshot, form: Form, to: Path, types: EventTypes | None, tell: Callable[[str], None]
) -> list[Path]:
    """Write the record into the folder `to` in one of the forms, and return the paths of the files.

    It is as `onrecord.export.files.export`; Parquet is one file per table, with the types of the data dictionary.
    """
    if form is not Form.PARQUET:
        return export(snapshot, form, to, types, tell)
    paths = [to / f"{table.name}.parquet" for table in TABLES]
    try:
        to.mkdir(parents=True, exist_ok=True)
        for table, path in zip(TABLES, paths, strict=True):
            with replacing(path) as out:
                write_list(table.name, table.make(snapshot), ListForm.PARQUET, out)
    except OSError as error:
        raise OnrecordError(f"the export cannot be written to {to}: {error}; name another folder") from error
    return paths
