"""What can be asked of the record in SQL: its tables and columns, with what they hold, and questions worth asking."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from onrecord.record.codec import columns
from onrecord.record.schema import migrations, statements_of
from onrecord.record.tables import SOURCE, TABLES

_MADE = re.compile(r'CREATE (?:VIRTUAL TABLE|TABLE|VIEW) "(\w+)"')
_ADDED = re.compile(r'ALTER TABLE "(\w+)" ADD COLUMN "(\w+)"')
_COMMENT = re.compile(r"\s*--\s?")
_HIDDEN = 1  # what SQLite calls the columns of a search index that are its commands; generated ones are 2 and 3


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A column: its type (JSON for text that holds nested values), the column that it points at, and what it holds."""

    name: str
    kind: str
    points_at: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A table or view that can be asked, what its rows are, and its columns in their order."""

    name: str
    what: str
    columns: tuple[AskedColumn, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question worth asking; `none` says why it may have no rows, where that means nothing bad."""

    title: str
    sql: str
    none: str = ""


@cache
def tables() -> tuple[AskedTable, ...]:
    """Return the tables of a record and its search indices, as the migrations make and explain them.

    >>> [column.points_at for column in tables()[1].columns if column.name == "run"]
    ['run.id']
    """
    statements = [statement for script in migrations() for statement in statements_of(script)]
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements:
            connection.execute(statement)
        made = [(found[1], statement) for statement in statements if (found := _MADE.search(statement))]
        notes = _column_notes(statements)
        return tuple(AskedTable(name, _what(sql), tuple(_columns(connection, name, notes))) for name, sql in made)


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions of `questions.yaml`, whose header explains its fields."""
    text = resources.files("onrecord.record").joinpath("questions.yaml").read_text("utf-8")
    return tuple(Question(**{key: str(value).strip() for key, value in row.items()}) for row in yaml.safe_load(text))


def _columns(connection: sqlite3.Connection, table: str, notes: dict[tuple[str, str], str]) -> Iterator[AskedColumn]:
    points_at = {row[3]: f"{row[2]}.{row[4]}" for row in connection.execute(f'PRAGMA foreign_key_list ("{table}")')}
    nested = _nested()
    for _, name, kind, _, _, _, hidden in connection.execute(f'PRAGMA table_xinfo ("{table}")'):
        if hidden != _HIDDEN:
            shown = "JSON" if (table, name) in nested else kind or "TEXT"
            yield AskedColumn(name, shown, points_at.get(name, ""), notes.get((table, name), ""))


def _nested() -> set[tuple[str, str]]:
    return {(table.name, column.name) for table in (*TABLES, SOURCE) for column in columns(table.kind) if column.nested}


def _what(statement: str) -> str:
    r"""Return the comment on a table: below its first line, or, where nothing is there, right above it.

    >>> _what('CREATE TABLE "a" (\n -- One b,\n -- or two.\n "c" TEXT);'), _what('-- Of d.\nCREATE VIEW "e" AS')
    ('One b, or two.', 'Of d.')
    """
    above, _, below = statement.partition("CREATE ")
    return _comment(below.splitlines()[1:]) or _above(above)


def _column_notes(statements: list[str]) -> dict[tuple[str, str], str]:
    """Return what stands right above the statements that add a column; what follows without a word shares it."""
    notes: dict[tuple[str, str], str] = {}
    last = ""
    for statement in statements:
        found = _ADDED.search(statement)
        last = (_above(statement[: found.start()]) or last) if found else ""
        if found and last:
            notes[found[1], found[2]] = last
    return notes


def _above(text: str) -> str:
    """Return the comment that a text ends with, up to the last line without one."""
    lines = text.splitlines()
    kept = next((at for at, line in enumerate(reversed(lines)) if not line.startswith("--")), len(lines))
    return _comment(lines[len(lines) - kept :])


def _comment(lines: list[str]) -> str:
    """Return the comment that the first lines are."""
    kept = next((at for at, line in enumerate(lines) if not line.lstrip().startswith("--")), len(lines))
    return " ".join(_COMMENT.sub("", line, count=1).strip() for line in lines[:kept])
