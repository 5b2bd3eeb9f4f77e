"""Work on the rows of a partition, one batch after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pyarrow as pa

from onrecord.engine.spark.files import spark_schema
from onrecord.engine.spark.shapes import Batches

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def mapped(rows: DataFrame, work: Callable[[Batches], Batches], schema: pa.Schema) -> DataFrame:
    """Return what work makes of rows, partition by partition."""

    def run(batches: Batches) -> Batches:
        return work(batches)

    return rows.mapInArrow(run, spark_schema(schema))
