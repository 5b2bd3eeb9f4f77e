from __future__ import annotations

import pytest

from onrecord.ontology.wording import is_content, load_wording, respell, sense, stem


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("defence", "defense"),
        ("neighbours", "neighbors"),
        ("favoured", "favored"),
        ("recognise", "recognize"),
        ("organisation", "organization"),
        ("analysed", "analyzed"),
        ("centre", "center"),
        ("travelled", "traveled"),
        ("licence", "license"),
        ("programme", "program"),
        ("aluminium", "aluminum"),
        ("towards", "toward"),
        ("dialogue", "dialog"),
    ],
)
def test_spellings_fall_together(british: str, american: str):
    assert respell(british) == respell(american)


@pytest.mark.parametrize("word", ["four", "hours", "exist", "israeli", "called", "rises", "fence"])
def test_other_words_keep_their_spelling(word: str):
    assert respell(word) == word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ships", "ship"),
        ("allies", "ally"),
        ("building", "build"),
        ("built", "build"),
        ("cooperation", "cooperate"),
        ("came", "coming"),
        ("strengthens", "strengthening"),
        ("stopped", "stop"),
    ],
)
def test_forms_of_one_word_have_one_stem(one: str, other: str):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("ship", "sheep"), ("navy", "naval"), ("war", "warn")])
def test_different_words_have_different_stems(one: str, other: str):
    assert stem(one) != stem(other)


def test_synonyms_have_one_sense():
    assert sense(stem("bonds")) == sense(stem("ties"))
    assert sense(stem("harbour")) == stem("harbour")


def test_small_words_have_no_content():
    assert not is_content("the")
    assert is_content("harbour")


def test_every_synonym_belongs_to_one_group():
    words = [word for group in load_wording().synonyms for word in group]
    assert all(isinstance(word, str) for word in words)
    assert {word: words.count(word) for word in words if words.count(word) > 1} == {}
