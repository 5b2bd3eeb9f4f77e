"""The far side of a question in SQL: a process that opens one record for reading, answers one question, and ends.

`onrecord.record.sql` runs this file by its path. It needs the standard library alone, and little of that: so it starts
in a sixtieth of a second. Where SQLite's own means to bound a question do not hold (a function that goes on for
minutes, what Python makes of a row), the system's do: limits on memory, files and processor time, and a kill from the
other side.

Messages are marshalled tuples, each after its length. From here they are READY, and then COLUMNS with their names, any
number of ROW with the cells, perhaps CUT with the reason, or ERROR with a name and words; and DONE with the seconds. A
cell is as SQLite has it, but a text is (TEXT, bytes), a blob (BLOB, bytes); the texts themselves follow their row.
"""

from __future__ import annotations

import marshal
import sqlite3
import sys
import time

TYPE_CHECKING = False  # that of typing costs as much time as all other imports together
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, BinaryIO

READY, COLUMNS, ROW, CUT, ERROR, DONE = "ready", "columns", "row", "cut", "error", "done"
TEXT, BLOB = "text", "blob"
ROWS, BYTES = "rows", "bytes"
REFUSED, MEMORY, EMPTY, OTHER = "refused", "memory", "empty", "other"
"""The names of errors for which SQLite has none."""

PER_CELL = 64
"""Bytes that Python takes for any cell beside its characters, roughly."""

_NAME_CHARACTERS = 200  # a column without AS is called after its whole expression
_STEPS = 1000  # of SQLite's program between two looks at the clock; a step takes a tenth of a microsecond or more
_NOWHERE = "/dev/null"
_ACTIONS = (
    "ALTER_TABLE ANALYZE ATTACH CREATE_INDEX CREATE_TABLE CREATE_TEMP_INDEX CREATE_TEMP_TABLE CREATE_TEMP_TRIGGER "
    "CREATE_TEMP_VIEW CREATE_TRIGGER CREATE_VIEW CREATE_VTABLE DELETE DETACH DROP_INDEX DROP_TABLE DROP_TEMP_INDEX "
    "DROP_TEMP_TABLE DROP_TEMP_TRIGGER DROP_TEMP_VIEW DROP_TRIGGER DROP_VIEW DROP_VTABLE INSERT REINDEX SAVEPOINT "
    "TRANSACTION UPDATE"
)
_REFUSALS = {getattr(sqlite3, f"SQLITE_{name}"): name.replace("_", " ") for name in _ACTIONS.split()}


class UnansweredError(Exception):
    """A question that is not answered: `name` and words as in an ERROR message."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.name = name


class Guard:
    """Tells SQLite what a question may do, and keeps what was refused first.

    `tables` are those that may be read, `modules` names that are never those of a WITH.
    """

    def __init__(self, rules: dict[str, Any], tables: frozenset[str], modules: frozenset[str]) -> None:
        self._rules = rules
        self._tables = tables
        self._modules = modules - tables
        self.refused = ""

    def __call__(self, action: int, one: str | None, two: str | None, schema: str | None, _: str | None) -> int:
        """Allow or refuse one thing, as https://www.sqlite.org/c3ref/set_authorizer.html tells."""
        refusal = self._refusal(action, (one or "").lower(), (two or "").lower(), schema)
        self.refused = self.refused or refusal
        return sqlite3.SQLITE_DENY if refusal else sqlite3.SQLITE_OK

    def _refusal(self, action: int, one: str, two: str, schema: str | None) -> str:
        if action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}:
            return ""
        if action == sqlite3.SQLITE_READ:
            return "" if self._may_read(one, two, schema) else f"the table {one}"
        if action == sqlite3.SQLITE_FUNCTION:
            return "" if two in self._rules["functions"] else f"the function {two}()"
        if action == sqlite3.SQLITE_PRAGMA:
            return "" if one in self._rules["pragmas"] else f"PRAGMA {one}"
        return _REFUSALS.get(action, f"action {action}")

    def _may_read(self, table: str, column: str, schema: str | None) -> bool:
        if schema is None and not column:  # count(*), where SQLite says the names of a WITH too
            return table not in self._modules
        return table in self._tables and schema in {None, "main"}


def main() -> None:
    """Say that the process has started, take a request from standard input, and answer it."""
    replies = sys.stdout.buffer
    send((READY,), replies)
    replies.flush()
    request = marshal.load(sys.stdin.buffer)  # noqa: S302 - from the process that started this one
    start = time.monotonic()
    try:
        for message in answer(**request):
            send(message, replies)
    except MemoryError:
        send((ERROR, MEMORY, "out of memory"), replies)
    except UnansweredError as error:
        send((ERROR, error.name, str(error)), replies)
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, TypeError) as error:
        send((ERROR, getattr(error, "sqlite_errorname", OTHER), str(error)), replies)
    send((DONE, time.monotonic() - start), replies)
    replies.flush()


def send(message: tuple[Any, ...], to: BinaryIO) -> None:
    """Write one message, after a row its texts: they are not copied once more."""
    texts: list[memoryview] = []
    if message[0] == ROW:
        texts = [cell for cell in message[1] if isinstance(cell, memoryview)]
        message = (ROW, tuple(_outlined(cell) for cell in message[1]))
    packed = marshal.dumps(message)
    to.write(len(packed).to_bytes(8, "big") + packed)
    to.writelines(texts)


def _outlined(cell: object) -> object:
    if isinstance(cell, memoryview):
        return TEXT, len(cell)
    return (BLOB, len(cell)) if isinstance(cell, bytes) else cell


