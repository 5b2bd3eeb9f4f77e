from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ontology.people import NameParts, load_people


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey", "Sergei"),
        ("Aleksandr", "Alexander"),
        ("Dmitriy", "Dmitrij"),
        ("Torvick", "Torvik"),
        ("Mohammed", "Mohamed"),
        ("Yulia", "Julia"),
        ("Zelenskyy", "Zelensky"),
        ("Brzeziński", "Brzezinski"),
        ("Nikolay", "Nikolai"),
    ],
)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert load_people().spelling(one) == load_people().spelling(other)


@pytest.mark.parametrize(("one", "other"), [("Kelly", "Kerry"), ("Li", "Lai"), ("Ivan", "Anna"), ("Park", "Pak Yun")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert load_people().spelling(one) != load_people().spelling(other)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Torvik", NameParts(("ada",), "torvik")),
        ("Torvik", NameParts((), "torvik")),
        ("Ada van der Torvik", NameParts(("ada",), "van der torvik")),
        ("Olaf Torvik Jr.", NameParts(("olaf",), "torvik", "jr")),
        ("Olaf B. Torvik III", NameParts(("olaf", "b."), "torvik")),
        ("Wei Lin", NameParts(("lin",), "wei")),
        ("Kim Jong-mo", NameParts(("jong-mo",), "kim")),
        ("Lucy Zhang", NameParts(("lucy",), "zhang")),
    ],
)
def test_parts_of_a_name(name: str, parts: NameParts) -> None:
    assert load_people().parts(name) == parts


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("bill",), ("william",), True),
        (("joe",), ("joseph",), True),
        (("o.",), ("olaf",), True),
        (("bill",), ("hillary",), False),
        (("olaf", "w."), ("olaf", "h."), False),
        (("olaf", "w."), ("olaf",), True),
        ((), ("olaf",), True),
    ],
)
def test_given_names_of_one_person(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert load_people().same_given(one, other) is same


def test_gender_is_told_by_known_given_names_alone() -> None:
    people = load_people()
    assert [people.gender(name) for name in ("Ada Torvik", "Vladimir Ostrov", "Xq Torvik", "Torvik")] == [
        "f",
        "m",
        None,
        None,
    ]


def test_no_given_name_is_both() -> None:
    assert not load_people().female & load_people().male


@given(st.text(max_size=20))
def test_spelling_is_a_function_of_the_folded_name(name: str) -> None:
    people = load_people()
    assert people.spelling(name) == people.spelling(name.lower())
