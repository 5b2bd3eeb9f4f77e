"""Tests of the lists of what stands around an article, and of the index by which most of them are ruled out at once."""

from __future__ import annotations

from dataclasses import fields

from onrecord.ontology.furniture import Phrases, load_furniture, plain_line

FURNITURE = load_furniture()
LISTS = [value for field in fields(FURNITURE) if isinstance(value := getattr(FURNITURE, field.name), Phrases)]
LINES = [
    *("{}", "{} or not", "so {}", "({}) 12", "“{}”, he said", "{}:"),
    *("the minister said that {} was closed for two years", "_{}_", "{}1"),
]


def test_the_index_rules_out_no_list_of_which_a_line_holds_a_phrase():
    phrases = sorted({phrase for held in LISTS for phrase in held._phrases})
    for line in (plain_line(form.format(phrase)) for phrase in phrases for form in LINES):
        holding = {held for held in LISTS if held.found_in(line)}
        assert holding <= FURNITURE.index.lists_for(line), line


def test_a_line_without_words_of_furniture_needs_no_list():
    assert FURNITURE.index.lists_for("velmstad") == frozenset()
