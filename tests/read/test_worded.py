"""Words and views given as somebody's without a verb of saying, and names put beside the words for a speaker."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.reading import Polarity, Statement
from onrecord.read.doc import make_doc, statements_of
from onrecord.read.pipeline import make_pipeline

pytestmark = pytest.mark.model


def read(nlp: Language, text: str) -> tuple[Statement, ...]:
    article = Article("art-1", "a.txt", text, "", (Block(0, len(text), BlockKind.BODY),))
    return statements_of(nlp(make_doc(nlp, article)))


@pytest.fixture(scope="module")
def learned() -> Language:
    return make_pipeline()


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("In the words of Oren Castell, the pier is “a ruin”.", "Oren Castell", "the pier is “a ruin”"),
        (
            "In the words of the harbour master, Oren Castell, the pier is a ruin.",
            "the harbour master, Oren Castell",
            "the pier is a ruin",
        ),
        ("The vote was a mistake, in the view of Oren Castell.", "Oren Castell", "The vote was a mistake"),
        ("In Castell's words, the pier is a ruin.", "Castell", "the pier is a ruin"),
        ("In the words of Oren Castell: “The pier is a ruin.”", "Oren Castell", "The pier is a ruin."),
        ("“A dark day for us,” is how Oren Castell put it.", "Oren Castell", "A dark day for us,"),
    ],
)
def test_words_without_a_verb_of_saying(nlp: Language, text: str, speaker: str, content: str):
    (found,) = read(nlp, text)
    assert found.speaker is not None
    assert (found.speaker.text, found.text) == (speaker, content)


@pytest.mark.parametrize(
    "text",
    [
        "In other words, the pier is a ruin.",
        "She sang, in the words of a song, of rivers.",
        "In the eyes of the law, nobody is guilty.",
    ],
)
def test_words_of_nobody(nlp: Language, text: str):
    assert not read(nlp, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will stay here,” its director for Osmar, Lida Marn, told reporters.", "Lida Marn"),
        ("“We will stay here,” said the deputy head of the fire service, Lida Marn, who was born there.", "Lida Marn"),
        ("The bill had been paid in May, the lawyer Ana Brisel said.", "Ana Brisel"),
        ("“We will stay here,” said a spokeswoman for the prime minister, Lida Marn.", None),
        ("“We will stay here,” said a spokesman for Lida Marn.", None),
    ],
)
def test_a_name_beside_the_words_for_a_speaker(learned: Language, text: str, name: str | None):
    (found,) = read(learned, text)
    assert found.speaker is not None
    assert (found.speaker.name if found.speaker.entity else None) == name


@pytest.mark.parametrize(
    "text",
    [
        "Castell had earlier denied knowing of the payments.",
        "Castell rejected claims that the road had been mined by his troops.",
        "Castell dismissed all reports that the road had been mined by his troops.",
        "Castell denied that the road had been mined.",
    ],
)
def test_what_is_rejected_is_denied(learned: Language, text: str):
    assert [found.polarity for found in read(learned, text)] == [Polarity.DENIES]
