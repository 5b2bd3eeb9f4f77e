"""Verbs beside a quotation that are no cues and still say who spoke, or do not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.read.doc import make_doc, statements_of

pytestmark = pytest.mark.model


def speakers(nlp: Language, text: str) -> list[str | None]:
    article = Article("art-1", "a.txt", text, "", (Block(0, len(text), BlockKind.BODY),))
    return [found.speaker.text if found.speaker else None for found in statements_of(nlp(make_doc(nlp, article)))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We were told to leave the quay, and we sang instead,” gloats Ada Renn.", "Ada Renn"),
        ("“We have been here before, and we know the way out,” Ada Renn shrugged.", "Ada Renn"),
        ("“The old mill will turn again before the winter,” he beamed.", "he"),
    ],
)
def test_a_verb_after_a_whole_quotation_stands_for_saying(nlp: Language, text: str, speaker: str):
    assert speaker in speakers(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "“We were told to leave the quay, and we sang instead,” and Ada Renn left the room.",
        "“We have been here before, and we know the way out,” Ada Renn painted the gate.",
        "“The old mill will turn again before the winter,” Ada Renn is a miller.",
    ],
)
def test_a_verb_with_something_to_do_it_to_does_not(nlp: Language, text: str):
    assert "Ada Renn" not in speakers(nlp, text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The agency quoted the envoy with the words: “The door is shut and the key is in the sea.”", "the envoy"),
        ("The agency quoted the envoy, Ada Renn, as saying the door was shut.", "the envoy"),
    ],
)
def test_whoever_is_quoted_speaks(nlp: Language, text: str, speaker: str):
    assert any(found and found.startswith(speaker) for found in speakers(nlp, text))
