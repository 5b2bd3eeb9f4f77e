"""Actors brought in step article by article are those that all articles give at once."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
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
from onrecord.record.verify import verify
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


def _reading(key: str, chance: random.Random, names: Sequence[str] = NAMES) -> tuple[Article, Reading]:
    article = _article(key)
    entities, mentions, tenures = [], [], []
    for number in range(chance.randint(1, 6)):
        person = chance.random() < 0.7
        name, form = chance.choice(names if person else BODIES), MentionForm.NAME
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


@pytest.mark.parametrize("seed", range(12))
def test_few_at_a_time_are_as_all_at_once(tmp_path: Path, seed: int) -> None:
    """With many names most kin stay, and so do most of the unnamed: those who change must still be found."""
    chance = random.Random(seed)  # noqa: S311 - names for a test
    given, family = (
        ("Ada", "Peter", "Ilmari"),
        [f"{a}{b}" for a in ("Tor", "Gab", "Lin", "Osk") for b in ("vik", "runo", "dahl")],
    )
    names = (*(f"{one} {other}" for one in given for other in family), *family)
    made = [_reading(f"art {number}", chance, names) for number in range(40)]
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, made[:28])
        _cast(record)
        for number in range(28, 40):
            _add(record, made[number : number + 1])
            if number % 4 == 0:
                people = [e for _, reading in made[:number] for e in reading.entities if e.kind is EntityKind.PERSON]
                one, other = chance.sample(people, 2)
                record.judge([_judgement(number, one, other, chance.choice([Verdict.SAME, Verdict.DIFFERENT]))])
            rows = entity_rows(reading for _, reading in made[: number + 1])
            assert _cast(record) == resolve_actors(rows, record.judgements())
        assert not [damage for damage in verify(record) if damage.table == "nameless"]


def _telling(key: str, *persons: tuple[str, str | None, MentionForm]) -> tuple[Article, Reading]:
    """An article with persons of Velmark, each by name and office, and whether it names them."""
    article, entities, mentions, tenures = _article(key), [], [], []
    for number, (name, office, form) in enumerate(persons):
        id_, state = content_id(Prefix.ENTITY, key, str(number)), "XVM"
        entities.append(Entity(id_, article.id, EntityKind.PERSON, name, state, None, office))
        mentions.append(Mention(content_id(Prefix.MENTION, id_), article.id, id_, 0, 6, "Torvik", form))
        if office:
            tenures.append(Tenure(content_id(Prefix.TENURE, id_), article.id, id_, office, 0, 6, "Torvik", state))
    return article, Reading(article.id, tuple(entities), tuple(mentions), tuple(tenures))


def test_who_is_beside_an_unnamed_person_can_change_who_that_is(tmp_path: Path) -> None:
    named, nominal = MentionForm.NAME, MentionForm.NOMINAL
    others = [_telling(f"other {n}", (f"Otto Other{n}", None, named), ("Una Lind", None, named)) for n in range(9)]
    made = [
        *others,
        _telling("one", ("Ada Torvik", "president", named)),
        _telling("two", ("Ilmari Best", "president", named)),
        _telling("here", ("Torvik", None, named), ("XVM president", "president", nominal)),
        _telling("more", ("Peter Torvik", None, named)),
    ]
    unnamed = made[-2][1].entities[1].id
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, made[:-1])
        before = {alias.entity: alias.actor for alias in _cast(record)[1]}
        _add(record, made[-1:])
        cast = _cast(record)
        after = {alias.entity: alias.actor for alias in cast[1]}
        assert cast == resolve_actors(entity_rows(reading for _, reading in made))
    assert before[unnamed] == before[made[-4][1].entities[0].id]
    assert after[unnamed] != before[unnamed]


def test_an_unnamed_person_whom_people_judge_is_what_they_say(tmp_path: Path) -> None:
    named, nominal = MentionForm.NAME, MentionForm.NOMINAL
    others = [_telling(f"other {n}", (f"Otto Other{n}", None, named), ("Una Lind", None, named)) for n in range(9)]
    made = [*others, _telling("one", ("XVM envoy", "president", nominal)), _telling("two", ("Ada Best", None, named))]
    one, other = made[-2][1].entities[0], made[-1][1].entities[0]
    with Record.open(tmp_path / "r.db", create=True) as record:
        _add(record, made)
        found = [_cast(record)]
        for number, verdict in enumerate((Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDO)):
            record.judge([_judgement(number, one, other, verdict)])
            found.append(_cast(record))
            assert found[-1] == resolve_actors(entity_rows(reading for _, reading in made), record.judgements())
    actors = [{alias.entity: alias.actor for alias in aliases} for _, aliases in found]
    assert actors[1][one.id] == actors[1][other.id]
    assert actors[0][one.id] == actors[3][one.id] != actors[2][other.id]


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
