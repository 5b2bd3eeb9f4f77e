"""One vocabulary of sectors: each word has one, in whichever list it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from onrecord.ontology.actor_names import load_actor_names
from onrecord.ontology.actor_tokens import key_of
from onrecord.ontology.actor_words import Kind, load_actor_words, plural
from onrecord.ontology.offices import load_offices
from onrecord.ontology.organisations import load_nouns, load_organisations


def test_every_sector_is_listed_and_used() -> None:
    words = load_actor_words()
    used = {word.sector for word in words.by_key.values()} | {word.also for word in words.by_key.values()}
    assert used <= words.codes | {None}
    assert {sector.code for sector in words.sectors} <= used | {"IMG"}
    assert len(words.by_key) > 2000
    assert all(sector.means and sector.shown for sector in words.sectors)


def test_a_word_is_found_in_both_numbers_and_spellings() -> None:
    words = load_actor_words()
    for form in ("defence ministry", "Defense Ministries", "asylum-seeker", "asylum seekers", "heads of state"):
        assert words.find(form) is not None, form
    assert words.find("members").kind is Kind.ROLE  # type: ignore[union-attr]
    assert plural("church") == "churches"


def _registered() -> Iterator[tuple[str, str]]:
    nouns = load_nouns()
    yield from nouns.groups.items()
    yield from nouns.bodies.items()
    yield from ((words, office.sector) for words, office in load_offices().words.items())


def test_registries_and_words_agree() -> None:
    words = load_actor_words()
    state_media = {"state news agency", "state television"}
    for text, sector in _registered():
        found = words.find(text)
        assert found is not None, text
        if found.kind is Kind.NOUN and text not in state_media:
            assert found.sector == sector, text


def test_organisations_and_names_agree() -> None:
    by_key, codes = load_actor_names().by_key, load_actor_words().codes
    for body in load_organisations().all:
        assert body.sector is None or body.sector in codes, body
        found = by_key.get(key_of(body.name), ())
        assert not found or body.sector in {name.sector for name in found}, body


@pytest.mark.parametrize(("words", "sector"), [("journalist", "JRN"), ("doctor", "MED"), ("ambassador", "GOV")])
def test_the_press_medicine_and_diplomats(words: str, sector: str) -> None:
    found = load_actor_words().find(words)
    assert found is not None
    assert found.sector == sector
    office = load_offices().find(words)
    assert office is None or office.sector == sector
