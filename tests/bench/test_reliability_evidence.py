"""The check of evidence counts what does not slice, and what verify does not find."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench.reliability.evidence import Tally, Way, look_up
from bench.reliability.record import planting
from bench.reliability.record.corruptions import CORRUPTIONS, Corruption
from bench.reliability.record.older import write_older
from bench.reliability.record.sameness import differences, fingerprint
from bench.reliability.record.spans import sliced
from onrecord.record.codec import columns
from onrecord.record.file import Record
from onrecord.record.schema import migrations
from onrecord.record.tables import DERIVED, FACTS
from tests.record import invented


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "r.db"
    articles = [invented.article(number) for number in range(3)]
    with Record.open(path, create=True) as record:
        record.add(invented.RUN, articles, [invented.reading(a) for a in articles], [invented.lost(1)])
        record.judge(invented.judgements(articles))
        record.replace_derived(*invented.derived(articles))
    return path


@pytest.fixture
def record(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "r.db"))


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


def test_every_table_that_carries_offsets_is_looked_up(whole: Path) -> None:
    told = {"start", "span", "spans", "a_span", "sides"}
    carrying = {table.name for table in (*FACTS, *DERIVED) if told & {column.name for column in columns(table.kind)}}
    assert sliced(whole).spans.keys() == carrying


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("UPDATE mention SET start = start + 1 WHERE key = 1", "mention"),
        ("UPDATE statement SET text = text || '.' WHERE key = 1", "statement"),
        ("UPDATE event SET actors = json_set(actors, '$[0].text', 'Nobody') WHERE key = 1", "event"),
        ("UPDATE passage SET b_span = '[5,99999]'", "passage"),
        ("UPDATE discrepancy SET sides = json_set(sides, '$[0].start', 0)", "discrepancy"),
        ("UPDATE member SET text = 'never said' WHERE key = 1", "member"),
    ],
)
def test_a_span_that_does_not_slice_is_counted(record: Path, sql: str, table: str) -> None:
    assert not sliced(record).wrong
    change(record, sql)
    (wrong,) = sliced(record).wrong
    assert wrong.startswith(table)


def test_what_a_way_to_a_record_changed_is_told(record: Path, whole: Path) -> None:
    change(record, "UPDATE statement SET polarity = 'denies' WHERE key = 1")
    tally = Tally()
    look_up(tally, Way("by hand", record), whole)
    assert any("verify finds article" in words for words in tally.broken)
    assert "by hand: the table statement says something else" in tally.broken


def test_damage_that_verify_does_not_find_is_missed(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harmless, harmful = Corruption("nothing", ("SELECT 1",)), Corruption("a run", ("UPDATE run SET model = 'x'",))
    monkeypatch.setattr(planting, "CORRUPTIONS", (harmless, harmful))
    assert [bool(one.words) for one in planting.planted(whole, tmp_path)] == [False, True]


def test_corruptions_have_names_of_their_own() -> None:
    assert len({one.name for one in CORRUPTIONS}) == len(CORRUPTIONS) >= 20


@pytest.mark.parametrize("version", [4, 10, len(migrations()) - 1])
def test_an_older_record_has_its_rows_and_its_format(whole: Path, tmp_path: Path, version: int) -> None:
    write_older(whole, tmp_path / "old.db", version)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == version
        assert connection.execute("SELECT count(*) FROM article").fetchone()[0] == 3
    with Record.open(tmp_path / "old.db") as opened:
        assert opened.counts()["statement"] == 3


def test_records_are_the_same_whatever_the_order_of_their_rows(record: Path, whole: Path) -> None:
    change(record, "UPDATE mention SET key = key + 1000 WHERE key = 1")
    assert fingerprint(record) == fingerprint(whole)
    change(record, "UPDATE mention SET form = 'pronoun' WHERE key = 1001")
    assert differences(record, whole) == ("mention",)
