"""The table of towns made of a gazetteer's rows."""

from __future__ import annotations

from typing import Any

from train.towns import rows_of

_STATES = {"FR": "FRA", "NO": "NOR"}


def _town(name: str, people: int, others: list[str], number: int = 1, state: str = "NO") -> dict[str, Any]:
    return {
        "name": name,
        "countrycode": state,
        "population": people,
        "latitude": 60.12345,
        "longitude": 5.1,
        "geonameid": number,
        "alternatenames": others,
    }


def _names(towns: list[dict[str, Any]]) -> dict[str, str]:
    return {row[0]: row[-1] for row in rows_of(towns, _STATES)}


def test_towns_stand_by_their_people_then_by_number() -> None:
    rows = list(rows_of([_town("Torhaven", 900, [], 2), _town("Dunmoor", 50, []), _town("Arvik", 900, [], 1)], _STATES))
    assert [row[0] for row in rows] == ["Dunmoor", "Arvik", "Torhaven"]
    assert rows[0] == ("Dunmoor", "NOR", 50, 60.123, 5.1, 1, "")


def test_another_name_stands_at_the_most_populous_town_that_has_it() -> None:
    towns = [_town("Torhaven", 900, ["Thorshafen"], 1), _town("Dunmoor", 50, ["Thorshafen", "Donmoor"], 2, "FR")]
    assert _names(towns) == {"Torhaven": "Thorshafen", "Dunmoor": "Donmoor"}


def test_a_name_that_some_town_has_for_its_own_is_no_other_name() -> None:
    assert _names([_town("Torhaven", 900, ["Dun-Moor"], 1), _town("Dun Moor", 50, ["Dun Moor"], 2)]) == {
        "Torhaven": "",
        "Dun Moor": "",
    }


def test_other_names_are_in_latin_letters_and_neither_short_nor_words() -> None:
    assert _names([_town("Torhaven", 900, ["Торхавен", "TRH", "haven", "Torhavn"])]) == {"Torhaven": "Torhavn"}


def test_of_spellings_with_one_key_the_longest_counts() -> None:
    assert _names([_town("Torhaven", 900, ["St Dunn", "St. Dunn"])]) == {"Torhaven": "St. Dunn"}
