"""A page says soon that another program holds the record for itself; a command waits longer."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.model.errors import LockedError
from onrecord.record import schema
from onrecord.record.file import Record
from onrecord.web.app import desk_app
from onrecord.web.opening import WAIT_SECONDS, opened
from onrecord.web.sql_page import sql_page
from tests.record_kit import fill

HOLDS = {
    "for itself": ("PRAGMA locking_mode = EXCLUSIVE", "BEGIN IMMEDIATE"),
    "with a rollback journal": ("PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return fill(tmp_path / "record.db")


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Hold a record as other programs do while the block runs."""
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        for statement in HOLDS[how]:
            holder.execute(statement).fetchall()
        holder.execute("DELETE FROM problem")
        yield
        holder.execute("ROLLBACK")


def waiting(record: Record) -> float:
    """Return how many seconds a record waits for others."""
    (milliseconds,) = record.connection.execute("PRAGMA busy_timeout").fetchone()
    return float(milliseconds) / 1000


def test_pages_wait_a_moment_and_commands_half_a_minute(path: Path) -> None:
    with opened(path) as page, Record.open(path, readonly=True) as command, Record.open(path) as writer:
        assert waiting(page) == WAIT_SECONDS <= 2
        assert waiting(command) == waiting(writer) == schema.BUSY_SECONDS == 30


@pytest.mark.parametrize("how", HOLDS)
@pytest.mark.parametrize("address", ["/", "/claims.html", "/status", "/id/clm-0000", "/search.html?words=base"])
def test_a_locked_record_is_told_of_in_plain_words(path: Path, how: str, address: str) -> None:
    desk = TestClient(desk_app(path), base_url="http://localhost")
    with held(path, how):
        start = time.monotonic()
        answer = desk.get(address)
        assert time.monotonic() - start < schema.BUSY_SECONDS / 2
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    page = html.document_fromstring(answer.text)
    assert page.xpath("string(//h1)") == "The record is held by another program"
    text = page.get_element_by_id("main").text_content()
    assert "another process is writing to it" in text
    assert "record.db" in text
    assert str(path.parent) not in answer.text
    assert page.xpath("//main//a[.='Ask again']/@href") == [""]  # the same address, with all that was asked
    assert desk.get("/").status_code == 200


@pytest.mark.parametrize("how", HOLDS)
def test_a_question_in_sql_waits_no_longer_than_a_page(path: Path, how: str) -> None:
    with held(path, how):
        start = time.monotonic()
        with pytest.raises(LockedError):
            sql_page(path, "SELECT count(*) FROM article")
        assert time.monotonic() - start < schema.BUSY_SECONDS / 2


def test_a_locked_record_has_an_error_of_its_own(path: Path) -> None:
    with held(path, "for itself"), pytest.raises(LockedError, match="another process is writing"):
        Record.open(path, readonly=True, wait=0.01)


def test_a_record_that_is_gone_is_told_of_without_its_place(path: Path) -> None:
    desk = TestClient(desk_app(path), base_url="http://localhost")
    path.unlink()
    answer = desk.get("/claims.html")
    assert (answer.status_code, "retry-after" in answer.headers) == (503, False)
    assert "there is no record at record.db" in answer.text
    assert str(path.parent) not in answer.text
