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
from typing import Any, BinaryIO, Generic, TextIO, TypeAlias, TypeVar

from onrecord.record.codec import Json, compact

T = TypeVar("T")
Rows: TypeAlias = Iterable[Mapping[str, Any]]

_PART = ".part"

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_LINE_ENDS = str.maketrans({"\x85": r"\u0085", "\u2028": r"\u2028", "\u2029": r"\u2029"})
"""Line ends of Unicode that JSON allows in a string, but at which many readers of JSON lines would cut the line."""


class Counted(Generic[T]):
    """Counts the rows that pass through it."""

    def __init__(self, rows: Iterable[T]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        for row in self._rows:
            self.count += 1
            yield row


def write_jsonl_rows(rows: Rows, out: TextIO) -> None:
    """Write one JSON object a line."""
    out.writelines(compact(dict(row)).translate(_LINE_ENDS) + "\n" for row in rows)


def write_csv_rows(rows: Rows, out: TextIO, columns: Sequence[str] = ()) -> None:
    """Write RFC 4180 with a header row; nested values are JSON, unknown ones empty.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it. Without `columns` the first row names
    them.
    """
    writer = csv.writer(out)
    header = list(columns)
    if header:
        writer.writerow(header)
    for row in rows:
        if not header:
            header = list(row)
            writer.writerow(header)
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
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


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
