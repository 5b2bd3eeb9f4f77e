from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.read.frames import propose, runs

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "cue", "frame", "content"),
    [
        ("Torvik said the war was over.", "said", "clause", ["the war was over"]),
        ("The law, Torvik said, was bad for the country.", "said", "fronted", ["The law", "was bad for the country"]),
        ("As Torvik said, the law is bad.", "said", "fronted", ["the law is bad"]),
        ("Torvik promised to leave.", "promised", "infinitive", ["to leave"]),
        ("Torvik urged them to leave.", "urged", "objective", ["them to leave"]),
        ("Torvik called him a liar.", "called", "as", ["him a liar"]),
        ("Torvik described the plan as a disgrace.", "described", "as", ["the plan as a disgrace"]),
        ("Torvik rejected the offer.", "rejected", "object", ["the offer"]),
        ("The law, according to Torvik, is bad.", "according", "according", ["The law", "is bad"]),
        ("According to Velpress, Torvik and Moe met.", "According", "according", ["Torvik and Moe met"]),
        ("The war was over, Velpress quoted Torvik as saying.", "saying", "clause", ["The war was over"]),
        ("The war was over, Torvik was quoted by Velpress as saying.", "saying", "clause", ["The war was over"]),
        ("The war was over, Velpress quoted Torvik as saying.", "quoted", "clause", None),
        ("Torvik told staff in an email that she was ill.", "told", "clause", ["that she was ill"]),
        ("The claim that he lied was false.", "claim", "clause", ["that he lied"]),
        ("He is worried that they will leave.", "worried", "clause", ["that they will leave"]),
    ],
)
def test_the_content_of_a_cue(nlp: Language, text: str, cue: str, frame: str, content: list[str] | None):
    doc = nlp(text)
    token = next(t for t in doc if t.text == cue)
    found = {p.frame: [doc[a : b + 1].text for a, b in runs(doc, p.content)] for p in propose(token)}
    assert found.get(frame) == content


def test_a_word_without_content_proposes_nothing(nlp: Language):
    doc = nlp("Torvik slept.")
    assert [p for token in doc for p in propose(token)] == []
