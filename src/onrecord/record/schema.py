"""Opening the record's file: is it ours, is it of this version, and bringing an older one forward."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path

from onrecord.model.errors import RecordError
from onrecord.record.plain_names import teach
from onrecord.record.seals import seal_all

APPLICATION_ID = 0x4F4E5243
"""The four letters ONRC in the file's header, by which other tools (`file`) and we know a record."""

BUSY_SECONDS = 30.0
"""How long to wait for another process that writes; a batch takes well under a second."""

SEALED_SINCE = 18
"""The format in which the columns of facts, on which seals rest, changed last: older records are sealed anew."""

OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables, so that a column holds what its type says."""


def connect(path: Path, *, create: bool, readonly: bool, wait: float | None = None) -> sqlite3.Connection:
    """Open the record at `path` in its present version, made or migrated where that is allowed.

    `wait` is how many seconds it may take another process to let go of it, BUSY_SECONDS where none are given. Raises
    `RecordError` where the file is missing, something else, or of another version; `sqlite3.Error` otherwise.
    """
    _check_library(sqlite3.sqlite_version_info)
    _check_path(path, create=create and not readonly)
    seconds = BUSY_SECONDS if wait is None else wait
    connection = _connect_readonly(path, seconds) if readonly else _connection(path, "rwc" if create else "rw", seconds)
    try:
        _prepare(connection, path, create=create, readonly=readonly)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Hold one transaction: everything inside is written together, or, where anything is raised, nothing."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@cache
def migrations() -> tuple[str, ...]:
    """Return the SQL of each migration in order; the n-th brings a file of version n - 1 to version n."""
    folder = resources.files("onrecord.record") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(file.read_text(encoding="utf-8") for file in files)


def statements_of(script: str) -> Iterator[str]:
    r"""Split SQL text into its statements, so that they run in a transaction that we hold.

    >>> list(statements_of("CREATE TABLE a (b);\n-- why\nDROP TABLE a;\n"))
    ['CREATE TABLE a (b);', '-- why\nDROP TABLE a;']
    """
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(held):
            yield held.strip()
            held = ""


def _check_library(version: tuple[int, int, int]) -> None:
    if version < OLDEST_SQLITE:
        found, needed = (".".join(map(str, v)) for v in (version, OLDEST_SQLITE))
        raise RecordError(f"this Python has SQLite {found}, a record needs {needed}; use a newer Python")


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise RecordError(f"{path} is a folder; name a file for the record, such as {path / 'coverage.db'}")
    if not path.exists() and not create:
        raise RecordError(f"there is no record at {path}; make one with `onrecord add SOURCE --record {path}`")
    if not path.parent.is_dir():
        raise RecordError(f"the folder {path.parent} does not exist; make it, or name another place for the record")


def _connection(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    # Transactions are begun by hand: the module's own would end before some statements of a migration.
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    connection.row_factory = sqlite3.Row
    teach(connection)
    return connection


def _connect_readonly(path: Path, wait: float) -> sqlite3.Connection:
    """Open for questions only, also in a folder where SQLite may not make the files of the WAL beside the record."""
    # Not mode=ro: such a connection leaves those files behind, since it may not remove them either.
    connection = _connection(path, "rw", wait)
    try:
        connection.execute("PRAGMA user_version").fetchone()
        connection.execute("PRAGMA query_only = 1")
    except sqlite3.Error as error:
        connection.close()
        barred = isinstance(error, sqlite3.OperationalError) and not os.access(path.parent, os.W_OK)
        if not barred or path.with_name(f"{path.name}-wal").exists():
            raise
        # Without a WAL the file is whole as it stands, and nobody can write to it in a folder like this one.
        return _connection(path, "ro&immutable=1", wait)
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, create: bool, readonly: bool) -> None:
    version = _version(connection, path, create=create and not readonly)
    if version > len(migrations()):
        raise RecordError(
            f"the record {path} was made by a newer version of Onrecord (its format is {version}, this one knows "
            f"{len(migrations())}); upgrade Onrecord to open it"
        )
    if readonly:
        if version < len(migrations()):
            raise RecordError(
                f"the record {path} was made by an older version of Onrecord and must be brought forward first; "
                "add any coverage to it, and it will be"
            )
        return
    _use_wal(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    _migrate(connection)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Set the file to WAL mode, waiting for others that do the same: for this change alone SQLite does not wait."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _version(connection: sqlite3.Connection, path: Path, *, create: bool) -> int:
    """Return the file's format, 0 for a file that is still empty; refuse what is no record."""
    # One view of the file for all three questions: between them another process may have made the record.
    connection.execute("BEGIN")
    try:
        application, version = (_pragma(connection, name) for name in ("application_id", "user_version"))
        filled = connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    finally:
        connection.execute("ROLLBACK")
    if application == APPLICATION_ID:
        return version
    if application or filled:
        raise RecordError(f"{path} is an SQLite database of another program; name another file for the record")
    if not create:
        raise RecordError(f"{path} is empty; fill it with `onrecord add SOURCE --record {path}`")
    return 0


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the present version: wholly, or, where the disk is full or a kill comes, not at all."""
    if _pragma(connection, "user_version") >= len(migrations()):
        return
    with transaction(connection):
        # Asked again under the lock: another process may have been faster.
        at = _pragma(connection, "user_version")
        for number, script in enumerate(migrations()[at:], start=at + 1):
            _apply(connection, number, script)
        if at < SEALED_SINCE <= len(migrations()):
            seal_all(connection)


def _apply(connection: sqlite3.Connection, number: int, script: str) -> None:
    for statement in statements_of(script):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
