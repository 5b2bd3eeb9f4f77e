from __future__ import annotations

import pyarrow as pa

from onrecord.engine.folder import ORDER
from onrecord.engine.spark.shapes import ITEMS, NESTED, batch_of, fact_rows, facts_of, order_of
from tests.record_kit import coverage


def test_facts_come_back_from_an_item_as_they_were() -> None:
    facts = coverage().facts()
    pairs = list(zip(facts.articles, facts.readings, strict=True))
    rows = [fact_rows(article, reading, "run-1", at) for at, (article, reading) in enumerate(pairs)]
    tables = {table.name: [own.get(table.name, []) for own in rows] for table in NESTED}
    plain = {name: [None] * len(rows) for name in ITEMS.names if name not in tables}
    batch = batch_of(ITEMS, plain, tables)
    assert [facts_of(row) for row in batch.to_pylist()] == pairs
    assert [row["article"][0][ORDER] for row in batch.to_pylist()] == list(range(len(pairs)))


def test_an_item_without_an_article_has_empty_lists() -> None:
    tables = {table.name: [[]] for table in NESTED}
    plain = {name: [None] for name in ITEMS.names if name not in tables}
    (row,) = batch_of(ITEMS, plain, tables).to_pylist()
    assert row["article"] == row["problem"] == []
    assert pa.types.is_list(ITEMS.field("block").type)


def test_articles_are_ordered_by_source_and_then_by_item() -> None:
    places = [(0, 0), (0, 1), (0, 1 << 40), (1, 0), (2_000_000, 7)]
    assert sorted(places) == sorted(places, key=lambda place: order_of(*place))
    assert order_of(2_000_000, 7) < 1 << 63
