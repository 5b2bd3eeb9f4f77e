"""Rows in files that other programs read, as JSON lines or CSV, and files that take their place when they are whole."""

from __future__ import annotations

import csv
import glob
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Generic, Protocol, TextIO, TypeAlias, TypeVar

from onrecord.record.codec import Json, compact

T = TypeVar("T")
Rows: TypeAlias = Iterable[Mapping[str, Any]]

_UNSEEN = r"\s\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff"
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"  # the wide and the small ones too
_FORMULA = re.compile(f"[{_UNSEEN}]*[{_SIGNS}]|[\t\r\n]")
"""What spreadsheets take for the beginning of a formula, some of them after cutting off blanks or in East Asian forms
(OWASP, CSV Injection)."""

_GUARD = "'"

_PART = ".part"
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_ACTING = (*range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
SPELT = {code: f"\\u{code:04x}" for code in _ACTING}
"""What JSON allows in a string as it is, but what many readers of JSON lines would cut the line at (U+0085, U+2028), or
what a terminal would act on (U+009B begins an order to it, U+202E turns the rest of a line around)."""


class Writes(Protocol):
    """Something that text is written to."""

    def write(self, text: str, /) -> object:
        """Take some text."""


class Counted(Generic[T]):
    """Counts the rows that pass through it."""

    def __init__(self, rows: Iterable[T]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        for row in self._rows:
            self.count += 1
            yield row


def json_line(row: Mapping[str, Any]) -> str:
    r"""Return a row as JSON on one line, in which nothing acts on what shows it.

    >>> json_line({"name": "turned \u202e, red \x9b31m"})
    '{"name":"turned \\u202e, red \\u009b31m"}'
    """
    return compact(dict(row)).translate(SPELT)


def write_jsonl_rows(rows: Rows, out: Writes) -> None:
    """Write one JSON object a line."""
    for row in rows:
        out.write(json_line(row) + "\n")


def write_csv_rows(rows: Rows, out: Writes, columns: Sequence[str] = ()) -> None:
    """Write RFC 4180 with a header row; nested values are JSON, unknown ones empty.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it (see `guarded`). Without `columns` the
    first row names them.
    """
    writer = csv.writer(out)
    header = list(columns)
    if header:
        writer.writerow(map(guarded, header))
    for row in rows:
        if not header:
            header = list(row)
            writer.writerow(map(guarded, header))
        writer.writerow([_cell(row[name]) for name in header])


def _cell(value: Json) -> str:
    """Return a value as a cell's text.

    >>> _cell("=1+1"), _cell("-3.5"), _cell([[1, 4]]), _cell(None)
    ("'=1+1", '-3.5', '[[1,4]]', '')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return compact(value)
    return guarded(value)


def guarded(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs: with an apostrophe before it where one might.

    What begins with an apostrophe itself gets another one, so that each cell says which text it was.

    >>> guarded("=1+1"), guarded(" +1"), guarded("-3.5"), guarded("'Tis"), guarded("Tis")
    ("'=1+1", "' +1", '-3.5', "''Tis", 'Tis')
    """
    if text.startswith(_GUARD) or (_FORMULA.match(text) and not _NUMBER.fullmatch(text)):
        return _GUARD + text
    return text


def unguarded(cell: str) -> str:
    """Return the text that a cell was made of.

    >>> unguarded("'=1+1"), unguarded("''Tis"), unguarded("-3.5")
    ('=1+1', "'Tis", '-3.5')
    """
    return cell.removeprefix(_GUARD)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a new file beside `path` that takes its place when everything is written and on the disk.

    What runs that were killed left of theirs is removed.
    """
    for left in path.parent.glob(f".{glob.escape(path.name)}.*{_PART}"):
        if _is_left(left):
            left.unlink(missing_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}{_PART}")
    try:
        with fresh.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _is_left(part: Path) -> bool:
    """Say whether the process that writes a part of a file is gone; where the system does not tell, it is not."""
    number = part.name.removesuffix(_PART).rpartition(".")[2]
    if os.name != "posix" or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError):
        return False
    return False


@contextmanager
def as_text(out: BinaryIO) -> Iterator[TextIO]:
    """Give what writes text to a file of bytes, which stays open; line ends are the same on every system."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        yield text
        text.flush()
    finally:
        text.detach()
