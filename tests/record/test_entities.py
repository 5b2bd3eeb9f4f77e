"""Entities by name, by article and by office, as the rows that all of them give."""

from __future__ import annotations

from collections import Counter

from onrecord.record import entities
from onrecord.record.file import Record


def test_names_are_counted_with_the_latest_entity_that_has_them(filled: Record) -> None:
    rows = list(entities.entity_rows(filled.connection))
    names = entities.names(filled.connection)
    assert {name: count for name, (count, _) in names.items()} == Counter((r.kind, r.name, r.state) for r in rows)
    (latest,) = filled.connection.execute("SELECT max(key) FROM entity").fetchone()
    assert max(last for _, last in names.values()) == latest
    assert entities.names_of(filled.connection, [rows[0].id]) == {
        rows[0].id: (rows[0].kind, rows[0].name, rows[0].state)
    }


def test_some_rows_are_as_they_are_among_all(filled: Record) -> None:
    rows = list(entities.entity_rows(filled.connection))
    for name in entities.names(filled.connection):
        expected = [row for row in rows if (row.kind, row.name, row.state) == name]
        assert list(entities.named(filled.connection, [name])) == expected
    article = rows[-1].article
    of_article = [row for row in rows if row.article == article]
    assert list(entities.of_articles(filled.connection, [article])) == of_article
    assert list(entities.named(filled.connection, [])) == []


def test_persons_without_a_name_and_those_in_office(filled: Record) -> None:
    rows = list(entities.entity_rows(filled.connection))
    assert list(entities.unnamed(filled.connection)) == [r for r in rows if r.kind == "person" and not r.named]
    in_office = list(entities.in_office(filled.connection))
    assert {row.id for row, _ in in_office} == {row.id for row in rows if row.tenures}
    alias = {alias.entity: alias.actor for alias in filled.snapshot().resolution.aliases}
    assert all(actor == alias.get(row.id) for row, actor in in_office)
    persons = [(row.id, row.article, alias.get(row.id)) for row in rows if row.kind == "person"]
    assert sorted(entities.persons_in(filled.connection, {row.article for row in rows})) == sorted(persons)
