from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.model.errors import RecordError
from onrecord.record import schema
from onrecord.record.file import Record
from onrecord.record.tables import STATEMENT
from onrecord.record.verify import verify


def older(path: Path, version: int) -> sqlite3.Connection:
    """Make a record as version `version` of the format left it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    for script in schema.migrations()[:version]:
        connection.executescript(script)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    return connection


def layout(path: Path) -> set[tuple[str, str]]:
    connection = sqlite3.connect(path)
    found = set(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"))
    connection.close()
    return found


def test_a_new_record_is_marked_as_ours(path: Path) -> None:
    with Record.open(path, create=True) as record:
        pragmas = ("application_id", "user_version", "journal_mode", "foreign_keys")
        found = [record.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert found == [schema.APPLICATION_ID, len(schema.migrations()), "wal", 1]
    assert path.read_bytes()[68:72] == b"ONRC"


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_record_is_brought_forward_with_its_rows(path: Path, invented: ModuleType, version: int) -> None:
    connection = older(path, version)
    article = invented.article(1)
    statement = invented.reading(article).statements[0]
    connection.execute("INSERT INTO run VALUES (1, 'run-0001', '', '', '', '', '{}')")
    row = (article.id, "run-0001", article.uri, article.text, article.digest)
    connection.execute("INSERT INTO article (id, run, uri, text, digest) VALUES (?, ?, ?, ?, ?)", row)
    connection.execute(STATEMENT.insert(), STATEMENT.row(statement))
    connection.close()
    with pytest.raises(RecordError, match="older version"):
        Record.open(path, readonly=True)
    with Record.open(path) as record:
        assert record.counts()["statement"] == 1
        assert statement.id in {hit.id for hit in record.search('"stay open"')}
    fresh = path.with_name("fresh.db")
    with Record.open(fresh, create=True):
        pass
    assert layout(path) == layout(fresh)


def test_a_failed_migration_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path, 2).close()
    before = layout(path)
    broken = (*schema.migrations()[:2], "CREATE TABLE extra (a);\nCREATE TABLE run (a);\n")
    monkeypatch.setattr(schema, "migrations", lambda: broken)
    with pytest.raises(RecordError, match="run already exists"):
        Record.open(path)
    assert layout(path) == before


def test_two_that_make_the_same_record_at_once_make_one(path: Path) -> None:
    failures: list[BaseException] = []

    def make() -> None:
        try:
            Record.open(path, create=True).close()
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Record.open(path, readonly=True) as record:
        assert list(verify(record)) == []


def _newer(path: Path) -> None:
    connection = older(path, len(schema.migrations()))
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (a)")
    connection.close()


def _text(path: Path) -> None:
    path.write_text("not a database at all\n" * 100, encoding="utf-8")


def _cut(path: Path) -> None:
    with Record.open(path, create=True):
        pass
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: None, "there is no record at .*onrecord add"),
        (lambda path: path.touch(), "is empty; fill it"),
        (lambda path: path.mkdir(), "is a folder; name a file"),
        (_newer, "newer version of Onrecord .*upgrade"),
        (_foreign, "database of another program"),
        (_text, "not an SQLite database"),
        (_cut, "damaged.*restore a copy"),
    ],
)
@pytest.mark.parametrize("readonly", [True, False])
def test_what_cannot_be_opened_is_refused_with_a_remedy(path: Path, make: object, message: str, readonly: bool) -> None:
    assert callable(make)
    make(path)
    with pytest.raises(RecordError, match=message):
        Record.open(path, readonly=readonly)


def test_a_record_in_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"the folder .* does not exist"):
        Record.open(tmp_path / "none" / "coverage.db", create=True)


@pytest.mark.parametrize("make", [_newer, _foreign, _text])
def test_nothing_else_is_overwritten(path: Path, make: object) -> None:
    assert callable(make)
    make(path)
    before = path.read_bytes()
    with pytest.raises(RecordError):
        Record.open(path, create=True)
    assert path.read_bytes() == before


def test_a_path_may_hold_signs_of_a_uri(tmp_path: Path) -> None:
    path = tmp_path / "50% off?mode=ro#a.db"
    with Record.open(path, create=True):
        pass
    assert path.exists()
    with Record.open(path, readonly=True) as record:
        assert record.counts()["article"] == 0


class Barred:
    """A connection where SQLite may not make the files that it needs beside the record."""

    def execute(self, _: str) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    def close(self) -> None:
        pass


@pytest.mark.parametrize("writable", [False, True])
def test_a_record_in_a_closed_folder_can_be_read(
    filled: Record, monkeypatch: pytest.MonkeyPatch, writable: bool
) -> None:
    filled.close()
    real = schema._connection
    monkeypatch.setattr(
        schema, "_connection", lambda path, mode, wait: Barred() if mode == "rw" else real(path, mode, wait)
    )
    monkeypatch.setattr(os, "access", lambda *_: writable)
    if writable:
        with pytest.raises(RecordError, match="unable to open"):
            Record.open(filled.path, readonly=True)
    else:
        with Record.open(filled.path, readonly=True) as record:
            assert record.counts()["article"] == 3


def test_readers_leave_no_files_behind(filled: Record) -> None:
    filled.close()
    with Record.open(filled.path, readonly=True) as one, Record.open(filled.path, readonly=True) as two:
        assert one.counts() == two.counts()
    assert [path.name for path in filled.path.parent.iterdir()] == [filled.path.name]


def test_an_old_sqlite_is_refused() -> None:
    with pytest.raises(RecordError, match=r"SQLite 3\.36\.0, a record needs 3\.37\.0"):
        schema._check_library((3, 36, 0))


def test_a_record_is_made_wholly_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = schema.migrations()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: (*scripts[:2], "CREATE TABLE run (a);\n"))
        with pytest.raises(RecordError, match="run already exists"):
            Record.open(path, create=True)
    with pytest.raises(RecordError, match="is empty"):
        Record.open(path, readonly=True)
    Record.open(path, create=True).close()
