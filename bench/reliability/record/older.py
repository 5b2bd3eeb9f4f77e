"""Records as earlier versions of the format left them: made of a present one, by the scripts that made theirs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from onrecord.record.schema import APPLICATION_ID, migrations
from onrecord.record.tables import SOURCE, TABLES

_KEPT = ("sketch", "aligned", "compared", "neighbourhood", "derivation", "seal")
_SEARCHED = ("article_search", "statement_search", "event_search")


def write_older(record: Path, to: Path, version: int) -> None:
    """Write what a record holds in the tables and columns of an earlier format; its triggers fill the lookups."""
    with closing(sqlite3.connect(to, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for script in migrations()[:version]:
            connection.executescript(script)
        connection.execute("ATTACH ? AS now", (str(record),))
        connection.execute("BEGIN")
        for table in (*(t.name for t in (*TABLES, SOURCE)), *_KEPT):
            _copy(connection, table)
        for index in _SEARCHED:
            if _columns(connection, "main", index):
                connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")


def _copy(connection: sqlite3.Connection, table: str) -> None:
    columns = [name for name in _columns(connection, "main", table) if name in _columns(connection, "now", table)]
    if columns:
        names = ", ".join(f'"{name}"' for name in columns)
        connection.execute(f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM now."{table}"')


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_xinfo(?, ?) WHERE hidden = 0", (table, schema))
    return [str(row[0]) for row in rows]
