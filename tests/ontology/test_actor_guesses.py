"""The sector of nouns that no list of words holds."""

from __future__ import annotations

import pytest

from onrecord.ontology.actor_codes import code_actor
from onrecord.ontology.actor_guesses import guessed
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.data_files import bundled_rows


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("counterprotesters", "CVL"),
        ("superministry", "GOV"),
        ("cybercrooks", "CRM"),
        ("congresspersons", "LEG"),
        ("speleologists", "EDU"),
        ("millwrights", "LAB"),
        ("rheumatologist", "MED"),
        ("archimandrites", "REL"),
        ("newspersons", "JRN"),
        ("aircrewmen", "LAB"),
    ],
)
def test_a_noun_is_taken_for_what_it_is_like(noun: str, sector: str) -> None:
    assert load_actor_words().find(noun) is None, "no longer unlisted: take another noun"
    found = guessed(noun)
    assert found is not None
    assert found.sector == sector
    assert found.like


@pytest.mark.parametrize(
    "word", ["table", "agreement", "quickly", "s", "men", "women", "", "é", "shelling", "attack", "nobody", "brave"]
)
def test_other_words_are_not_guessed(word: str) -> None:
    assert guessed(word) is None


@pytest.mark.parametrize(
    ("phrase", "state", "sector"),
    [
        ("Kenyan millwrights", "KEN", "LAB"),
        ("navy millwrights", None, "MIL"),
        ("millwrights in Lima", "PER", "LAB"),
        ("Millwright Torvik", None, None),
    ],
)
def test_listed_words_before_it_go_first(phrase: str, state: str | None, sector: str | None) -> None:
    code = code_actor(phrase)
    assert (code.state, code.sector) == (state, sector), code.reason


def test_the_reason_says_that_it_is_a_guess() -> None:
    assert code_actor("Kenyan millwrights").reason == "'millwrights', like 'skilled worker', is LAB; of KEN"


def test_the_list_fills_gaps_only() -> None:
    words = load_actor_words()
    for row in bundled_rows("actor_nouns.csv"):
        assert (row["noun"],) not in words.by_key, f"{row['noun']} is listed now: python -m bench.fit_nouns"
        assert row["sector"] in words.codes
        assert row["like"]
