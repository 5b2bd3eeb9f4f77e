from __future__ import annotations

import pytest

from onrecord.resolve.changes import changed
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
