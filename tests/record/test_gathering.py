"""What is gathered for a page is what the whole record holds, and each row only once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import rows
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.record.gathering import Gathering
from tests.query import invented


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, kit: ModuleType) -> Path:
    path = tmp_path_factory.mktemp("gathering") / "record.db"
    invented.write(path, invented.facts(kit))
    return path


@pytest.fixture(scope="module")
def whole(path: Path) -> Snapshot:
    return all_of(path)


@cache
def all_of(path: Path) -> Snapshot:
    """Return everything in the record; a property test shows its fixtures, and this one is too long for that."""
    with Record.open(path, readonly=True) as record:
        return record.snapshot()


@pytest.fixture
def held(path: Path) -> Iterator[Gathering]:
    with Record.open(path, readonly=True) as record, record.gathering() as found:
        yield found


@given(st.data())
def test_rows_of_some_facts_are_those_of_the_whole(path: Path, data: st.DataObject) -> None:
    whole = all_of(path)
    facts = sorted({*whole.facts.statement, *whole.facts.event})
    ids = data.draw(st.lists(st.sampled_from(facts), max_size=6))
    with Record.open(path, readonly=True) as record, record.gathering() as held:
        for id_ in ids:
            held.facts([id_])
            held.reported([id_])
        held.citations(article.id for article in whole.facts.articles)
        found = held.snapshot()
    for make in (rows.statement_rows, rows.event_rows):
        expected = {row["id"]: row for row in make(whole)}
        there = {row["id"]: row for row in make(found)}
        assert {id_ for id_ in ids if id_ in expected} <= there.keys()
        assert all(there[id_] == expected[id_] for id_ in there if id_ in ids)


@given(st.data())
def test_claims_are_whole_whatever_came_before(path: Path, data: st.DataObject) -> None:
    whole = all_of(path)
    claims = {claim.id: claim for claim in whole.resolution.claims}
    steps = data.draw(
        st.lists(st.tuples(st.sampled_from(["heads", "whole", "reported"]), st.sampled_from(sorted(claims))))
    )
    with Record.open(path, readonly=True) as record, record.gathering() as held:
        for step, id_ in steps:
            if step == "reported":
                held.reported(member.fact for member in claims[id_].members[-1:])
            else:
                (found,) = held.claims([id_], members=step == "whole")
                assert replace(found, members=()) == replace(claims[id_], members=())
        found_all = held.snapshot()
    for id_ in {id_ for step, id_ in steps if step == "whole"}:
        assert found_all.claim[id_] == claims[id_]
    for id_ in {id_ for step, id_ in steps if step != "reported"}:
        assert found_all.standing[id_] == whole.standing[id_]
        assert found_all.origins_of[id_] == whole.origins_of[id_]
    for id_ in {id_ for step, id_ in steps if step == "heads"}:
        assert claims[id_].head in {member.fact for member in found_all.claim[id_].members}


def test_heads_have_no_text_but_where_it_is_their_title(held: Gathering, whole: Snapshot) -> None:
    held.heads(whole.facts.article)
    for article in held.snapshot().facts.articles:
        known = whole.facts.article[article.id]
        light = replace(known, text="", blocks=(), candidates=())
        assert article == (light if known.title else known)
    held.articles(whole.facts.article)
    held.heads(whole.facts.article)
    assert held.snapshot().facts.articles == whole.facts.articles


def test_a_reading_is_all_that_an_article_says(held: Gathering, whole: Snapshot) -> None:
    for article in whole.facts.article:
        held.reading(article)
        found, known = held.snapshot().facts.reading[article], whole.facts.reading[article]
        assert (found.statements, found.events, found.citations) == (known.statements, known.events, known.citations)
        assert set(found.entities) == set(known.entities)
    assert set(held.snapshot().resolution.actors) == set(whole.resolution.actors)
    assert set(held.snapshot().resolution.aliases) == set(whole.resolution.aliases)


def test_what_was_resolved_and_traced(held: Gathering, whole: Snapshot) -> None:
    article, claim = whole.facts.articles[0].id, max(whole.resolution.claims, key=lambda c: len(c.members)).id
    assert {*held.reused(article)[0]} == {*whole.passages_of[article]}
    assert {*held.reused(article)[1]} == {*whole.links_of[article]}
    assert {*held.links(whole.facts.article)} == {*whole.resolution.links}
    assert held.links([article]) == ()
    assert held.stories_of([article, article]) == (whole.story_of[article],)
    assert held.stories([whole.story_of[article].id, "sto-none"]) == (whole.story_of[article],)
    assert held.dependences([claim]) == whole.dependences_of[claim]
    assert held.standings([claim]) == (whole.standing[claim],)
    assert held.origins(o.id for o in whole.origins_of[claim]) == held.origins_of(claim) == whole.origins_of[claim]
    assert {*held.discrepancies(whole_id.id for whole_id in whole.tracing.discrepancies)} == {
        *whole.tracing.discrepancies
    }
    assert held.gradings() == whole.gradings


def test_actors_with_their_names_and_offices(held: Gathering, whole: Snapshot) -> None:
    every = {actor.id: actor for actor in whole.resolution.actors}
    assert {actor.id: actor for actor in held.actors([*every, *every, "act-none"])} == every
    for actor in every:
        own = tuple(alias for alias in whole.resolution.aliases if alias.actor == actor)
        assert set(held.aliases(actor)) == set(own)
        offices = {t for r in whole.facts.readings for t in r.tenures if t.entity in {alias.entity for alias in own}}
        assert set(held.tenures(alias.entity for alias in own)) == offices
    assert held.ids("SELECT id FROM actor WHERE kind = ? ORDER BY id", "state") == sorted(
        actor.id for actor in every.values() if actor.kind == "state"
    )


def test_nothing_is_gathered_of_nothing(held: Gathering) -> None:
    assert held.claims([]) == held.claims(["clm-none"]) == ()
    held.facts(["sta-none"])
    held.reported(["sta-none"])
    held.heads(["art-none"])
    assert held.snapshot() == Snapshot(held.snapshot().facts)
    assert held.snapshot().facts.articles == ()
