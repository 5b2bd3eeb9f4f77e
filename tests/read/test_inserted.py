"""Words of saying put into what is said, and denials that something was said."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Polarity, Statement
from onrecord.read.doc import make_doc, statements_of
from onrecord.read.pipeline import make_pipeline

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def learned() -> Language:
    return make_pipeline()


def read(nlp: Language, text: str) -> tuple[Statement, ...]:
    article = Article("art-1", "a.txt", text, "", (Block(0, len(text), BlockKind.BODY),))
    return statements_of(nlp(make_doc(nlp, article)))


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("It was, said Oren Castell, a dark day for the pier.", "Oren Castell", "a dark day for the pier"),
        ("This is, said the premier, no time for elections.", "the premier", "no time for elections"),
        ("Both men were, police said on Monday, armed.", "police", "armed"),
        ("There was, Oren Castell told reporters, no money left.", "Oren Castell", "no money left"),
    ],
)
def test_what_goes_on_behind_the_words_of_saying(learned: Language, text: str, speaker: str, content: str):
    (found,) = read(learned, text)
    assert found.speaker is not None
    assert (found.speaker.text, found.spans[-1].of(text)) == (speaker, content)


def test_a_not_inside_the_content_is_no_refusal_to_speak(learned: Language):
    (found,) = read(learned, "He was, the prosecutor said, not the only one in the car.")
    assert found.polarity is Polarity.AFFIRMS


@pytest.mark.parametrize(
    "text",
    [
        "Castell denied saying that the pier would be sold.",
        "Castell denied having said that the pier would be sold.",
        "The minister denied that she had told reporters that the pier would be sold.",
        "The ministry denied that Castell had said that the pier would be sold.",
        "Oren Castell denied claims by the police that he had stolen the boat.",
    ],
)
def test_what_is_denied_to_have_been_said_nobody_says(learned: Language, text: str):
    assert {one.polarity for one in read(learned, text)} == {Polarity.DENIES}


def test_what_another_says_of_a_thing_that_is_denied(learned: Language):
    found = read(learned, "Castell denied a report, which said that the pier would be sold.")
    assert Polarity.AFFIRMS in {one.polarity for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "Castell has called the charge against him “a tale for children who will not sleep”, according to Velpress.",
        "Castell called the plan for the pier “a gift to every smuggler on the coast”, according to Velpress.",
    ],
)
def test_a_name_in_marks_for_a_thing(learned: Language, text: str):
    assert "Castell" in {one.speaker.name for one in read(learned, text) if one.speaker}
