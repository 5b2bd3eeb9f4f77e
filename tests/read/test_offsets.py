from __future__ import annotations

import spacy

from onrecord.read.offsets import TokensAt


def test_tokens_are_found_by_their_first_character():
    doc = spacy.blank("en")("One two  three.")
    tokens = TokensAt(doc)
    found = tokens.at(4)
    assert found is not None
    assert found.text == "two"
    assert tokens.at(5) is None
    assert tokens.at(99) is None
    assert [token.text for token in tokens.between(4, 14)] == ["two", "three"]
    assert TokensAt(spacy.blank("en")("")).between(0, 9) == []
