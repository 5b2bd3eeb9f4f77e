r"""Rows of a list as a file: JSON lines, CSV or Parquet, written as they come, so that only some are in memory.

>>> import io
>>> out = io.BytesIO()
>>> write_list("stories", [], ListForm.CSV, out)
>>> out.getvalue()
b'id,title,articles,since,until,reason,claims\r\n'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import BinaryIO, TypeAlias

from onrecord.export.parts import Row
from onrecord.export.row_files import as_text, write_csv_rows, write_jsonl_rows
from onrecord.query.dictionary import dictionary

GROUP = 2000
"""Rows of a row group of Parquet, which are held together."""


class ListForm(StrEnum):
    """The forms in which a list is written."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


_Write: TypeAlias = Callable[[str, Iterable[Row], BinaryIO], None]


def write_list(name: str, rows: Iterable[Row], form: ListForm, out: BinaryIO) -> None:
    """Write the rows of a list, or of another exported table, to a file of bytes, which stays open.

    CSV has a header; nested values are JSON, and a cell that a spreadsheet would run as a formula gets an apostrophe
    before it. Parquet has the types of the data dictionary, nested ones too, and the meaning of each field beside it.
    """
    _WRITE[form](name, rows, out)


def _jsonl(_: str, rows: Iterable[Row], out: BinaryIO) -> None:
    with as_text(out) as text:
        write_jsonl_rows(rows, text)


def _csv(name: str, rows: Iterable[Row], out: BinaryIO) -> None:
    with as_text(out) as text:
        write_csv_rows(rows, text, [field.name for field in dictionary()[name]])


def _parquet(name: str, rows: Iterable[Row], out: BinaryIO) -> None:
    import pyarrow.parquet as pq

    from onrecord.query.columns import arrow_schema, batches

    with pq.ParquetWriter(out, arrow_schema(name), compression="zstd") as writer:
        for batch in batches(name, rows, GROUP):
            writer.write_batch(batch)


_WRITE: Mapping[ListForm, _Write] = {ListForm.JSONL: _jsonl, ListForm.CSV: _csv, ListForm.PARQUET: _parquet}
