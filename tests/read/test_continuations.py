"""What carries over from one statement to the next, and where it ends."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model.reading import chain_of
from onrecord.read.doc import article_of, citations_of, statements_of

pytestmark = pytest.mark.model

FIRST = "“We go home now,” Ada Torvik told Reuters."


def _chain(nlp: Language, text: str, words: str) -> list[tuple[str, bool]]:
    doc = nlp(text)
    target = next(s.id for s in statements_of(doc) if words in s.text)
    found = chain_of(target, article_of(doc).id, citations_of(doc))
    assert all(text[c.start : c.end] == c.text for c in found)
    return [(c.name, c.reason.startswith("goes on:")) for c in found]


@pytest.mark.parametrize(
    "second",
    [
        "“They are tired,” she added.",
        "“They are tired,” she said.",
        "“They are tired,” Torvik said.",
        "She was born in Torsund. “They are tired,” she said.",
    ],
)
def test_who_goes_on_rests_on_who_was_told(nlp: Language, second: str):
    assert _chain(nlp, f"{FIRST}\n{second}", "tired") == [("Reuters", True)]


def test_a_quotation_without_words_of_saying_goes_on(nlp: Language):
    assert _chain(nlp, "Ada Torvik told Reuters why they went home.\n“They are tired.”", "tired") == [("Reuters", True)]


@pytest.mark.parametrize(
    "second",
    [
        "“They are tired,” said Ingrid Moe.",
        "“They are tired,” she told the council.",
        "“They are tired,” she said at a rally in Torsund.",
        "On Tuesday she said that they were tired.",
        "The bridge was closed in May.\n“They are tired,” she said.",
    ],
)
def test_another_speaker_occasion_or_matter_ends_it(nlp: Language, second: str):
    assert _chain(nlp, f"{FIRST}\n{second}", "tired") == []


def test_an_interview_is_taken_up_again_over_background(nlp: Language):
    text = (
        "“We go home now,” Ada Torvik told Newsweek.\nThe bridge was closed in May.\n"
        "Torvik also said in the interview that they were tired."
    )
    assert _chain(nlp, text, "tired") == [("Newsweek", True)]


def test_who_is_interviewed_without_a_statement_is_followed_too(nlp: Language):
    text = "In an interview with Newsweek, Ada Torvik ruled out a coalition. “They are tired,” she said."
    assert _chain(nlp, text, "tired") == [("Newsweek", True)]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Tass reported that the war was over. The agency also said that they were tired.", [("TASS", False)]),
        ("The report says that the war is over. It adds that they are tired.", [("report", False)]),
        (
            "The war was over, state media said, citing the defence ministry. The ministry added that they were tired.",
            [("state media", True)],
        ),
    ],
)
def test_words_that_point_back_at_a_source(nlp: Language, text: str, chain: list[tuple[str, bool]]):
    assert _chain(nlp, text, "tired") == chain
