from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.engine import announcing
from onrecord.engine.announcing import announced
from onrecord.engine.derive import Progress
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
