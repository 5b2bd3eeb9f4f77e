from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.engine import announcing
from onrecord.engine.announcing import announce_rest, announced
from onrecord.engine.progress import Progress
from onrecord.model.work import WATCH
from onrecord.record.file import Record


def test_others_see_how_far_the_work_is_until_it_ends(tmp_path: Path) -> None:
    heard: list[Progress] = []
    with Record.open(tmp_path / "r.db", create=True) as record, Record.open(tmp_path / "r.db", readonly=True) as other:
        with announced(record, heard.append) as tell:
            assert other.work() is None
            tell(Progress("read", 32, 100))
            work = other.work()
            assert work is not None
            assert (work.stage, work.done, work.total) == ("read", 32, 100)
            tell(Progress("read", 64, 100))
            assert other.work() == work  # within the same second nothing is written
        assert other.work() is None
    assert [event.done for event in heard] == [32, 64]


def test_work_that_is_cut_off_leaves_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcing, "SECONDS", 0.0)

    def interrupted(record: Record) -> None:
        with announced(record, lambda _: None) as tell:
            tell(Progress("read", 1))
            assert record.work()
            raise KeyboardInterrupt

    with Record.open(tmp_path / "r.db", create=True) as record:
        with pytest.raises(KeyboardInterrupt):
            interrupted(record)
        assert record.work() is None


def test_nothing_is_said_inside_a_transaction(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record, announced(record, lambda _: None) as tell:
        record.connection.execute("BEGIN")
        tell(Progress("read", 1))
        record.connection.execute("ROLLBACK")
        assert record.work() is None


def test_a_rest_is_told_with_the_time_of_its_end(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        announce_rest(record.path, 3600)
        work = record.work()
        assert work
        assert work.stage == WATCH
        assert 3590 < (datetime.fromisoformat(work.seen) - datetime.now(UTC)).total_seconds() <= 3600
        announce_rest(record.path, None)
        assert record.work() is None


def test_that_a_rest_cannot_be_told_stops_nothing(tmp_path: Path) -> None:
    announce_rest(tmp_path / "none.db", 60)
    assert not (tmp_path / "none.db").exists()
