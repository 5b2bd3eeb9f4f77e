from __future__ import annotations

import random

import pytest

from onrecord.model.article import Article
from onrecord.model.derived import Actor, Alias
from onrecord.model.entity_row import entity_rows
from onrecord.model.facts import Facts
from onrecord.model.reading import Entity, EntityKind, Mention, MentionForm, Reading, Tenure
from onrecord.resolve.actors import resolve_actors as resolve_rows

Found = tuple[Entity, list[Mention], list[Tenure]]


def person(article: str, name: str, state: str | None = None, office: str | None = None, named: bool = True) -> Found:
    id_ = f"ent-{article}-{name}-{office}"
    entity = Entity(id_, article, EntityKind.PERSON, name, state, None, office)
    form = MentionForm.NAME if named else MentionForm.NOMINAL
    mention = Mention(f"men-{id_}", article, id_, 0, len(name), name, form)
    tenures = [Tenure(f"ten-{id_}", article, id_, office, 0, 1, "x", state)] if office else []
    return entity, [mention], tenures


def body(article: str, name: str, kind: EntityKind, state: str | None = None) -> Found:
    id_ = f"ent-{article}-{name}"
    mention = Mention(f"men-{id_}", article, id_, 0, len(name), name, MentionForm.NAME)
    return Entity(id_, article, kind, name, state), [mention], []


def facts(*found: Found) -> Facts:
    names = sorted({entity.article for entity, _, _ in found})
    readings = [
        Reading(
            name,
            tuple(entity for entity, _, _ in found if entity.article == name),
            tuple(m for entity, mentions, _ in found if entity.article == name for m in mentions),
            tuple(t for entity, _, tenures in found if entity.article == name for t in tenures),
        )
        for name in names
    ]
    return Facts.of([Article(name, name, "", "") for name in names], readings)


def resolve_actors(found: Facts) -> tuple[tuple[Actor, ...], tuple[Alias, ...]]:
    return resolve_rows(entity_rows(found.readings))


