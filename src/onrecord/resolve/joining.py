"""Relational steps over columns: SQL that DuckDB runs here, and other engines elsewhere.

So it keeps to what all of them know, and to signed numbers: no casts by `::`, no `//`, no `QUALIFY`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

import duckdb
import pyarrow as pa

Join: TypeAlias = Callable[[str, Mapping[str, pa.Table]], Iterator[pa.RecordBatch]]
"""Runs a query over tables under their names, and yields its rows."""

_ROWS = 1 << 16

MEMORY = "1GB"
"""What a join may hold in memory; beyond that it goes on in temporary files."""


@contextmanager
def joining(**tables: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that sees these tables under their names; its spare room is a temporary folder.

    >>> with joining(pair=pa.table({"a": [1, 1], "b": [2, 3]})) as connection:
    ...     connection.sql("SELECT a, count(*) FROM pair GROUP BY a").fetchall()
    [(1, 2)]
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-join-") as folder, duckdb.connect() as connection:
        connection.execute("SET memory_limit = $1", [MEMORY])
        connection.execute("SET temp_directory = $1", [folder])
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET autoload_known_extensions = false")
        connection.execute("SET preserve_insertion_order = false")
        for name, table in tables.items():
            connection.register(name, table)
        yield connection


def joined(query: str, tables: Mapping[str, pa.Table]) -> Iterator[pa.RecordBatch]:
    """Run a query over tables in this process.

    >>> [batch.to_pylist() for batch in joined("SELECT max(a) AS m FROM pair", {"pair": pa.table({"a": [1, 2]})})]
    [[{'m': 2}]]
    """
    with joining(**tables) as connection:
        yield from connection.sql(query).to_arrow_reader(_ROWS)
