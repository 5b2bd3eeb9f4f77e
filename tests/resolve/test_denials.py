"""What denies, what takes a denial back, and turns of several words."""

from __future__ import annotations

import pytest

from onrecord.resolve.denials import denied_by_cue, turned_round
from onrecord.resolve.nearness import in_common
from onrecord.resolve.phrasing import phrased
from onrecord.resolve.wording import words_in


def pairs(one: str, other: str):
    a, b = phrased(words_in(one)), phrased(words_in(other))
    return a, b, in_common(a, b, lambda _: 1.0).pairs


@pytest.mark.parametrize(
    ("one", "other", "turned"),
    [
        ("The ship will stay until a court has ruled", "As long as no judge has ruled the vessel stays", False),
        ("The ship will stay until a court has ruled", "The vessel will not stay", True),
        ("I have got my freedom back but not my good name", "My liberty is back, my reputation they kept", False),
        ("He took no coin that was not his own", "He took not one cent", False),
        ("Not one of the prisoners was beaten", "None of the prisoners was beaten", False),
        ("We will not leave the harbour", "We will stay in the harbour", False),
        ("We will not leave the harbour", "We will leave the harbour", True),
        ("The insurers will no longer touch the boats", "The boats are covered by the insurers", True),
        ("No insurer will touch the boats", "The insurers will no longer touch the boats", False),
        ("At no point did she say that the mine would be closed", "She never spoke of closing the mine", False),
        ("We did not agree with the report", "We disagreed with the report", False),
        ("We agree with the report", "We disagree with the report", True),
        ("We will carry nobody over the river", "We will not carry anybody", False),
        ("There will be no more talks", "The talks are over", False),
        ("The order was illegal", "The order was not legal", False),
        ("The harbour is open to every ship that pays", "Not one ship has paid since the harbour was closed", True),
    ],
)
def test_the_opposite(one: str, other: str, turned: bool):
    a, b, common = pairs(one, other)
    assert turned_round(a, b, common, (False, False)) is turned
    assert turned_round(b, a, [(j, i) for i, j in common], (False, False)) is turned


@pytest.mark.parametrize(
    ("words", "denied", "same"),
    [
        ("We have never threatened the skippers", "they had ever threatened the skippers", True),
        ("We have threatened the skippers", "they had ever threatened the skippers", False),
        ("We have never threatened the skippers", "they had never threatened the skippers", False),
    ],
)
def test_what_only_the_cue_denies(words: str, denied: str, same: bool):
    a, b, common = pairs(words, denied)
    assert denied_by_cue(a, b, common, first=False) is same


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("They came close to leaving", ["they", "nearly", "leaving"]),
        ("My good name is gone", ["my", "reputation", "is", "gone"]),
        ("The clerks walked out at once", ["the", "clerks", "leave", "immediately"]),
        ("A name that is good", ["a", "name", "that", "is", "good"]),
    ],
)
def test_turns_are_read_as_one_word(text: str, read: list[str]):
    words = phrased(words_in(text))
    assert [word.form for word in words] == read
    assert (words[0].start, words[-1].end) == (0, len(text))
