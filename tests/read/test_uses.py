from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.read.uses import goes_with, use_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "verb", "extra", "object_"),
    [
        ("They called off the talks.", "called", "off", "talks"),
        ("They withdrew from the treaty.", "withdrew", "from", "treaty"),
        ("They met the envoy.", "met", "", "envoy"),
        ("The talks were called off.", "called", "off", "talks"),
        ("They called on Friday for calm.", "called", "on", None),
        ("They gave the king a horse in exchange.", "gave", "in", None),
        ("They remained on alert in the north.", "remained", "on alert", None),
    ],
)
def test_the_object_that_goes_with_the_words(nlp: Language, text: str, verb: str, extra: str, object_: str | None):
    use = use_of(next(token for token in nlp(text) if token.text == verb), extra)
    found = use.object.text if use and use.object else None
    assert found == object_


@pytest.mark.parametrize(
    ("text", "noun", "extra", "goes"),
    [
        ("The arms sales went on.", "sales", "arms", True),
        ("The state of siege went on.", "state", "of siege", True),
        ("The state of the nation is good.", "state", "of siege", False),
        ("The sales went on.", "sales", "arms", False),
    ],
)
def test_nouns_with_their_words(nlp: Language, text: str, noun: str, extra: str, goes: bool):
    assert goes_with(next(token for token in nlp(text) if token.text == noun), extra) is goes
