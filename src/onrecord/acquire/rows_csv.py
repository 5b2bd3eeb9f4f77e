"""Rows of CSV and its kin: columns between commas, semicolons, tabs or bars, the first row their names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TextIO

from onrecord.acquire.blob import Blob
from onrecord.acquire.breaks import broken_table, row_problem
from onrecord.acquire.content import FAILURES
from onrecord.acquire.row import Row, Rows
from onrecord.acquire.rows_json import told_encoding
from onrecord.acquire.settings import Settings
from onrecord.acquire.text_stream import is_whole, open_text
from onrecord.model.problem import Problem

_DELIMITERS = ",;\t|"
_UNQUOTED = "\t|"
_SAMPLE_CHARACTERS = 64 * 1024
_SAMPLE_ROWS = 50


class _RowError(ValueError):
    """A row that is above the limit."""


class _Lines:
    """The lines of a table for the `csv` module, counted, with a limit for the lines of one row together."""

    def __init__(self, stream: TextIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._taken = 0
        self.number = 0
        self.first = 1

    def begin(self) -> None:
        """Say that the next line begins a row."""
        self.first = self.number + 1
        self._taken = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._limit + 1)
        self._taken += len(line)
        if self._taken > self._limit:
            raise _RowError(f"the row is longer than {self._limit:,} characters, or its quotation mark is never closed")
        if not line:
            raise StopIteration
        self.number += 1
        return line


def csv_rows(blob: Blob, settings: Settings) -> Iterator[Rows]:
    """Yield the rows of a table whose first row names its columns.

    A row with too many or too few cells is a problem, and the others go on. Where quotation marks are wrong nobody can
    tell where a row ends: the rows before are kept, and the table ends with a problem.
    """
    limit = settings.limits.page_bytes
    # The module keeps one limit for the whole process, of 128 KiB: less than a long article has.
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    lines, count = None, 0
    try:
        dialect = _dialect(blob, settings)
        stream, guessed = open_text(blob, settings)
        with stream:
            yield from told_encoding(blob, guessed)
            lines = _Lines(stream, limit)
            for item in _rows(blob, lines, dialect):
                count += isinstance(item, Row)
                yield item
    except (*FAILURES, ValueError, csv.Error) as failure:
        broken = ValueError(_words(failure)) if isinstance(failure, csv.Error) else failure
        yield broken_table(blob, broken, f"line {lines.first if lines else 1}", count)


def _rows(blob: Blob, lines: _Lines, dialect: type[csv.Dialect]) -> Iterator[Row | Problem]:
    reader = csv.reader(lines, dialect)
    names: Sequence[str] = ()
    while True:
        lines.begin()
        cells = next(reader, None)
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if not names:
            names = _unique(cells)
            continue
        yield _row(blob, lines.first, names, cells)


def _row(blob: Blob, number: int, names: Sequence[str], cells: Sequence[str]) -> Row | Problem:
    place = f"line {number}"
    if len(cells) != len(names):
        cause = f"the row has {len(cells)} cells, the table {len(names)} columns"
        return row_problem(blob, place, cause, "put cells that hold the delimiter in quotation marks")
    if not all(map(is_whole, cells)):
        cause = "the row holds bytes that are no text in the table's encoding"
        return row_problem(blob, place, cause, "save the table as UTF-8")
    return Row(place, number, dict(zip(names, cells, strict=True)))


def _unique(cells: Sequence[str]) -> list[str]:
    """Return names for the columns: no two alike, none empty."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, start=1):
        name = cell.strip().lstrip("\ufeff") or f"column {number}"
        names[f"{name} ({number})" if name in names else name] = None
    return list(names)


def _dialect(blob: Blob, settings: Settings) -> type[csv.Dialect]:
    """Return the delimiter that the first row shows, and whether quotation marks enclose cells.

    They do not where the rows only then have as many cells as the first: tables with tabs or bars often have no
    quoting at all.
    """
    with open_text(blob, settings)[0] as stream:
        sample = _readable(stream)
    head = next(filter(str.strip, sample.splitlines()), "")
    delimiter = max(_DELIMITERS, key=lambda mark: _outside_quotes(head).count(mark))
    quoted = _made(delimiter, csv.QUOTE_MINIMAL)
    bare = _made(delimiter, csv.QUOTE_NONE)
    return bare if delimiter in _UNQUOTED and not _is_even(sample, quoted) and _is_even(sample, bare) else quoted


def _readable(stream: TextIO) -> str:
    """Return the beginning of the text, up to the break where it breaks off."""
    sample = ""
    try:
        while len(sample) < _SAMPLE_CHARACTERS and (more := stream.read(8 * 1024)):
            sample += more
    except FAILURES:
        return sample
    return sample


def _made(mark: str, quotes: int) -> type[csv.Dialect]:
    class Found(csv.Dialect):
        delimiter = mark
        quotechar = '"'
        doublequote = True
        lineterminator = "\n"
        quoting = quotes  # type: ignore[assignment]
        strict = True

    return Found


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _is_even(sample: str, dialect: type[csv.Dialect]) -> bool:
    """Say whether the sample's rows have as many cells as its first; its last lines may be cut and do not count."""
    lines = sample.splitlines(keepends=True)
    whole = len(sample) < _SAMPLE_CHARACTERS
    try:
        rows = [row for row in islice(csv.reader(lines if whole else lines[:-1], dialect), _SAMPLE_ROWS) if row]
    except csv.Error as failure:
        return not whole and "unexpected end" in str(failure)
    return all(len(row) == len(rows[0]) for row in rows)


def _words(failure: csv.Error) -> str:
    """Say what the `csv` module means."""
    said = str(failure)
    if "unexpected end" in said:
        return "a quotation mark that opens a cell in this row is never closed"
    if "expected after" in said:
        return "text follows the quotation mark that closes a cell; write marks inside a cell twice"
    return said
