"""The record's tables as Arrow: the same columns, nested values as the JSON text that they are in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from onrecord.record.codec import columns
from onrecord.record.tables import Table

_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def schema_of(table: Table) -> pa.Schema:
    """Return the columns of a table with their types.

    >>> from onrecord.record.tables import BLOCK
    >>> [str(field.type) for field in schema_of(BLOCK)][:4]
    ['string', 'int64', 'int64', 'string']
    """
    kinds = {column.name: column.kind for column in columns(table.kind)}
    return pa.schema([(name, _TYPES[kinds.get(name, str)]) for name in table.columns])


def rows_of(table: Table, things: Iterable[object], extra: Mapping[str, str] | None = None) -> list[dict[str, object]]:
    """Return rows of a table as Arrow takes them in."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows(things, extra)]
