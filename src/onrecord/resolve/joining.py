"""Relational steps over columns: SQL, in memory, with a bound on what it may hold there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

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
