"""Words that stand for each other, and what keeps two sentences apart."""

from __future__ import annotations

import pytest

from onrecord.resolve.denials import denials, opposite
from onrecord.resolve.nearness import (
    count_otherwise,
    counts,
    in_common,
    keeps_order,
    looks_ahead,
    nearness,
    numbers,
)
from onrecord.resolve.wording import words_in


def word(text: str):
    return words_in(text)[0]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("ships", "vessels", 1.0, 1.0),
        ("twelve", "12", 1.0, 1.0),
        ("spade", "shovels", 0.8, 0.8),
        ("publish", "printed", 0.8, 0.9),
        ("rescued", "rescue", 1.0, 1.0),
        ("peace", "war", 0.0, 0.0),
        ("harbour", "parliament", 0.0, 0.0),
        ("twelve", "13", 0.0, 0.0),
    ],
)
def test_how_well_one_word_stands_for_another(one: str, other: str, least: float, most: float):
    assert least <= nearness(word(one), word(other)) <= most
    assert nearness(word(one), word(other)) == nearness(word(other), word(one))


def test_words_are_paired_one_to_one_and_weighed():
    one, other = words_in("The bell rang and the bell fell"), words_in("A bell was heard")
    common = in_common(one, other, lambda word: 0.5 if word.form == "bell" else 1.0)
    assert len(common.pairs) == 1
    assert common.weight == 0.5
    assert common.whole[1] == 1.5
    assert common.share == pytest.approx(0.5 / 1.5)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("We shall raise the duty", "We lowered the duty", True),
        ("We shall raise the duty and lower the rent", "We lowered the duty", False),
        ("We shall raise the duty", "We shall raise the duty again", False),
    ],
)
def test_opposites(one: str, other: str, expected: bool):
    assert opposite(words_in(one), words_in(other)) is expected


def test_a_word_paired_with_another_is_no_opposite():
    one, other = (
        words_in("They lost forty men and gained a view"),
        words_in("Forty men died and what they won was a view"),
    )
    pairs = [
        (at, there)
        for at, a in enumerate(one)
        for there, b in enumerate(other)
        if (a.form, b.form) == ("gained", "won")
    ]
    assert opposite(one, other)
    assert not opposite(one, other, pairs)


@pytest.mark.parametrize(
    ("text", "told", "embedded", "odd"),
    [
        ("We shall not leave the hill", ("leave", "hill"), False, 1),
        ("We shall not forget the hill", ("forget", "hill"), False, 0),
        ("Nobody asked, and yet after all of these years we shall leave the hill", ("leave", "hill"), False, 0),
        ("she had not so much as thought of asking anybody at all to leave the hill", ("leave", "hill"), True, 1),
        ("We shall leave the hill, and we shall not come back", ("leave", "hill"), False, 0),
        ("he had nothing to add, namely that they would leave the hill", ("leave", "hill"), True, 0),
    ],
)
def test_denials_count_in_what_both_tell(text: str, told: tuple[str, ...], embedded: bool, odd: int):
    words = words_in(text)
    assert denials(words, [at for at, word in enumerate(words) if word.form in told], embedded) == odd


def test_what_is_to_come_and_how_many():
    assert looks_ahead(words_in("If the river rises we leave"))
    assert not looks_ahead(words_in("The river rose and we left"))
    assert counts(words_in("It took us two decades"))
    assert not counts(words_in("It took us a long time"))
    assert numbers(words_in("Forty men and 12 boats, and one dog")) == {40.0, 12.0}


def test_order():
    assert keeps_order([(0, 1), (1, 2), (2, 0)]) == pytest.approx(2 / 3)
    assert keeps_order([(0, 1), (1, 0)]) == 1.0
    assert keeps_order([(1, 2), (3, 1), (6, 4)]) == 1.0
    assert keeps_order([(0, 4), (1, 2), (3, 0)]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("one", "other", "otherwise"),
    [
        ("Sixty-one members voted", "61 deputies voted", False),
        ("Sixty-one members voted", "62 deputies voted", True),
        ("The sum promised in 2031", "The sum promised two years ago", False),
        ("The sum promised in 2031", "The sum promised in 2033", True),
        ("Forty of those who came in 2031", "Thirty of those who came", True),
    ],
)
def test_other_numbers(one: str, other: str, otherwise: bool):
    assert count_otherwise(words_in(one), words_in(other)) is otherwise
