"""Counts that pages show, held against plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record.file import Record
from onrecord.record.tallies import all_days, count_of_outlets
from tests.record_kit import fill


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(fill(tmp_path / "record.db")) as opened:
        yield opened


def test_outlets_are_counted_once_and_unknown_ones_not_at_all(record: Record) -> None:
    outlets = {article.outlet for article in record.facts().article.values()}
    assert None in outlets
    assert count_of_outlets(record.connection) == len(outlets - {None})


def test_no_outlet_is_counted_where_there_is_no_article(tmp_path: Path) -> None:
    with Record.open(tmp_path / "empty.db", create=True) as empty:
        assert count_of_outlets(empty.connection) == 0


def test_days_are_those_of_publication_or_else_of_collection(record: Record) -> None:
    expected = Counter(
        ((article.published or article.crawled or "")[:10] or None, article.published is not None)
        for article in record.facts().article.values()
    )
    assert {(row.day, row.known): row.articles for row in all_days(record.connection)} == expected


def test_days_are_counted_in_the_order_of_their_index(record: Record) -> None:
    asked: list[str] = []
    record.connection.set_trace_callback(asked.append)
    all_days(record.connection)
    record.connection.set_trace_callback(None)
    (query,) = asked
    plan = [row["detail"] for row in record.connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert plan == ["SCAN article USING INDEX article_day"]
