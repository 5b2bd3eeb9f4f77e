"""The codes of roles and actors: what the record knows, else what the words tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.export.coding import codes_of_role, sector_of_actor
from onrecord.export.parts import role
from onrecord.export.rows import actor_rows, event_rows, statement_rows
from onrecord.model.derived import Actor, Resolution
from onrecord.model.facts import Facts
from onrecord.model.reading import Entity, EntityKind, Role
from onrecord.model.snapshot import Snapshot
from onrecord.query.dictionary import objects


def _said(text: str, entity: str | None = None, state: str | None = None) -> Role:
    return Role(text, 0, len(text), text, entity, state)


def _with(snapshot: Snapshot, **changes: str | None) -> tuple[Snapshot, Entity]:
    """Return the record without anything derived, its first entity changed."""
    first = snapshot.facts.readings[0]
    entity = replace(first.entities[0], **changes)  # type: ignore[arg-type]
    readings = (replace(first, entities=(entity, *first.entities[1:])), *snapshot.facts.readings[1:])
    return Snapshot(Facts.of(snapshot.facts.articles, readings), Resolution()), entity


@pytest.mark.parametrize(
    ("text", "state", "sector"),
    [
        ("Kenyan police", "KEN", "COP"),
        ("rebels", None, "REB"),
        ("the Danish foreign minister", "DNK", "GOV"),
        ("he", None, None),
    ],
)
def test_words_without_an_actor_are_coded(snapshot: Snapshot, text: str, state: str | None, sector: str | None) -> None:
    assert codes_of_role(snapshot, _said(text), snapshot.facts.articles[0].id) == (state, sector)


def test_the_states_of_the_text_go_before_those_of_the_words(snapshot: Snapshot) -> None:
    codes = codes_of_role(snapshot, _said("Kenyan police", state="VLM"), snapshot.facts.articles[0].id)
    assert codes == ("VLM", "COP")


def test_what_the_article_knows_of_the_entity_holds(snapshot: Snapshot) -> None:
    known, entity = _with(snapshot, sector="MIL", state="VLM")
    assert codes_of_role(known, _said("the minister", entity.id, "VLM"), entity.article) == ("VLM", "MIL")


def test_an_entity_without_a_sector_has_that_of_its_words_else_of_its_name(snapshot: Snapshot) -> None:
    known, entity = _with(snapshot, sector=None, name="Kenyan army", state=None)
    assert codes_of_role(known, _said("the police", entity.id), entity.article) == ("KEN", "COP")
    assert codes_of_role(known, _said("it", entity.id), entity.article) == ("KEN", "MIL")


def test_the_day_of_the_article_counts(snapshot: Snapshot) -> None:
    first, second = snapshot.facts.articles[:2]
    articles = [replace(first, published="2010-05-01"), replace(second, published="2022-05-01T10:00:00Z")]
    dated = Snapshot(Facts.of(articles, ()))
    sectors = [codes_of_role(dated, _said("the Taliban"), article.id).sector for article in articles]
    assert sectors == ["REB", "GOV"]
    undated = Snapshot(Facts.of([replace(first, published=None)], ()))
    assert codes_of_role(undated, _said("the Taliban"), first.id).sector == "GOV"


def test_an_actors_own_sector_comes_before_the_one_that_its_name_tells() -> None:
    police = Actor("act-1", EntityKind.ORGANISATION, "Kenyan police")
    assert sector_of_actor(police) == "COP"
    assert sector_of_actor(replace(police, sector="MIL")) == "MIL"
    assert sector_of_actor(replace(police, name="Ada Torvik")) is None


def test_every_role_has_the_keys_that_the_docs_name(snapshot: Snapshot) -> None:
    found = [row["speaker"] for row in statement_rows(snapshot) if row["speaker"]]
    found += [part for row in event_rows(snapshot) for part in (*row["actors"], *row["recipients"])]
    assert found
    assert all(set(row) == {field.name for field in objects()["role"]} for row in found)
    assert role(snapshot, _said("rebels"), snapshot.facts.articles[0].id)["sector"] == "REB"
    assert all("sector" in row for row in actor_rows(snapshot))
