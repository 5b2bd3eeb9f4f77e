"""What is said of tables and columns is what the file has, and all of it can be asked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.record.sql import Limits, ask
from onrecord.record.sql_help import AskedTable, questions, tables

SHADOWS = ("config", "data", "docsize", "idx")


def made(path: Path) -> dict[str, list[str]]:
    """Return the tables and views of a file with their columns, without what SQLite keeps for itself."""
    query = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    with closing(sqlite3.connect(path)) as connection:
        names = [str(name) for (name,) in connection.execute(query)]
        kept = [name for name in names if not name.endswith(tuple(f"_search_{part}" for part in SHADOWS))]
        told = "SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1"
        return {name: [column for (column,) in connection.execute(told, (name,))] for name in kept}


def test_every_table_and_column_of_a_record_is_told(whole: Path) -> None:
    assert {table.name: [column.name for column in table.columns] for table in tables()} == made(whole)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_column_can_be_asked(whole: Path, table: AskedTable) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    assert ask(whole, f'SELECT {names} FROM "{table.name}"').columns == tuple(c.name for c in table.columns)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_table_says_what_its_rows_are_in_sentences(table: AskedTable) -> None:
    assert table.what.endswith(".")
    assert "--" not in table.what


def test_what_columns_hold_and_point_at() -> None:
    columns = {(table.name, column.name): column for table in tables() for column in table.columns}
    assert columns["statement", "speaker"].kind == "JSON"
    assert columns["statement", "text"].kind == "TEXT"
    assert columns["sketch", "terms"].kind == "BLOB"
    assert columns["event", "within"].points_at == "statement.id"
    assert columns["event", "confidence"].what.startswith("How sure an event is:")
    assert columns["article", "updated"].what == ""
    assert columns["standing", "joined"].what == columns["standing", "owners"].what != ""


def test_questions_have_titles_of_their_own_and_end_soon(whole: Path) -> None:
    assert len({question.title for question in questions()}) == len(questions()) >= 10
    for question in questions():
        assert ask(whole, question.sql, limits=Limits(seconds=5)).columns
