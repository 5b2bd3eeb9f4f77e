"""Tables of articles: a page for every row of JSON Lines, a JSON array, CSV, TSV or Parquet."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.columns import Columns, listed, map_columns, wrong_choice
from onrecord.acquire.content import judge
from onrecord.acquire.row import Row, Rows, filled, words_of
from onrecord.acquire.rows_csv import csv_rows
from onrecord.acquire.rows_json import json_lines, json_rows
from onrecord.acquire.settings import Settings
from onrecord.acquire.sniff import Kind, is_markup
from onrecord.model.article import Candidate, Field, Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode, problem


def _parquet(blob: Blob, settings: Settings) -> Iterator[Rows]:
    from onrecord.acquire.rows_parquet import parquet_rows  # a quarter of a second that other tables need not wait

    return parquet_rows(blob, settings)


ROWS: Mapping[Kind, Callable[[Blob, Settings], Iterator[Rows]]] = {
    Kind.ROWS: json_lines,
    Kind.JSON: json_rows,
    Kind.CSV: csv_rows,
    Kind.PARQUET: _parquet,
}
"""What reads the rows of each kind of table."""
_LOOKED_AT = 32
"""Rows from whose columns the table's are known: rows of JSON leave out what they have no value for."""
_KEY_CHARACTERS = 500
_NAME_COLUMN = "name the column with --column text=COLUMN"


def read_table(blob: Blob, settings: Settings, kind: Kind) -> Iterator[Acquired]:
    """Yield a page for every row, with what its other columns say as hints; a bad row is a problem of its own.

    Which columns were taken for what is told first. A page is named after the row's id, else its address, else the
    row's number. Bytes of HTML start with a mark that they are UTF-8, whatever a `<meta>` in them claims.
    """
    rows = ROWS[kind](blob, settings)
    first: list[Row] = []
    troubled = False
    for item in rows:
        if not isinstance(item, Row):
            troubled |= isinstance(item, Problem)
            yield item
            continue
        first.append(item)
        if len(first) == _LOOKED_AT or _weight(first) > settings.limits.page_bytes:
            break
    if first:
        yield from _pages(blob, settings, first, rows)
    elif not troubled:
        yield problem(
            ProblemCode.EMPTY, blob.uri, blob.location, "the table has no rows", "export it again", blob.place
        )


def _pages(blob: Blob, settings: Settings, first: Sequence[Row], rest: Iterator[Rows]) -> Iterator[Acquired]:
    names = tuple(dict.fromkeys(name for row in first for name in row.values))
    columns = map_columns(names, settings.columns)
    wrong = wrong_choice(names, settings.columns)
    if wrong or not columns.has_content:
        cause = wrong or f"it has no column with text; its columns are: {listed(names)}"
        yield problem(ProblemCode.TABLE, blob.uri, blob.location, cause, _NAME_COLUMN, blob.place)
        return
    yield Notice(blob.location, f"{blob.place}: {columns.line()}" if blob.place else columns.line())
    for item in chain(first, rest):
        yield _page(blob, settings, item) if isinstance(item, Row) else item


def _weight(rows: Sequence[Row]) -> int:
    return sum(len(value) for row in rows for value in row.values.values() if isinstance(value, str | bytes))


def _page(blob: Blob, settings: Settings, row: Row) -> Page | Problem:
    place = blob.at(row.place)
    columns = map_columns(tuple(row.values), settings.columns)
    uri = f"{blob.uri}#{_key(row, columns)}"
    found = _content(row.values, columns)
    if isinstance(found, str):
        return problem(ProblemCode.TABLE, uri, blob.location, found, "mend the row, and add the table again", place)
    content, media = found
    judged = judge(content, blob, settings.limits.page_bytes, uri, place)
    if isinstance(judged, Problem):
        return judged
    return Page(uri, blob.location, judged, media, (*hints(row.values, columns, "table"), *blob.hints), place)


def _key(row: Row, columns: Columns) -> str:
    named = (row.values[name] for word in ("id", "url") for name in columns.of(word))
    key = next((words_of(value).strip() for value in named if filled(value)), "")
    return key if 0 < len(key) <= _KEY_CHARACTERS else str(row.number)


def _content(values: Mapping[str, object], columns: Columns) -> tuple[bytes, str] | str:
    """Return the row's text as bytes with its media type, or what is wrong with it."""
    names = [(name, word) for word in ("text", "html") for name in columns.of(word)]
    held = [(values[name], name, word) for name, word in names if isinstance(values[name], str | bytes)]
    if not held:
        return f"the row has no column with text; its columns are: {listed(tuple(values))}"
    value, name, word = next((cell for cell in held if cell[0].strip()), held[0])  # type: ignore[attr-defined]
    if isinstance(value, bytes):
        return value, "text/html" if word == "html" else "text/plain"
    text = str(value)
    media = "text/html" if word == "html" or is_markup(text) else "text/plain"
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        return f"column {name} holds bytes, or half of a surrogate pair, that are no character"
    return (codecs.BOM_UTF8 + content if media == "text/html" and content.strip() else content), media


def hints(values: Mapping[str, object], columns: Columns, basis: str) -> tuple[Candidate, ...]:
    """Return what a row's columns state about an article, from the first filled column of each field."""
    found = []
    for field in Field:
        name = next((name for name in columns.of(field) if filled(values[name])), None)
        if name is not None:
            words = words_of(values[name])
            found.append(Candidate(field, words.strip(), f"{basis}:{words_of(name)}", words))
    return tuple(found)
