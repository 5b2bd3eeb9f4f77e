"""Places by name, from one gazetteer."""

from __future__ import annotations

import pytest

from onrecord.ontology.actor_places import is_city, state_of_key
from onrecord.ontology.actor_tokens import key_of
from onrecord.ontology.gazetteer import load_gazetteer, state_of_place
from onrecord.ontology.states import load_states


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Vladivostok", "RUS"),
        ("Texas", "USA"),
        ("Paris", "FRA"),
        ("São Paulo", "BRA"),
        ("Qingdao", "CHN"),
        ("Kiev", "UKR"),
        ("Torhaven", None),
        ("Stratford upon Avon", "GBR"),
        ("Stratford-upon-Avon", "GBR"),
        ("Nowhere-on-Sea", None),
        ("", None),
    ],
)
def test_the_state_of_a_place(name: str, state: str | None) -> None:
    assert state_of_place(name) == state


def test_regions_go_before_towns() -> None:
    assert state_of_key(key_of("Xinjiang")) == "CHN"
    assert state_of_key(key_of("Cox's Bazar")) == "BGD"
    assert state_of_key(key_of("Lagos")) == "NGA"


def test_other_names_are_taken_of_large_towns_only() -> None:
    gazetteer = load_gazetteer()
    assert set(gazetteer.other_names_abroad) < set(gazetteer.other_names)
    assert is_city(key_of("Lagos"))
    assert not is_city(key_of("Torhaven"))


def test_almost_all_places_lie_in_known_states() -> None:
    known, gazetteer = load_states().by_code, load_gazetteer()
    assert sum(code in known for code in gazetteer.towns.values()) > 0.98 * len(gazetteer.towns)
