"""Asking the record in SQL: one question at a time, that can neither change anything nor take more than it may.

SQLite has the means to refuse everything but reading, and they are used (`sql_child`). It has none that bound the time
of a single function or the memory of a whole process: to look for one long text in another (`instr`) takes hours in
which it never looks at the clock. So each question is asked by a process of its own, which is killed when its time is
over. It is not kept for the next one, since starting it takes a sixtieth of a second.
"""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, TypeAlias, cast

from onrecord.model.errors import QuestionError, RecordError
from onrecord.record import sql_child
from onrecord.record.failures import explained
from onrecord.record.schema import connect
from onrecord.record.sql_child import BLOB, COLUMNS, CUT, DONE, ERROR, ROW
from onrecord.record.sql_errors import LOST, TIME, question_error
from onrecord.record.sql_rules import MIB, QUERY_BYTES, RULES

Value: TypeAlias = str | int | float | None
Parameters: TypeAlias = Sequence[Value] | Mapping[str, Value]

START_SECONDS = 30.0
"""How long the process may take to start: far more than ever, for a machine that does a hundred other things."""

GRACE_SECONDS = 0.05
"""After its time is over, SQLite may take so long to say so."""

_LONGEST_MESSAGE = MIB
"""A row has at most 200 cells, whose texts come after it."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take: rows of its result (0 for any number), seconds, and bytes of memory for the rows."""

    rows: int = 1000
    seconds: float = 1.0
    bytes: int = 16 * MIB


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a result ends early: `why` names the limit, `rows` or `bytes`; `after` so many rows."""

    why: str
    after: int

    def __str__(self) -> str:
        after = f"cut after {self.after:,} row{'' if self.after == 1 else 's'}"
        return (
            f"{after}; {'there are more' if self.why == sql_child.ROWS else 'the next makes it larger than it may be'}"
        )


@dataclass(frozen=True, slots=True)
class Table:
    """What a question gave: names of columns, which may be the same, and rows of plain values; a blob is its size."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    cut: Cut | None
    seconds: float


def ask(
    path: Path | str,
    query: str,
    parameters: Parameters = (),
    limits: Limits | None = None,
    wait: float | None = None,
) -> Table:
    """Answer one question to the record at `path`.

    `parameters` are bound to the question's `?` or `:name`. `wait` is how many seconds another program may hold the
    record for itself, half a minute where none are given. Raises `QuestionError` where the question is not SQL that
    may be asked or takes more than `limits`, and `RecordError` where the record cannot be read. Each question is a
    process that takes up to 80 MiB: whoever answers many people does it for a few at a time.

    >>> ask("none.db", "SELECT 1")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    onrecord.model.errors.RecordError: there is no record at none.db; make one with ...
    """
    place, bounds = Path(path), limits or Limits()
    _check(query)
    # This connection stays open for as long as the process runs: SQLite needs two files beside the record that a
    # process which is killed, and may write nothing, can neither make nor remove. They go with the last connection.
    with explained(place), closing(connect(place, create=False, readonly=True, wait=wait)), _started() as process:
        request = {
            "uris": _addresses(place),
            "query": query,
            "parameters": dict(parameters) if isinstance(parameters, Mapping) else tuple(parameters),
            "limits": (bounds.rows, bounds.seconds, bounds.bytes),
            "rules": RULES,
        }
        return _Answer(process, place, bounds).of(request)


def _check(query: str) -> None:
    """Refuse what cannot be sent at all."""
    size = len(query.encode("utf-8", "replace"))
    if size > QUERY_BYTES:
        raise QuestionError(f"the question has {size:,} bytes and may have {QUERY_BYTES:,}; ask for less at once")
    if _NO_TEXT.search(query):
        raise QuestionError("the question holds characters that are no text (NUL, or halves of one); leave them out")


def _addresses(path: Path) -> tuple[str, ...]:
    """Return the ways to open the record for reading, as `schema` does it, in the order to try them."""
    uri = path.absolute().as_uri()
    if os.access(path.parent, os.W_OK):
        return (f"{uri}?mode=ro",)
    return (f"{uri}?mode=ro", f"{uri}?mode=ro&immutable=1")


@contextmanager
def _started() -> Iterator[subprocess.Popen[bytes]]:
    """Give a process that waits for a question, and end it afterwards, whatever it is doing."""
    # Isolated, and without site-packages: the folder that this program runs in has no say in what is loaded.
    command = [sys.executable, "-I", "-S", str(Path(sql_child.__file__))]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
    ) as process:
        try:
            with _killed_after(process, START_SECONDS):
                _wait_for(process)
            yield process
        finally:
            process.kill()


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    try:
        _message(cast(BinaryIO, process.stdout))
    except (OSError, EOFError, ValueError) as error:
        raise RecordError("the process that answers questions did not start; try again, or report this") from error


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    timer = Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class _Answer:
    """Takes what the process says, message by message."""

    def __init__(self, process: subprocess.Popen[bytes], path: Path, limits: Limits) -> None:
        self._process = process
        self._stream = cast(BinaryIO, process.stdout)
        self._path = path
        self._limits = limits
        self._columns: tuple[str, ...] = ()
        self._rows: list[tuple[Value, ...]] = []
        self._cut: Cut | None = None

    def of(self, request: dict[str, Any]) -> Table:
        """Send a question and return the whole answer."""
        start = time.monotonic()
        with _killed_after(self._process, self._limits.seconds + GRACE_SECONDS):
            try:
                stdin = cast(BinaryIO, self._process.stdin)
                stdin.write(marshal.dumps(request))
                stdin.close()
                seconds = self._taken()
            except (OSError, EOFError, ValueError) as error:
                over = time.monotonic() - start >= self._limits.seconds
                raise self._error(*((TIME, "") if over else (LOST, "the process that asked it ended"))) from error
        return Table(self._columns, tuple(self._rows), self._cut, seconds)

    def _taken(self) -> float:
        """Take all messages, and return the seconds that the last one tells."""
        while True:
            kind, *rest = _message(self._stream)
            if kind == DONE:
                return float(rest[0])
            if kind == ERROR:
                raise self._error(*rest)
            if kind == COLUMNS:
                self._columns = tuple(rest[0])
            elif kind == ROW:
                self._rows.append(tuple(self._value(cell) for cell in rest[0]))
            elif kind == CUT:
                self._cut = Cut(rest[0], len(self._rows))

    def _value(self, cell: Any) -> Value:  # noqa: ANN401 - a scalar, or a pair that says what follows
        if not isinstance(cell, tuple):
            return cast(Value, cell)
        kind, size = cell
        if kind == BLOB:
            return f"blob of {size:,} bytes"
        return str(_read(self._stream, size), "utf-8", "replace")

    def _error(self, name: str, words: str) -> RecordError:
        return question_error(name, words, self._path, self._limits.seconds)


def _message(stream: BinaryIO) -> tuple[Any, ...]:
    """Read one message; raises `EOFError` where the process is gone, `ValueError` where it says what it never says."""
    size = int.from_bytes(_read(stream, 8), "big")
    if size > _LONGEST_MESSAGE:
        raise ValueError(f"a message of {size} bytes")
    found: tuple[Any, ...] = marshal.loads(_read(stream, size))  # noqa: S302 - from the process started above
    return found


def _read(stream: BinaryIO, size: int) -> bytearray:
    # Not read(): it holds a long text twice.
    found = bytearray(size)
    if cast(BufferedReader, stream).readinto(found) < size:
        raise EOFError
    return found
