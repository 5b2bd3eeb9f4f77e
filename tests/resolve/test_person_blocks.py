"""The keys under which names meet: whatever the rules would join is compared, and lists and crowds stay cheap."""

from __future__ import annotations

import cProfile
import random
import re

import pytest
from rapidfuzz.distance import Levenshtein

from onrecord.model.entity_row import EntityRow, Held
from onrecord.model.reading import EntityKind
from onrecord.ontology.people import NameParts, load_people
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.company import Company
from onrecord.resolve.full_names import _Block
from onrecord.resolve.likeness import Person, Persona, Traits
from onrecord.resolve.persons import rough_keys

GIVEN = (
    "a.",
    "b",
    "anna",
    "ann",
    "bo",
    "bill",
    "william",
    "jean-paul",
    "jeanpaul",
    "sergey",
    "sergei",
    "wei",
    "weiming",
)


def persona(number: int, parts: NameParts) -> Persona:
    row = EntityRow(f"ent-{number}", f"art-{number}", EntityKind.PERSON, "x", named=True)
    return Persona(row, parts, Traits())


@pytest.mark.parametrize("surname", ["torvik", "wang"])
def test_every_name_that_agrees_with_another_is_found_by_its_keys(surname: str) -> None:
    chance = random.Random(3)  # noqa: S311 - names for a test
    names = [NameParts(tuple(chance.choices(GIVEN, k=chance.choice((1, 1, 2, 3)))), surname) for _ in range(120)]
    block, persons = _Block(load_people()), []
    for number, parts in enumerate(names):
        person = Person()
        person.add(persona(number, parts), "full name")
        block.add(person)
        persons.append(person)
    agreeing = 0
    for parts in names:
        expected = [person for person in persons if block.agree(person, parts)]
        assert list(block.fitting(parts, Traits())) == expected
        agreeing += len(expected) - 1
    assert agreeing > len(names)


def test_every_surname_that_a_slip_makes_of_another_meets_it() -> None:
    chance = random.Random(4)  # noqa: S311 - names for a test
    letters = "abdeikorstuv"
    compared = 0
    for _ in range(3000):
        name = "".join(chance.choices(letters, k=chance.randrange(5, 9)))
        at = chance.randrange(len(name))
        slip = chance.choice((name[:at] + chance.choice(letters) + name[at + 1 :], name[:at] + name[at + 1 :]))
        bones = [re.sub("[aeiou]", "", word) for word in (name, slip)]
        ends = name[:2] == slip[:2] and name[-1] == slip[-1]
        if min(len(name), len(slip)) >= 5 and (bones[0] == bones[1] or ends) and Levenshtein.distance(name, slip) == 1:
            assert set(rough_keys(name)) & set(rough_keys(slip)), (name, slip)
            compared += 1
    assert compared > 500


def test_who_stands_in_a_long_list_is_in_nobodys_company() -> None:
    def rows(count: int) -> list[EntityRow]:
        names = [f"Body {number}" for number in range(count)]
        return [EntityRow(f"e{n}", "art", EntityKind.ORGANISATION, name, named=True) for n, name in enumerate(names)]

    assert len(Company(rows(20), load_people()).ties("art", "body 3")) == 19
    assert Company(rows(500), load_people()).ties("art") == []


def _many(shape: str, count: int) -> list[EntityRow]:
    chance = random.Random(5)  # noqa: S311 - names for a test
    words = ["".join(chance.choices("bdfgklmnprst", k=3)) + "a" for _ in range(count)]
    office, rows = (Held("president", "VLM"),), []
    for number, word in enumerate(words):
        name = {"given": f"{word} Torvik", "initial": f"A. {word} Torvik", "bare": "Torvik"}.get(shape, f"Bo {word}")
        article = "art-list" if shape == "list" else f"art-{number}"
        unnamed = shape == "office" and number % 2 == 0
        rows.append(
            EntityRow(f"e{number:06}", article, EntityKind.PERSON, name, "VLM", "president", not unnamed, False, office)
        )
    return rows


@pytest.mark.parametrize("shape", ["given", "initial", "bare", "list", "office"])
def test_no_shape_of_names_makes_the_work_grow_with_its_square(shape: str) -> None:
    def calls(count: int) -> int:
        rows, profile = _many(shape, count), cProfile.Profile()
        profile.runcall(resolve_actors, rows)
        return sum(entry.callcount for entry in profile.getstats())

    calls(500)  # What is loaded once does not count.
    # Eight times the entities would take 64 times as much.
    assert calls(4000) < 24 * calls(500)
