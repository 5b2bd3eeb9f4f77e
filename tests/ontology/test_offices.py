from __future__ import annotations

import pytest

from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.offices import load_offices
from onrecord.ontology.organisations import load_nouns, load_organisations

SECTORS = load_actor_words().codes


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("president", "president"),
        ("Defense Minister", "defence minister"),
        ("defence secretary", "defence minister"),
        ("defence chief", "defence minister"),
        ("Minister of Foreign Affairs", "foreign minister"),
        ("Secretary of State", "secretary of state"),
        ("vice-president", "vice president"),
        ("spokeswoman", "spokesperson"),
        ("state councilor", "state councillor"),
        ("Secretary-General", "secretary-general"),
        ("Gen.", "general"),
    ],
)
def test_spellings_of_one_office(words: str, office: str) -> None:
    found = load_offices().find(words)
    assert found is not None
    assert found.name == office


def test_counterparts_share_an_office() -> None:
    offices = load_offices()
    assert offices.same("secretary of state", "foreign minister")
    assert not offices.same("president", "prime minister")
    assert not offices.same(None, None)


def test_ranks_say_less_than_offices() -> None:
    offices = load_offices()
    assert offices.is_rank("general")
    assert offices.is_rank(None)
    assert not offices.is_rank("president")


def test_what_generic_words_cover() -> None:
    generic = load_offices().generic
    assert generic["leader"].covers("president", head=True)
    assert not generic["leader"].covers("spokesperson", head=False)
    assert generic["minister"].covers("defence minister", head=False)


def test_every_office_has_a_known_sector_and_like_names_an_office() -> None:
    offices = load_offices()
    assert {office.sector for office in offices.by_name.values()} <= SECTORS
    assert all(office.like in offices.by_name for office in offices.by_name.values() if office.like)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nato", "NATO"),
        ("NATO", "NATO"),
        ("the U.N.", "United Nations"),
        ("Pentagon", "Pentagon"),
        ("THE PENTAGON", "Pentagon"),
    ],
)
def test_finds_organisations(text: str, name: str) -> None:
    found = load_organisations().find(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["who", "un", "the", "Velmark Motors"])
def test_words_are_no_organisations(text: str) -> None:
    assert load_organisations().find(text) is None


def test_nouns_for_bodies_are_folded() -> None:
    assert load_nouns().bodies["defence ministry"] == "GOV"
    assert load_nouns().groups["troops"] == "MIL"
