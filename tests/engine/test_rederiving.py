"""What the facts do not give is found, and what they give and is gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench.reliability.record.command import COVERAGE
from onrecord.engine.local import add
from onrecord.engine.rederiving import rederived_damage
from onrecord.model.errors import RecordError
from onrecord.model.run import StatementsBy
from onrecord.record.file import Record

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rederiving") / "r.db"
    add([COVERAGE], path, statements_by=StatementsBy.RULES)
    return path


@pytest.fixture
def record(whole: Path, tmp_path: Path) -> Iterator[Record]:
    path = tmp_path / "r.db"
    path.write_bytes(whole.read_bytes())
    with closing(Record.open(path)) as opened:
        yield opened


def test_a_record_as_it_was_derived_has_no_damage(record: Record) -> None:
    before = record.counts()
    assert list(rederived_damage(record)) == []
    assert record.counts() == before


@pytest.mark.parametrize(
    ("change", "table", "found"),
    [
        ("DELETE FROM link WHERE rowid = 1", "link", ["the facts give a row that is not there so"]),
        ("UPDATE origin SET name = 'nobody' WHERE rowid = 1", "origin", ["there so", "do not give its row"]),
    ],
)
def test_a_row_that_was_changed_is_found(record: Record, change: str, table: str, found: list[str]) -> None:
    assert record.connection.execute(change).rowcount == 1
    damages = [damage for damage in rederived_damage(record) if damage.table == table]
    assert len(damages) == len(found)
    assert all(any(words in str(damage) for damage in damages) for words in found)


def test_what_is_not_derived_to_its_end_is_not_judged(record: Record) -> None:
    record.forget_derived()
    with pytest.raises(RecordError, match="not derived to its end"):
        list(rederived_damage(record))
