from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.span import Span
from onrecord.resolve.wording import containment, content_senses, ends_sentence, forms, in_order, longest_run, words_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Navy’s ships", "the navy ships"),
        ("[T]he firm bonds", "the firm bonds"),
        ("has come [to Sarn] to show", "has come to show"),
        ("we've come; they don't", "we have come they do not"),
        ("they can't and won't", "they can not and will not"),
        ("the neighbours’ defence", "the neighbors defense"),
        ("the U.S. and the E.U.", "the us and the eu"),
        ("1,200 ships", "1200 ships"),
        ("a 2.5 percent rise", "a 2.5 percent rise"),
        ("Admiral O'Dell", "admiral odell"),
        ("re-elected", "re elected"),
        ("", ""),
        ("“…”", ""),
    ],
)
def test_words_are_folded(text: str, expected: object):
    assert " ".join(forms(words_in(text))) == expected


def test_a_state_and_its_people_have_one_sense():
    assert set(content_senses(words_in("Americans American America US U.S."))) == {"=USA"}


def test_a_small_word_is_no_state():
    assert content_senses(words_in("show us")) == ("show",)


def test_a_capital_keeps_its_name():
    assert content_senses(words_in("Paris")) != content_senses(words_in("France"))


@given(st.text(max_size=80))
def test_every_word_has_its_place(text: str):
    words = words_in(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


@given(st.text(alphabet="ab c.[]'’“", max_size=30), st.text(alphabet="ab c.", min_size=1, max_size=20))
def test_a_part_has_its_own_words_at_the_places_in_the_whole(before: str, part: str):
    text = before + part
    words = words_in(text, Span(len(before), len(text)))
    assert forms(words) == forms(words_in(part))
    assert all(word.start >= len(before) for word in words)


def test_longest_run():
    assert longest_run(["a", "firm", "bond", "of", "peace"], ["the", "firm", "bond", "of", "war"]) == (1, 1, 3)
    assert longest_run([], ["a"])[2] == 0


def test_containment_counts_each_word_once():
    assert containment(["a", "a", "b"], ["a", "c"]) == (1, 0.5)
    assert containment([], ["a"]) == (0, 0.0)


def test_words_in_order():
    assert in_order(["ship", "sail", "port"], ["ship", "port"]) == 2
    assert in_order(["ship", "port"], ["port", "ship"]) == 1


@pytest.mark.parametrize(
    ("gap", "before", "after", "expected"),
    [
        (". ", "peace", "We", True),
        ("… ", "sarn", "we", True),
        (" ", "firm", "bonds", False),
        (". ", "mr", "Castell", False),
        (". ", "approx", "we", False),
        ("; ", "peace", "we", True),
        ("?” ", "war", "They", True),
    ],
)
def test_sentence_ends(gap: str, before: str, after: str, expected: object):
    assert ends_sentence(gap, before, after) is expected
