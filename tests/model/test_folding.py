"""Folding for comparison leads back to the characters that it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.folding import fold, folded


@pytest.mark.parametrize(
    ("text", "same"),
    [("“Ｄefence”", '"defence"'), ("co\u00adop\u200berate", "cooperate"), ("Straße ﬁve", "strasse five"), ("", "")],
)
def test_what_looks_the_same_folds_to_the_same(text: str, same: str) -> None:
    assert fold(text).text == same


@given(st.text() | st.text(st.characters(max_codepoint=127)))
def test_the_text_alone_is_the_same(text: str) -> None:
    assert folded(text) == fold(text).text


@given(st.text())
def test_every_folded_character_knows_its_place(text: str) -> None:
    found = fold(text)
    assert len(found.starts) == len(found.text)
    assert list(found.starts) == sorted(found.starts)
    for i, character in enumerate(found.text):
        assert character in fold(found.back(i, i + 1).of(text)).text
