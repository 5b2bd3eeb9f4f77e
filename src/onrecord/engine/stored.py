"""The articles of a folder with their facts, put together table by table without holding more than a few of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from onrecord.engine.folder import OF_ARTICLES, ORDER, SCHEMAS, Folder
from onrecord.model.article import Article
from onrecord.model.errors import SourceError
from onrecord.model.reading import Reading
from onrecord.record.evidence import faults
from onrecord.record.tables import ARTICLE, BLOCK, CANDIDATE, READING, Table
from onrecord.resolve.joining import joining

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as a folder has it, with its facts and the run that read it."""

    run: str
    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table: which article of the folder it belongs to, its values, and where it stands."""

    of: int
    values: tuple[Any, ...]
    file: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}, row {self.number + 1}"


class _Stream:
    """The rows of one table in the order of their articles, each made into what the table holds."""

    def __init__(self, rows: Iterator[_Row], table: Table) -> None:
        self._rows, self._table = rows, table
        self._next = next(rows, None)
        self.places: dict[str, _Row] = {}
        """Where the rows of the last article that have ids stand."""

    def of(self, article: int) -> tuple[Any, ...]:
        """Return the rows of an article, which must come in order."""
        self.places.clear()
        return tuple(map(self._made, self._taken(article)))

    def _taken(self, article: int) -> Iterator[_Row]:
        while self._next and self._next.of == article:
            row, self._next = self._next, next(self._rows, None)
            yield row

    def _made(self, row: _Row) -> Any:  # noqa: ANN401 - an instance of what the table is for
        try:
            made = self._table.made(row.values)
        except (ValueError, TypeError, KeyError) as error:
            what = f"it does not hold what {self._table.name} does ({type(error).__name__}: {error})"
            raise SourceError(f"{row}: {what}; write the folder again") from error
        if self._table.has_id:
            self.places[made.id] = row
        return made


def stored(folder: Folder) -> Iterator[Stored]:
    """Yield the articles of a folder in the order in which they came, with their facts.

    Raises `SourceError` with file and row where a row is not what its table holds, belongs to no article, or does not
    rest on the article's text.
    """
    with _opened(folder) as connection:
        _check_articles(connection)
        streams = {table.name: _Stream(_rows(connection, table), table) for table in (ARTICLE, *OF_ARTICLES)}
        for at in range(folder.manifest.rows[ARTICLE.name]):
            yield _whole(at, streams)


def _whole(at: int, streams: dict[str, _Stream]) -> Stored:
    (bare,) = streams[ARTICLE.name].of(at)
    article = replace(bare, blocks=streams[BLOCK.name].of(at), candidates=streams[CANDIDATE.name].of(at))
    reading = Reading(article.id, **{name: streams[table.name].of(at) for name, table in READING})
    for fault in faults(article, reading):
        place = streams[fault.table].places.get(fault.id) or streams[ARTICLE.name].places[article.id]
        raise SourceError(f"{place}: {fault.table} {fault.id}: {fault.what}; write the folder again")
    row = streams[ARTICLE.name].places[article.id]
    return Stored(row.values[ARTICLE.columns.index("run")], article, reading)


@contextmanager
def _opened(folder: Folder) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a database that sees the tables of the folder; each row has its file and its place there."""
    with joining() as connection:
        for table in (ARTICLE, *OF_ARTICLES):
            connection.execute(f'CREATE VIEW "{table.name}" AS {_source(connection, folder, table.name)}')
        connection.execute(
            "CREATE TABLE placed AS SELECT id, "
            f'row_number() OVER (ORDER BY "{ORDER}", filename, file_row_number) - 1 AS nth FROM article'
        )
        yield connection


def _source(connection: duckdb.DuckDBPyConnection, folder: Folder, name: str) -> str:
    if not folder.files[name]:
        connection.register(f"no_{name}", SCHEMAS[name].empty_table())
        return f"SELECT *, '' AS filename, 0 AS file_row_number FROM \"no_{name}\""
    files = ", ".join("'" + str(file).replace("'", "''") + "'" for file in folder.files[name])
    options = "filename = true, file_row_number = true, hive_partitioning = false"
    return f"SELECT * FROM read_parquet([{files}], {options})"


def _check_articles(connection: duckdb.DuckDBPyConnection) -> None:
    """Refuse two articles of one id, and rows of articles that are not there."""
    again = "SELECT id, filename, file_row_number FROM article QUALIFY count(*) OVER (PARTITION BY id) > 1 LIMIT 1"
    for id_, file, number in connection.execute(again).fetchall():
        raise SourceError(f"{file}, row {number + 1}: the article {id_} is there twice; write the folder again")
    for table in OF_ARTICLES:
        lost = f'SELECT article, filename, file_row_number FROM "{table.name}" AS t'
        lost += " WHERE NOT EXISTS (SELECT 1 FROM placed WHERE placed.id = t.article) LIMIT 1"
        for id_, file, number in connection.execute(lost).fetchall():
            raise SourceError(f"{file}, row {number + 1}: its article {id_} is not there; write the folder again")


def _rows(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[_Row]:
    """Yield the rows of a table in the order of their articles, and of each as they stand in its file."""
    names = ", ".join(f't."{name}"' for name in table.columns)
    own = "id" if table is ARTICLE else "article"
    query = (
        f'SELECT nth, t.filename, t.file_row_number, {names} FROM "{table.name}" AS t '
        f"JOIN placed ON placed.id = t.{own} ORDER BY nth, t.filename, t.file_row_number"
    )
    for batch in connection.cursor().sql(query).to_arrow_reader(_BATCH):
        for of, file, number, *values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield _Row(of, tuple(values), file, number)
