"""Parts of the work, each handed the rows that it needs: SQL brings them together, a grouped function does the part."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from onrecord.engine.batches import chunks
from onrecord.engine.spark.files import spark_schema
from onrecord.engine.spark.shapes import batch_from
from onrecord.resolve.joining import Join

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Work = Callable[[Any, pa.Table, pa.Table], pa.RecordBatch]
"""Does a part: given what was packed, the rows handed to it, and its own row."""

PARTS = pa.schema([("part", pa.int64()), ("work", pa.binary())])
NEEDS = pa.schema([("part", pa.int64()), ("article", pa.string())])

_SENT = 2000
"""Rows that go to the cluster in one piece."""

_MANY = 100_000
"""The same for rows of a few numbers."""


def parts_of(spark: SparkSession, parts: Iterable[object]) -> DataFrame:
    """Return parts as rows, by number."""
    rows = ((at, pickle.dumps(part, pickle.HIGHEST_PROTOCOL)) for at, part in enumerate(parts))
    return sent(spark, rows, PARTS)


def sent(spark: SparkSession, rows: Iterable[tuple[Any, ...]], schema: pa.Schema) -> DataFrame:
    """Return rows of this process as rows of the cluster."""
    batches = [batch_from(schema, some) for some in chunks(rows, _SENT)]
    return spark.createDataFrame(pa.Table.from_batches(batches, schema=schema))


def handed(given: DataFrame, parts: DataFrame, work: Work, schema: pa.Schema) -> DataFrame:
    """Return what comes of every part: it gets its `given` rows and its own row of `parts`, both by number."""

    def done(rows: pa.Table, own: pa.Table) -> pa.Table:
        (packed,) = own["work"].to_pylist()
        return pa.Table.from_batches([work(pickle.loads(packed), rows, own)])  # noqa: S301 - our own

    return given.groupBy("part").cogroup(parts.groupBy("part")).applyInArrow(done, spark_schema(schema))


def on_cluster(spark: SparkSession) -> Join:
    """Return what runs queries on the cluster, as `onrecord.resolve.joining.joined` does in this process."""

    def join(query: str, tables: Mapping[str, pa.Table]) -> Iterator[pa.RecordBatch]:
        with _numbers(spark):
            for name, table in tables.items():
                spark.createDataFrame(table).createOrReplaceTempView(name)
            found = spark.sql(query).toArrow()
        yield from found.to_batches()

    return join


@contextmanager
def _numbers(spark: SparkSession) -> Iterator[None]:
    """Have rows of a few numbers, not of articles, sent in pieces of many."""
    name = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = spark.conf.get(name)
    spark.conf.set(name, str(_MANY))
    try:
        yield
    finally:
        spark.conf.set(name, before)