def groups(result: tuple[tuple[Actor, ...], tuple[Alias, ...]]) -> list[list[str]]:
    actors, aliases = result
    return sorted(sorted({alias.name for alias in aliases if alias.actor == actor.id}) for actor in actors)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Olaf Brandvik", "NOR", "president"), ("Olaf Brandvik", None, None)),
        (("Sergey Brandov", "RUS", "defence minister"), ("Sergei Brandov", None, None)),
        (("Aleksandr Brandov", "RUS", "defence minister"), ("Alexander Brandov", "RUS", None)),
        (("Bill Torvik", None, None), ("William Torvik", None, None)),
        (("Olaf B. Torvik", None, None), ("Olaf Torvik", None, None)),
        (("Wei Lin", "CHN", "defence minister"), ("Wei Linhua", "CHN", "defence minister")),
        (("Olaf Brandvik", "NOR", "president"), ("Brandvik", "NOR", "president")),
        (("Olaf Brandvik", "NOR", "president"), ("Brandvik", None, "president")),
    ],
)
def test_names_of_one_person(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert len(resolve_actors(facts(person("a", *one), person("b", *other)))[0]) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Hillary Torvik", None, None), ("Bill Torvik", None, None)),
        (("Olaf Torvik", "NOR", "president"), ("Olaf Torvik", "SWE", "mayor")),
        (("Olaf Torvik Jr.", "NOR", None), ("Olaf Torvik", "NOR", None)),
        (("Olaf Kellen", "USA", "chief of staff"), ("Olaf Kerren", "USA", "secretary of state")),
        (("Olaf Brandvik", "NOR", "president"), ("Brandvik", "SWE", "mayor")),
        (("Olaf Brandvik", None, None), ("Brandvik", None, None)),
    ],
)
def test_persons_who_stay_apart(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert len(resolve_actors(facts(person("a", *one), person("b", *other)))[0]) == 2


def test_a_misspelt_surname_joins_where_the_office_agrees() -> None:
    found = facts(person("a", "Olaf Gubrev", None, "spokesperson"), person("b", "Olaf Gabruev", None, "spokesperson"))
    assert groups(resolve_actors(found)) == [["Olaf Gabruev", "Olaf Gubrev"]]


def test_one_letter_of_a_short_surname_counts_unless_the_office_is_one() -> None:
    same = facts(
        person("a", "Olaf Brandt", "NOR", "defence minister"), person("b", "Olaf Brant", "NOR", "defence minister")
    )
    other = facts(person("a", "Olaf Brandt", "NOR", "defence minister"), person("b", "Olaf Brant", "NOR", "mayor"))
    assert (len(resolve_actors(same)[0]), len(resolve_actors(other)[0])) == (1, 2)


def test_a_bare_surname_with_two_candidates_is_left_apart() -> None:
    found = facts(
        person("a", "Hillary Torvik", "USA"),
        person("b", "Bill Torvik", "USA"),
        person("c", "Torvik", "USA"),
    )
    assert len(resolve_actors(found)[0]) == 3


def test_a_bare_surname_joins_in_the_same_company() -> None:
    found = facts(
        person("a", "Olaf Brandvik"),
        person("a", "Peter Lindqvist"),
        person("b", "Brandvik"),
        person("b", "Peter Lindqvist"),
    )
    assert groups(resolve_actors(found)) == [["Brandvik", "Olaf Brandvik"], ["Peter Lindqvist"]]


def test_an_unnamed_holder_joins_the_only_one_known() -> None:
    found = facts(
        person("a", "Olaf Brandvik", "NOR", "president"),
        person("b", "Norwegian president", "NOR", "president", named=False),
        person("c", "Norwegian diplomat", "NOR", "diplomat", named=False),
    )
    assert groups(resolve_actors(found)) == [["Norwegian diplomat"], ["Norwegian president", "Olaf Brandvik"]]


def test_an_unnamed_holder_joins_the_one_who_nearly_always_holds_the_office() -> None:
    found = facts(
        *(person(f"a{i}", "Olaf Brandvik", "NOR", "president") for i in range(6)),
        person("b", "Peter Lindqvist", "NOR", "president"),
        person("c", "Norwegian president", "NOR", "president", named=False),
    )
    assert groups(resolve_actors(found)) == [["Norwegian president", "Olaf Brandvik"], ["Peter Lindqvist"]]


def test_unnamed_persons_of_a_rank_are_each_their_own() -> None:
    found = facts(
        person("a", "Norwegian diplomat", "NOR", "diplomat", named=False),
        person("b", "Norwegian diplomat", "NOR", "diplomat", named=False),
    )
    assert len(resolve_actors(found)[0]) == 2


def test_the_actor_has_the_most_frequent_of_the_fullest_names() -> None:
    found = facts(
        person("a", "Wei Lin", "CHN", "president"),
        person("b", "Wei Linhua", "CHN", "president"),
        person("c", "Wei Linhua", "CHN", "president"),
        person("d", "Wei", "CHN", "president"),
    )
    ((actor,), aliases) = resolve_actors(found)
    assert (actor.name, actor.state) == ("Wei Linhua", "CHN")
    assert all(alias.reason for alias in aliases)


def test_states_sources_and_bodies_join_by_code_and_name() -> None:
    found = facts(
        body("a", "Norway", EntityKind.STATE, "NOR"),
        body("b", "Norway", EntityKind.STATE, "NOR"),
        body("a", "TASS", EntityKind.AGENCY, "RUS"),
        body("b", "TASS", EntityKind.AGENCY, "RUS"),
        body("a", "Norwegian army", EntityKind.ORGANISATION, "NOR"),
        body("b", "The Norwegian army", EntityKind.ORGANISATION),
        body("b", "Swedish army", EntityKind.ORGANISATION, "SWE"),
    )
    assert groups(resolve_actors(found)) == [
        ["Norway"],
        ["Norwegian army", "The Norwegian army"],
        ["Swedish army"],
        ["TASS"],
    ]


def test_the_order_of_articles_does_not_matter() -> None:
    found = [
        person(f"a{i}", name, state, office)
        for i, (name, state, office) in enumerate(
            [
                ("Sergey Brandov", "RUS", "president"),
                ("Sergei Brandov", None, "president"),
                ("Brandov", "RUS", None),
                ("Olaf Torvik", "NOR", None),
                ("Torvik", "NOR", None),
                ("Hanna Torvik", "NOR", None),
            ]
        )
    ]
    expected = resolve_actors(facts(*found))
    for seed in range(5):
        random.Random(seed).shuffle(found)  # noqa: S311 - a shuffle for a test
        assert resolve_actors(facts(*found)) == expected


def test_every_entity_has_one_alias_and_every_actor_an_id_of_its_own() -> None:
    found = [person(f"a{i}", f"Olaf Torvik{'abc'[i % 3]}", "NOR", "president") for i in range(9)]
    actors, aliases = resolve_actors(facts(*found))
    assert len(aliases) == 9
    assert len({actor.id for actor in actors}) == len(actors)
    assert {alias.actor for alias in aliases} == {actor.id for actor in actors}
