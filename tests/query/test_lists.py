"""Every row of a list is the row that the whole record gives, and each page its part of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.snapshot import Snapshot
from onrecord.query.filters import ClaimFilter, StatementFilter
from onrecord.query.lists import LISTS
from onrecord.record.file import Record
from tests.query import invented
from tests.query.plain import World, ordered


@pytest.mark.parametrize("part", [1, 3, 1000])
@pytest.mark.parametrize("name", LISTS)
def test_rows_are_those_of_the_whole_record_in_the_stated_order(
    world: World, record: Record, name: str, part: int
) -> None:
    own = replace(LISTS[name], part=part)
    found = list(own.every(record.connection, own.filter()))
    assert found == ordered(world, name)
    assert len(found) > 1
    assert found == [world.rows[name][row["id"]] for row in found]


@given(st.sampled_from(sorted(LISTS)), st.integers(1, 8))
def test_pages_give_each_row_once(record: Record, name: str, size: int) -> None:
    own = LISTS[name]
    every = list(own.every(record.connection, own.filter()))
    pages = [own.page(record.connection, own.filter(), size, at) for at in range(0, len(every) + size, size)]
    assert [row for page in pages for row in page] == every
    assert all(len(page) <= size for page in pages)
    assert own.page(record.connection, own.filter(), size, 10**9) == []


@given(st.sampled_from(sorted(LISTS)), st.integers(0, 20))
def test_some_rows_and_how_many_there_are(record: Record, name: str, most: int) -> None:
    own = LISTS[name]
    count = own.count(record.connection, own.filter())
    every = list(own.every(record.connection, own.filter()))
    assert count == len(every)
    assert list(own.every(record.connection, own.filter(), most)) == every[:most]
    assert own.choose(own.filter()).count_to(record.connection, most) == min(count, most + 1)


def test_rows_are_read_only_when_they_are_asked_for(record: Record) -> None:
    own = replace(LISTS["statements"], part=1)
    asked: list[str] = []

    def load(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
        asked.extend(ids)
        return LISTS["statements"].load(connection, ids)

    found = replace(own, load=load).every(record.connection, StatementFilter())
    assert asked == []
    first = next(found)
    assert asked == [first["id"]]
    found.close()


def test_rows_of_ids_that_are_not_there_are_left_out(record: Record) -> None:
    own = LISTS["claims"]
    first, second, *_ = own.choose(ClaimFilter()).page(record.connection, 3)
    found = own.rows(record.connection, [second, "clm-none", first])
    assert [row["id"] for row in found] == [second, first]


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_record_has_empty_lists(tmp_path: Path, name: str) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        own = LISTS[name]
        assert list(own.every(record.connection, own.filter())) == []
        assert own.page(record.connection, own.filter(), 10) == []
        assert own.count(record.connection, own.filter()) == 0


def test_lists_hold_whatever_the_order_of_adding(tmp_path: Path, world: World, kit: ModuleType) -> None:
    facts = invented.facts(kit)
    turned = replace(facts, articles=facts.articles[::-1], readings=facts.readings[::-1])
    invented.write(tmp_path / "turned.db", turned)
    with Record.open(tmp_path / "turned.db", readonly=True) as record:
        for name, own in LISTS.items():
            found = list(own.every(record.connection, own.filter()))
            if name == "citations":  # in the order in which they were read
                found, there = (
                    sorted(found, key=lambda row: row["id"]),
                    sorted(ordered(world, name), key=lambda row: row["id"]),
                )
                assert found == there
            else:
                assert found == ordered(world, name), name
