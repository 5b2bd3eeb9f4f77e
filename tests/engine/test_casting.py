"""Actors brought in step article by article are those that all articles give at once."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.engine.casting import recast
from onrecord.model.article import Article
from onrecord.model.derived import Actor, Alias
from onrecord.model.entity_row import entity_rows
from onrecord.model.ids import Prefix, content_id
from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.model.reading import Entity, EntityKind, Mention, MentionForm, Reading, Tenure
from onrecord.model.run import Run
from onrecord.record.derivation import Derivation
from onrecord.record.file import Record
from onrecord.resolve.actors import resolve_actors

RUN = Run("run-1", "2031-05-04T00:00:00+00:00", "", "", "", "{}")
NAMES = ("Ada Torvik", "Torvik", "Peter Torvik", "Olaf Gabruev", "Olaf Gubruev", "Gabruev", "Ilmari Best", "Best")
BODIES = ("Harbour Guard", "the Harbour Guard", "Velpress", "League of Orsk")
STATES = (None, "XVM", "XOS")
TEXT = " ".join(["Torvik"] * 6)
OFFICES = (None, "president", "foreign minister", "diplomat")


def _article(key: str) -> Article:
    return Article(content_id(Prefix.ARTICLE, key, TEXT), key, TEXT, "")


def _add(record: Record, made: Iterable[tuple[Article, Reading]]) -> None:
    articles, readings = zip(*made, strict=True)
    added = record.add(RUN, articles, readings, [])
    assert [problem.cause for problem in added.refused] == []


def _reading(key: str, chance: random.Random) -> tuple[Article, Reading]:
    article = _article(key)
    entities, mentions, tenures = [], [], []
    for number in range(chance.randint(1, 6)):
        person = chance.random() < 0.7
        name, form = chance.choice(NAMES if person else BODIES), MentionForm.NAME
        state, office = chance.choice(STATES), chance.choice(OFFICES) if person else None
        if person and chance.random() < 0.3:
            name, form = f"{state} {office}", MentionForm.NOMINAL
        kind = EntityKind.PERSON if person else chance.choice([EntityKind.ORGANISATION, EntityKind.AGENCY])
        id_ = content_id(Prefix.ENTITY, key, str(number))
        entities.append(Entity(id_, article.id, kind, name, state, None, office))
        mentions.append(
            Mention(content_id(Prefix.MENTION, id_), article.id, id_, 7 * number, 7 * number + 6, "Torvik", form)
        )
        if office:
            tenures.append(Tenure(content_id(Prefix.TENURE, id_), article.id, id_, office, 0, 6, "Torvik", state))
    return article, Reading(article.id, tuple(entities), tuple(mentions), tuple(tenures))


def _judgement(number: int, one: Entity, other: Entity, verdict: Verdict) -> Judgement:
    a, b = sorted((one, other), key=lambda entity: entity.id)
    return Judgement(
        f"jdg-{number}", JudgedKind.ACTOR, verdict, a.id, b.id, a.name, b.name, "", "ada", RUN.started, "onrecord 1"
    )


def _cast(record: Record) -> tuple[tuple[Actor, ...], tuple[Alias, ...]]:
    with record.deriving() as derivation:
        derivation.begin()
        recast(record.connection, derivation, record.judgements())
    resolution = record.snapshot().resolution
    return resolution.actors, resolution.aliases


@pytest.mark.parametrize("seed", range(6))
def test_step_by_step_is_as_all_at_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - names for a test
    made = [_reading(f"art {number}", chance) for number in range(24)]
    with Record.open(tmp_path / "r.db", create=True) as record:
        for number, cut in enumerate((0, 16, 17, 20)):
            end = (16, 17, 20, 24)[number]
            _add(record, made[cut:end])
            people = [e for _, reading in made[:end] for e in reading.entities if e.kind is EntityKind.PERSON]
            one, other = chance.sample(people, 2)
            record.judge([_judgement(number, one, other, chance.choice([Verdict.SAME, Verdict.DIFFERENT]))])
            expected = resolve_actors(entity_rows(reading for _, reading in made[:end]), record.judgements())
            assert _cast(record) == expected


def test_only_changed_kin_are_resolved_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)  # noqa: S311 - names for a test
    made = [_reading(f"art {number}", chance) for number in range(20)]
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, made)
        _cast(record)
        before = {row["key"] for row in record.connection.execute("SELECT key FROM alias")}
        dropped: list[set[str]] = []
        monkeypatch.setattr(Derivation, "_drop_claims", lambda _, articles: dropped.append(set(articles)))
        _cast(record)
        assert {row["key"] for row in record.connection.execute("SELECT key FROM alias")} == before
        article = _article("more")
        entity = Entity(content_id(Prefix.ENTITY, "more"), article.id, EntityKind.PERSON, "Peter Lindqvist")
        mention = Mention("men-more", article.id, entity.id, 0, 6, "Torvik", MentionForm.NAME)
        _add(record, [(article, Reading(article.id, (entity,), (mention,)))])
        _cast(record)
        after = {row["key"] for row in record.connection.execute("SELECT key FROM alias")}
    assert before < after
    assert dropped == [set(), {article.id}]
