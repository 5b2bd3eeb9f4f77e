"""The folder that is written on a cluster: any place that Spark can write to, a shared disk or an object store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from onrecord.engine.folder import MANIFEST, SCHEMAS, Manifest, manifest_of
from onrecord.model.errors import SourceError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ITEMS_FOLDER = "items"
"""What became of each item, with all its rows: `resolve` reads articles whole from there. Not loaded."""


class Files:
    """The files of a folder, by their names in there."""

    def __init__(self, spark: SparkSession, path: str) -> None:
        self._spark = spark
        self.path = path.rstrip("/")
        jvm: Any = spark.sparkContext._jvm
        self._path = jvm.org.apache.hadoop.fs.Path
        hadoop = spark.sparkContext._jsc.hadoopConfiguration()
        self._system = self._path(self.path).getFileSystem(hadoop)
        self._jvm = jvm

    def at(self, name: str) -> str:
        """Return the path of a file or folder in there."""
        return f"{self.path}/{name}"

    def has(self, name: str) -> bool:
        """Say whether there is such a file or folder."""
        return bool(self._system.exists(self._path(self.at(name))))

    def is_empty(self) -> bool:
        """Say whether there is nothing in the folder, or no folder."""
        whole = self._path(self.path)
        return not self._system.exists(whole) or not list(self._system.listStatus(whole))

    def remove(self, name: str) -> None:
        """Remove a file or folder, if it is there."""
        self._system.delete(self._path(self.at(name)), True)

    def manifest(self) -> Manifest:
        """Return what the folder says of itself; raises `SourceError` where it was not written to its end."""
        if not self.has(MANIFEST):
            raise SourceError(f"{self.path}: it has no {MANIFEST}, which is written last; write the folder again")
        lines = self._spark.read.text(self.at(MANIFEST)).collect()
        return manifest_of(self.at(MANIFEST), "\n".join(line.value for line in lines))

    def tell(self, manifest: Manifest) -> None:
        """Write what the folder says of itself, over what it said before."""
        out = self._system.create(self._path(self.at(MANIFEST)), True)
        try:
            out.write(manifest.text().encode())
        finally:
            out.close()

    def write(self, name: str, rows: DataFrame) -> None:
        """Write rows as the files of a name, in place of those that are there; Spark commits them together."""
        rows.write.mode("overwrite").parquet(self.at(name))

    def read(self, name: str, schema: pa.Schema | None = None) -> DataFrame:
        """Return the rows of a name; a table of the folder has the columns that it should."""
        wanted = SCHEMAS.get(name) if schema is None else schema
        reader = self._spark.read
        return (reader.schema(spark_schema(wanted)) if wanted is not None else reader).parquet(self.at(name))

    def counts(self, names: Sequence[str]) -> dict[str, int]:
        """Return how many rows some names have."""
        from pyspark.sql import DataFrame

        rows = [self.read(name).selectExpr(f"'{name}' AS name", "count(*) AS rows") for name in names]
        return {row.name: int(row.rows) for row in reduce(DataFrame.union, rows).collect()}


def spark_schema(schema: pa.Schema) -> Any:  # noqa: ANN401 - a StructType
    """Return an Arrow schema in Spark's terms."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