def answer(
    uris: Sequence[str],
    query: str,
    parameters: Sequence[Any] | dict[str, Any],
    limits: tuple[int, float, int],
    rules: dict[str, Any],
) -> Iterator[tuple[Any, ...]]:
    """Yield COLUMNS, the ROW messages and perhaps CUT, for the first of the `uris` that can be opened.

    `limits` are the number of rows (0 for all), the seconds, and the bytes that Python may take for the rows.
    """
    rows, seconds, size = limits
    until = time.monotonic() + seconds
    bound_process(seconds, rules["data"])
    connection = opened(uris, seconds, rules)
    bar_new_files()
    guard = guarded(connection, rules)
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    cursor = asked(connection, guard, query, parameters)
    yield COLUMNS, tuple(str(column[0])[:_NAME_CHARACTERS] for column in cursor.description)
    yield from _chosen(cursor, rows, size)


def bound_process(seconds: float, data: int) -> None:
    """Have the system bound what this process takes, whatever SQLite and Python make of it; not so on Windows."""
    if sys.platform != "win32":
        import resource

        # The other side keeps the time; this is for the case that nobody is left there.
        _bound(resource.RLIMIT_CPU, int(seconds) + 2)
        _bound(resource.RLIMIT_DATA, data)
        _bound(resource.RLIMIT_FSIZE, 0)
        _bound(resource.RLIMIT_CORE, 0)


def bar_new_files() -> None:
    """Have the system refuse every further file: the record is open, and nothing else has to be."""
    if sys.platform != "win32":
        import resource

        with open(_NOWHERE, "rb") as lowest_free:  # noqa: PTH123 - pathlib takes longer to load than all of this
            number = lowest_free.fileno()
        _bound(resource.RLIMIT_NOFILE, number)


def _bound(kind: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (least, least))


def opened(uris: Sequence[str], seconds: float, rules: dict[str, Any]) -> sqlite3.Connection:
    """Open the first of the `uris` that can be read, with SQLite's own limits."""
    # The schema is not trusted where SQLite lets that be: 3.40 takes the functions for JSON, which generated columns of
    # a record use, for unsafe then, and cannot read the file.
    *earlier, last = [(uri, trusted) for uri in uris for trusted in (0, 1)]
    for uri, trusted in earlier:
        try:
            return _opened(uri, trusted, seconds, rules)
        except sqlite3.DatabaseError:
            continue
    return _opened(*last, seconds, rules)


def _opened(uri: str, trusted: int, seconds: float, rules: dict[str, Any]) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=seconds, isolation_level=None)
    connection.text_factory = memoryview  # tells texts from blobs, which come as bytes
    for name, value in (
        ("hard_heap_limit", rules["heap"]),
        ("temp_store", "MEMORY"),
        ("query_only", 1),
        ("trusted_schema", trusted),
        ("cell_size_check", 1),
    ):
        connection.execute(f"PRAGMA {name} = {value}")
    for name, most in rules["counts"].items():
        connection.setlimit(getattr(sqlite3, f"SQLITE_LIMIT_{name}"), most)
    connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    return connection


def guarded(connection: sqlite3.Connection, rules: dict[str, Any]) -> Guard:
    """Have SQLite ask before every further statement whether it may run."""
    schema = [(_words(name), _words(sql)) for name, sql in connection.execute("SELECT name, sql FROM sqlite_master")]
    modules = frozenset(_words(name).lower() for (name,) in connection.execute("PRAGMA module_list"))
    # SQLite makes a virtual table known to itself by an UPDATE of the schema in memory, which a question may not do: so
    # those that it may read are made known now.
    searches = [f'"{name}"' for name, sql in schema if " USING fts5" in sql and '"' not in name]
    for table in (*searches, "json_each('')", "json_tree('')", *(f"pragma_{name}" for name in rules["pragmas"])):
        connection.execute(f"SELECT 1 FROM {table} LIMIT 0")
    guard = Guard(rules, rules["tables"].union(name.lower() for name, _ in schema), modules)
    connection.set_authorizer(guard)
    return guard


def _words(text: memoryview | None) -> str:
    return "" if text is None else str(text, "utf-8", "replace")


def asked(
    connection: sqlite3.Connection, guard: Guard, query: str, parameters: Sequence[Any] | dict[str, Any]
) -> sqlite3.Cursor:
    """Run the question up to its first row."""
    try:
        cursor = connection.execute(query, parameters)
    except sqlite3.DatabaseError as error:
        if guard.refused:
            words = f"{error}: {guard.refused}" if str(error) == "not authorized" else str(error)
            raise UnansweredError(REFUSED, words) from error
        raise
    if cursor.description is None:
        raise UnansweredError(EMPTY, "there is none")
    return cursor


def _chosen(cursor: sqlite3.Cursor, rows: int, size: int) -> Iterator[tuple[Any, ...]]:
    left = size
    for count, row in enumerate(cursor):
        left -= PER_CELL + sum(map(weight, row))
        if left < 0 or (rows and count == rows):
            yield CUT, ROWS if left >= 0 else BYTES
            return
        yield ROW, row


def weight(cell: object) -> int:
    """Return the bytes that Python takes for a cell, at most: for a character of ASCII alone one, else two or four.

    >>> weight(memoryview(b"Torsund")) - PER_CELL, weight(memoryview("Skärn".encode())) - PER_CELL
    (7, 12)
    """
    text = cell.obj if isinstance(cell, memoryview) else None
    if not isinstance(text, bytes):
        return PER_CELL
    wide = 1 if text.isascii() else 4 if any(lead in text for lead in range(0xF0, 0xF5)) else 2
    return PER_CELL + len(text) * wide


if __name__ == "__main__":
    main()
