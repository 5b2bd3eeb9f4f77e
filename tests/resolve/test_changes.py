from __future__ import annotations

import pytest

from onrecord.resolve.changes import agreement, changed, inner_changes
from onrecord.resolve.wording import words_in


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("show the firm bonds of peace", "the firm bonds", []),
        ("show the firm bonds of peace", "show the firm bonds of war", [("peace", "war")]),
        ("show the firm bonds of peace", "show the close bonds of peace", [("firm", "close")]),
        ("show the firm and lasting bonds", "show the firm bonds", [("and lasting", "")]),
        ("we will show the firm bonds", "they may show the firm bonds", [("we will", "they may")]),
        ("at last we will show the firm bonds", "may show the firm bonds", [("will", "may")]),
        ("ships", "grain", []),
    ],
)
def test_changed_places(a: str, b: str, expected: object):
    words, others = words_in(a), words_in(b)
    found = [
        (" ".join(w.form for w in words[slice(*change.a)]), " ".join(w.form for w in others[slice(*change.b)]))
        for change in changed(words, others)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("show the firm bonds of peace", "show the firm bonds of war", [("peace", "war")]),
        ("what a question show the firm bonds of peace", "No show the firm bonds of peace", []),
        ("show the firm bonds of peace and war for ever", "show the close bonds of friendship", [("firm", "close")]),
        ("we will show the firm bonds", "we will not show the firm bonds", [("", "not")]),
    ],
)
def test_differences_lie_between_what_both_have(a: str, b: str, expected: object):
    words, others = words_in(a), words_in(b)
    found = [
        (" ".join(w.form for w in words[slice(*change.a)]), " ".join(w.form for w in others[slice(*change.b)]))
        for change in inner_changes(words, others)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        ("at last show the firm bonds", "show the firm bonds of peace", 1.0),
        ("show the firm bonds", "show the close bonds", 0.75),
        ("ships", "grain", 0.0),
    ],
)
def test_agreement(a: str, b: str, share: float):
    assert agreement(words_in(a), words_in(b)) == share
