from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ontology.states import Form, load_states, plain

UN_MEMBERS = 193


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("China", "CHN"),
        ("the People's Republic of China", "CHN"),
        ("Republic of China", "TWN"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("USA", "USA"),
        ("the United States", "USA"),
        ("Americans", "USA"),
        ("Britain", "GBR"),
        ("Briton", "GBR"),
        ("UK", "GBR"),
        ("Downing Street", "GBR"),
        ("the Kremlin", "RUS"),
        ("Kremlin's", "RUS"),
        ("CANBERRA", "AUS"),
        ("Brasilia", "BRA"),
        ("Bogota", "COL"),
        ("South Korean", "KOR"),
        ("North Koreans", "PRK"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Kosovo", "XKX"),
        ("Palestinians", "PSE"),
        ("Hong Kong", "HKG"),
        ("Élysée", "FRA"),
        ("Elysee Palace", "FRA"),
        ("Zhongnanhai", "CHN"),
    ],
)
def test_finds_a_state_by_any_word_for_it(text: str, code: str) -> None:
    state = load_states().find(text)
    assert state is not None
    assert state.code == code


@pytest.mark.parametrize("text", ["us", "male", "car", "Velmark", "", "the", "polished"])
def test_common_words_are_no_states(text: str) -> None:
    assert load_states().find(text) is None


def test_every_word_of_every_state_finds_a_state_that_has_it() -> None:
    states = load_states()
    for state in states.by_code.values():
        for word, _ in state.words():
            found = states.find(word)
            assert found is not None, word
            assert word in {other for other, _ in found.words()} or plain(word) in {plain(w) for w, _ in found.words()}


def test_names_win_over_demonyms_and_capitals() -> None:
    states = load_states()
    for state in states.by_code.values():
        assert states.find(state.name) == state


def test_has_the_members_of_the_united_nations_and_more() -> None:
    codes = set(load_states().by_code)
    assert len(codes) > UN_MEMBERS
    assert {"TWN", "XKX", "PSE", "HKG"} <= codes
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_a_match_tells_its_forms() -> None:
    states = load_states()
    french, kremlin = states.match("French"), states.match("Kremlin")
    assert french is not None
    assert french.forms >= {Form.ADJECTIVE}
    assert kremlin is not None
    assert kremlin.form is Form.METONYM


def test_own_states_join_the_bundled_ones(tmp_path: Path) -> None:
    own = tmp_path / "actors.yaml"
    own.write_text(
        "states:\n  - {code: VEL, name: Velmark, demonyms: [Velmarker, Velmarkers], capital: Torhaven,\n"
        "     metonyms: [the Tower]}\n"
    )
    states = load_states(own)
    assert [states.find(word).code for word in ("Velmark", "Velmarkers", "Torhaven", "Tower", "France")] == [
        *["VEL"] * 4,
        "FRA",
    ]
