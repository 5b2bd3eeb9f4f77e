"""Rows are a sequence like any other, and read nothing before it is asked for."""

from __future__ import annotations

import builtins
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.export.parts import Row
from onrecord.export.rows import TABLES
from onrecord.model.errors import OnrecordError, RecordError
from onrecord.notebook.open_record import OpenRecord
from onrecord.notebook.rows import NotInstalledError, Rows
from onrecord.query.columns import arrow_schema
from onrecord.query.filters import FilterError
from onrecord.query.lists import LISTS, RecordList
from onrecord.record.file import Record

NAMES = list(LISTS)


@pytest.fixture(scope="module")
def record(invented_record: Path) -> Iterator[OpenRecord]:
    with onrecord.open(invented_record) as opened:
        yield opened


@pytest.fixture(scope="module")
def every(invented_record: Path) -> Mapping[str, list[dict[str, Any]]]:
    """All rows of each list, in its order."""
    with Record.open(invented_record, readonly=True) as opened:
        return {name: list(own.every(opened.connection, own.filter())) for name, own in LISTS.items()}


def rows(record: OpenRecord, name: str) -> Rows:
    found: Rows = getattr(record, name)()
    return found


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_those_of_the_list(record: OpenRecord, every: Mapping[str, list[Any]], name: str) -> None:
    found = rows(record, name)
    assert found.name == name
    assert list(found) == every[name]
    assert list(found) == every[name], "again"
    assert len(found) == len(every[name])
    assert found.ids() == [row["id"] for row in every[name]]
    assert [*reversed(found)] == every[name][::-1]
    assert every[name][-1] in found
    assert bool(found)


@given(st.sampled_from(NAMES), st.slices(20))
def test_slices_are_those_of_a_list(record: OpenRecord, every: Mapping[str, list[Any]], name: str, part: slice) -> None:
    assert rows(record, name)[part] == every[name][part]


@given(st.sampled_from(NAMES), st.integers(-70, 70))
def test_one_row_is_that_of_a_list(record: OpenRecord, every: Mapping[str, list[Any]], name: str, at: int) -> None:
    if -len(every[name]) <= at < len(every[name]):
        assert rows(record, name)[at] == every[name][at]
    else:
        with pytest.raises(IndexError, match=f"there are {len(every[name])} {name}"):
            rows(record, name)[at]


def test_filters_narrow_step_by_step(record: OpenRecord, every: Mapping[str, list[Any]]) -> None:
    said = record.claims(kind="utterance")
    assert said.filters == {"kind": "utterance"}
    large = said.where(min_reports=2)
    assert [row["id"] for row in large] == [
        row["id"] for row in every["claims"] if row["kind"] == "utterance" and len(row["articles"]) > 1
    ]
    assert large.filters == {"kind": "utterance", "min_reports": 2}
    assert large.where(kind="event").filters == {"kind": "event", "min_reports": 2}
    assert list(large.where(kind=None, min_reports=None)) == every["claims"]
    assert said.filters == {"kind": "utterance"}, "rows that were narrowed are as they were"
    assert not record.claims(words="nobody ever said this")


def test_a_filter_that_cannot_be_meant_is_refused(record: OpenRecord) -> None:
    with pytest.raises(FilterError, match="choose one of utterance, event"):
        record.claims(kind="poem")
    with pytest.raises(FilterError, match="there is no filter speaker here"):
        record.claims().where(speaker="x")


def test_nothing_is_read_before_it_is_asked_for(record: OpenRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = RecordList.rows

    def counted(self: RecordList, connection: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
        asked.extend(ids)
        return read(self, connection, ids)

    monkeypatch.setattr(RecordList, "rows", counted)
    found = record.articles().where(since="1999-01-01")
    assert len(found) > 5
    repr(found)
    assert asked == []
    assert found[3]["id"] == asked[0]
    assert len(asked) == 1
    assert len(found[2:4]) == 2
    assert len(asked) == 3
    going = iter(found)
    assert len(asked) == 3
    next(going)
    assert 3 < len(asked) <= 3 + LISTS["articles"].part


def test_two_go_through_one_record_at_once(record: OpenRecord, every: Mapping[str, list[Any]]) -> None:
    pairs = zip(record.articles(), record.statements(), strict=False)
    assert list(pairs) == list(zip(every["articles"], every["statements"], strict=False))


def test_who_goes_through_rows_sees_one_moment(invented_record: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    shutil.copy(invented_record, path)
    with onrecord.open(path) as record:
        count = len(record.articles())
        going = iter(record.articles())
        next(going)
        with Record.open(path) as writer:
            writer.connection.execute("PRAGMA foreign_keys = 0")
            writer.connection.execute("DELETE FROM article WHERE key NOT IN (SELECT article.key FROM article LIMIT 1)")
        assert len(list(going)) == count - 1
        assert len(record.articles()) == 1


def test_rows_of_a_closed_record_say_so(invented_record: Path) -> None:
    record = onrecord.open(invented_record)
    found = record.claims()
    record.close()
    for ask in (len, list, repr, lambda rows: rows[0], lambda rows: rows.to_arrow()):
        with pytest.raises(RecordError, match="closed"):
            ask(found)


@pytest.mark.parametrize("name", NAMES)
def test_arrow_holds_every_row_as_it_is(record: OpenRecord, every: Mapping[str, list[Any]], name: str) -> None:
    table = rows(record, name).to_arrow()
    assert table.to_pylist() == every[name]
    assert table.schema.equals(arrow_schema(name))
    (own,) = (own for own in TABLES if own.name == name)
    assert tuple(table.column_names) == own.columns


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_the_same_without_rows(tmp_path: Path, record: OpenRecord, name: str) -> None:
    Record.open(tmp_path / "empty.db", create=True).close()
    with onrecord.open(tmp_path / "empty.db") as empty:
        found = rows(empty, name)
        assert found.to_arrow().schema.equals(rows(record, name).to_arrow().schema)
        assert list(found.to_batches()) == []
        assert list(found.to_pandas().columns) == list(rows(record, name).to_pandas().columns)
        assert found.to_polars().schema == rows(record, name).to_polars().schema
        assert not found
        assert f"<0 {name} of empty.db>" == repr(found)
        assert "<caption>0 " in found._repr_html_()


@given(st.integers(1, 50))
def test_batches_are_parts_of_the_table(record: OpenRecord, size: int) -> None:
    batches = list(record.statements().to_batches(size))
    assert pa.Table.from_batches(batches).equals(record.statements().to_arrow().combine_chunks())
    assert all(batch.num_rows == size for batch in batches[:-1])


@pytest.mark.parametrize("name", NAMES)
def test_frames_hold_every_row(record: OpenRecord, every: Mapping[str, list[Any]], name: str) -> None:
    found = rows(record, name)
    assert found.to_pandas()["id"].tolist() == [row["id"] for row in every[name]]
    assert found.to_polars().to_dicts() == every[name]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_what_is_missing_is_named(record: OpenRecord, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    real = builtins.__import__

    def missing(name: str, *given: Any) -> ModuleType:  # noqa: ANN401 - whatever the import statement gives
        if name.partition(".")[0] == library:
            raise ImportError(f"No module named {name!r}")
        found: ModuleType = real(name, *given)
        return found

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NotInstalledError, match=f"pip install {library}") as raised:
        getattr(record.claims(), f"to_{library}")()
    assert isinstance(raised.value, OnrecordError)
    assert isinstance(raised.value, ImportError)
