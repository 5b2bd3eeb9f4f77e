"""The rows that pass between the steps on a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, TypeAlias

import pyarrow as pa

from onrecord.engine.folder import OF_ARTICLES, SCHEMAS
from onrecord.model.article import Article
from onrecord.model.reading import Reading
from onrecord.record.tables import ARRIVAL, ARTICLE, BLOCK, CANDIDATE, PROBLEM, READING, Table

Batches: TypeAlias = Iterator[pa.RecordBatch]
Rows: TypeAlias = Sequence[tuple[Any, ...]]

_PLACE = [("source", pa.int64()), ("item", pa.int64())]
"""Where an item stands: the number of its source, and its own number in there."""

SOURCES = pa.schema([("source", pa.int64()), ("offered", pa.binary())])
CAME = pa.schema([*_PLACE, ("key", pa.string()), ("came", pa.binary())])
"""What came in; rows of one `key` are the same article, or the same page."""

NESTED: tuple[Table, ...] = (ARTICLE, *OF_ARTICLES, PROBLEM, ARRIVAL)
"""The tables whose rows an item carries with it, each as a list."""


def lists(names: Iterable[str]) -> list[pa.Field]:
    """Return columns that hold rows of tables as lists, under the tables' names."""
    return [pa.field(name, pa.list_(pa.struct(list(SCHEMAS[name])))) for name in names]


ITEMS = pa.schema(
    [
        *_PLACE,
        ("became", pa.string()),
        ("id", pa.string()),
        *((name, pa.string()) for name in ("uri", "location", "place", "notice")),
        *lists(table.name for table in NESTED),
    ]
)
"""What became of each item, with all its rows; `id` is that of its article, where it had one."""

_TURN = 32
_PLACES = (1 << _TURN) - 1


def order_of(source: int, item: int) -> int:
    """Return the number by which articles are ordered: by source, and in there by item.

    >>> order_of(0, 5) < order_of(1, 0)
    True
    """
    return (source << _TURN) | min(item, _PLACES)


def nested(name: str, rows: Sequence[Rows]) -> pa.ListArray:
    """Return the rows of a table that each item has as one column.

    >>> nested("aligned", [[("a", "b", "")], []]).to_pylist()
    [[{'a': 'a', 'b': 'b', 'inputs': ''}], []]
    """
    arrays = columns_of(name, [row for own in rows for row in own])
    starts = pa.array([0, *accumulate(map(len, rows))], pa.int32())
    return pa.ListArray.from_arrays(starts, pa.StructArray.from_arrays(arrays, fields=list(SCHEMAS[name])))


def columns_of(name: str, rows: Rows) -> list[pa.Array]:
    """Return rows of a table as its columns."""
    return arrays_of(SCHEMAS[name], rows)


def arrays_of(schema: pa.Schema, rows: Rows) -> list[pa.Array]:
    """Return rows as columns."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return [pa.array(values, field.type) for field, values in zip(schema, columns, strict=True)]


def batch_from(schema: pa.Schema, rows: Rows) -> pa.RecordBatch:
    """Return rows as a batch."""
    return pa.RecordBatch.from_arrays(arrays_of(schema, rows), schema=schema)


def batch_of(
    schema: pa.Schema, columns: Mapping[str, Sequence[Any]], tables: Mapping[str, Sequence[Rows]]
) -> pa.RecordBatch:
    """Return a batch of plain columns and of the rows of tables."""
    arrays = [
        nested(field.name, tables[field.name]) if field.name in tables else pa.array(columns[field.name], field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def fact_rows(article: Article, reading: Reading, run: str, order: int) -> dict[str, Rows]:
    """Return the rows of an article and of all that was read in it, by table."""
    of_article = {"article": article.id}
    return {
        ARTICLE.name: [(order, *ARTICLE.row(article, {"run": run}))],
        BLOCK.name: BLOCK.rows(article.blocks, of_article),
        CANDIDATE.name: CANDIDATE.rows(article.candidates, of_article),
        **{table.name: table.rows(getattr(reading, name)) for name, table in READING},
    }


def facts_of(row: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[Article, Reading]:
    """Return an article and its reading from the lists of an item."""

    def made(table: Table) -> tuple[Any, ...]:
        return tuple(table.made([held[name] for name in table.columns]) for held in row[table.name] or ())

    (bare,) = made(ARTICLE)
    whole = {name: getattr(bare, name) for name in bare.__dataclass_fields__}
    article = Article(**{**whole, "blocks": made(BLOCK), "candidates": made(CANDIDATE)})
    return article, Reading(article.id, **{name: made(table) for name, table in READING})
