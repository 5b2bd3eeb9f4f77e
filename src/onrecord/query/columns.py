"""Rows as Arrow columns, from the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyarrow as pa

from onrecord.export.parts import Row
from onrecord.query.dictionary import Field, dictionary

_SCALARS = {
    "text": pa.string(),
    "number": pa.float64(),
    "integer": pa.int64(),
    "truth": pa.bool_(),
    "day": pa.string(),
    "time": pa.string(),
    "span": pa.list_(pa.int64()),
}
"""Days and times stay text: they are as exact as an article states them, and the same in every form."""


def arrow_schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a list's rows, each field with its meaning under `description`.

    >>> arrow_schema("stories").field("claims").type
    DataType(int64)
    """
    return pa.schema(_fields(dictionary()[name]))


def batches(name: str, rows: Iterable[Row], size: int) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a list as record batches, `size` rows each: no more of them are held at once.

    >>> [batch.num_rows for batch in batches("problems", [], 10)]
    []
    """
    schema, left = arrow_schema(name), iter(rows)
    while part := list(islice(left, size)):
        yield pa.RecordBatch.from_pylist(part, schema)


def _fields(own: Iterable[Field]) -> list[pa.Field]:
    return [
        pa.field(field.name, _of_type(field, field.type), field.nullable, {"description": field.text}) for field in own
    ]


def _of_type(field: Field, kind: str) -> pa.DataType:
    if kind.startswith("list of "):
        return pa.list_(_of_type(field, kind.removeprefix("list of ")))
    return _SCALARS[kind] if kind in _SCALARS else pa.struct(_fields(field.fields))
