"""Rows of Parquet files, a few at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.acquire.blob import Blob
from onrecord.acquire.breaks import broken_table
from onrecord.acquire.content import FAILURES
from onrecord.acquire.opening import Meter, seekable
from onrecord.acquire.row import Row, Rows
from onrecord.acquire.settings import Settings
from onrecord.model.notice import Notice

_BATCH_ROWS = 64
_NO_FRACTION = re.compile(r"\.0+(?=$|Z|[+-])")


def parquet_rows(blob: Blob, settings: Settings) -> Iterator[Rows]:
    """Yield the rows of a Parquet file; nested columns are left out and named, times become ISO 8601."""
    number = 0
    try:
        with seekable(blob, settings.limits) as stream:
            meter = Meter(settings.limits, _size(stream))
            file = pq.ParquetFile(stream)
            flat = [field.name for field in file.schema_arrow if _is_flat(field.type)]
            yield from _nested(blob, [field.name for field in file.schema_arrow if field.name not in flat])
            for batch in file.iter_batches(batch_size=_BATCH_ROWS, columns=flat):
                meter.gave(batch.nbytes)
                for values in _rows(batch):
                    number += 1
                    yield Row(f"row {number}", number, values)
    except (*FAILURES, pa.ArrowException, ValueError) as failure:
        yield broken_table(blob, failure, f"row {number + 1}", number)


def _size(stream: object) -> int:
    size: int = stream.seek(0, 2)  # type: ignore[attr-defined]
    stream.seek(0)  # type: ignore[attr-defined]
    return size


def _nested(blob: Blob, names: list[str]) -> Iterator[Notice]:
    if names:
        yield Notice(blob.location, f"{blob.at('columns with nested values are left out')}: {', '.join(names)}")


def _is_flat(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind) or pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return not pa.types.is_nested(kind.value_type)
    return not pa.types.is_nested(kind)


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, object]]:
    columns = [_cells(column) for column in batch.columns]
    for cells in zip(*columns, strict=True):
        yield dict(zip(batch.schema.names, cells, strict=True))


def _cells(column: pa.Array) -> list[object]:
    """Return a column's cells as Python values; times as text, since Arrow's reach further than Python's."""
    if pa.types.is_temporal(column.type):
        return [
            cell and _NO_FRACTION.sub("", cell.replace(" ", "T", 1)) for cell in column.cast(pa.string()).to_pylist()
        ]
    if pa.types.is_decimal(column.type):
        column = column.cast(pa.string())
    cells: list[object] = column.to_pylist()
    return cells
