"""Folding for comparison leads back to the characters that it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [("“Ｄefence”", '"defence"'), ("co\u00adop\u200berate", "cooperate"), ("Straße ﬁve", "strasse five"), ("", "")],
)
def test_what_looks_the_same_folds_to_the_same(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text())
def test_every_folded_character_knows_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    for i, character in enumerate(folded.text):
        assert character in fold(folded.back(i, i + 1).of(text)).text
