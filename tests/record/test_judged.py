"""What people decide is kept as facts: it comes back as it was, and the record knows that it is to be resolved anew."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from onrecord.model.entity_row import entity_rows
from onrecord.model.grading import Reliability
from onrecord.record import entities
from onrecord.record.file import Record


def test_judgements_and_gradings_come_back_in_order(filled: Record, invented: ModuleType) -> None:
    articles = [invented.article(number) for number in range(3)]
    assert list(filled.judgements()) == invented.judgements(articles)
    assert list(filled.gradings()) == [invented.GRADING]
    snapshot = filled.snapshot()
    assert (snapshot.judgements, snapshot.gradings) == (filled.judgements(), filled.gradings())


def test_a_judgement_makes_the_derived_tables_old(filled: Record, invented: ModuleType) -> None:
    articles = [invented.article(number) for number in range(3)]
    assert filled.is_current()
    filled.judge([replace(invented.judgements(articles)[0], id="jdg-0003")])
    assert not filled.is_current()


def test_whose_a_source_is_makes_them_old_and_its_reliability_does_not(filled: Record, invented: ModuleType) -> None:
    nothing = {"state": None, "state_controlled": None, "owner": None, "aliases": ()}
    filled.grade([replace(invented.GRADING, id="grd-0002", reliability=Reliability.E, **nothing)])
    assert filled.is_current()
    filled.grade([replace(invented.GRADING, id="grd-0003", reliability=None)])
    assert not filled.is_current()


def test_a_judgement_is_found_by_its_id_and_an_actors_entities_by_the_actor(filled: Record) -> None:
    assert filled.get("jdg-0002").id == "jdg-0002"
    actor = filled.snapshot().resolution.actors[0]
    assert {alias.actor for alias in filled.aliases_of(actor.id)} == {actor.id}
    claim = filled.snapshot().resolution.claims[0]
    assert [member.claim for member in filled.members_of(claim.head)] == [claim.id]


def test_entities_come_as_rows_straight_from_the_tables(filled: Record) -> None:
    rows = sorted(entities.entity_rows(filled.connection), key=lambda row: row.id)
    assert rows == sorted(entity_rows(filled.facts().readings), key=lambda row: row.id)
    assert any(row.tenures for row in rows)
    assert any(row.named for row in rows)


def test_a_note_of_foreign_bytes_is_kept_spelt_out(filled: Record, invented: ModuleType) -> None:
    articles = [invented.article(number) for number in range(3)]
    filled.judge([replace(invented.judgements(articles)[0], id="jdg-0009", note="caf\udce9")])
    assert filled.judgements()[-1].note == r"caf\udce9"
