"""Where the lines of an extracted body stand in a page's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.align import Words, words_of


def test_lines_of_the_body_are_found_in_order():
    lines = ["Menu", "The bridge opened on Monday.", "Share", "Ada Torvik was there.", "The ferry closed."]
    body = words_of("The bridge “opened” on Monday.\nAda Torvik was there.")
    words = Words.of(lines)
    assert words.inside(body) == [False, True, False, True, False]
    assert words.covered(body) == 1.0
    assert words.covered(words_of("Nothing of this")) < 0.5
    assert words.covered([]) == 0.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The “Ｎｅｗ” quay", ["the", "new", "quay"]),
        ("har\u00adbour zero\u200bwidth", ["harbour", "zerowidth"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("", []),
    ],
)
def test_words_have_one_form(text: str, words: list[str]):
    assert words_of(text) == words


def test_a_huge_page_is_aligned_in_linear_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.extract.align._CELLS_MAX", 10)
    line = "The bridge at Kelstadt opened on Monday at noon."
    assert Words.of(["Menu of the day", line]).inside(words_of(line)) == [False, True]


@given(st.lists(st.text(max_size=30), max_size=10))
def test_all_lines_with_words_are_inside_their_own_text(lines: list[str]):
    words = Words.of(lines)
    assert words.inside(words_of("\n".join(lines))) == [bool(line) for line in words.lines]


def test_the_words_that_stand_in_the_lines_in_order_are_counted():
    words = Words.of(["Menu", "The harbour opened.", "Share"])
    assert words.aligned(["the", "harbour", "opened", "on", "share"]) == ([False, True, True], 4)
    assert words.aligned(["share", "menu"])[1] == 1
