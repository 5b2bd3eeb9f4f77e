from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.read.speakers import addressee_of, antecedent_of, phrase, speaker_of, speaker_phrase

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("The law is bad, said President Ada Torvik of Velmark.", "said", "President Ada Torvik of Velmark"),
        ("Ada Torvik, who won in May, said the law was bad.", "said", "Ada Torvik"),
        ("Ada Torvik left, adding that the law was bad.", "adding", "Ada Torvik"),
        ("Ada Torvik said they should meet, adding that it was late.", "adding", "Ada Torvik"),
        ("Ada Torvik was quoted as saying that the law was bad.", "saying", "Ada Torvik"),
        ("Velpress quoted Ada Torvik as saying that the law was bad.", "saying", "Ada Torvik"),
        ("Ada Torvik was quoted by Velpress on Monday.", "quoted", "Ada Torvik"),
        ("The law was criticised by Ada Torvik.", "criticised", "Ada Torvik"),
        ("Ada Torvik is expected to leave.", "expected", None),
        ("According to Velpress, Torvik and Moe met.", "According", "Velpress"),
        ("Ada Torvik's claim that he lied was false.", "claim", "Ada Torvik's"),
        ("It was a group known as the Isles.", "known", None),
    ],
)
def test_who_speaks(nlp: Language, text: str, cue: str, speaker: str | None):
    token = next(t for t in nlp(text) if t.text == cue)
    head = speaker_of(token)
    assert (speaker_phrase(token, head).text if head is not None else None) == speaker


@pytest.mark.parametrize(
    ("text", "cue", "addressee"),
    [
        ("Torvik told reporters the war was over.", "told", "reporters"),
        ("Torvik said to Moe that the war was over.", "said", "Moe"),
        ("Torvik showed reporters the bunker.", "showed", None),
        ("Torvik said the war was over.", "said", None),
    ],
)
def test_who_was_told(nlp: Language, text: str, cue: str, addressee: str | None):
    token = next(t for t in nlp(text) if t.text == cue)
    head = addressee_of(token, frozenset())
    assert (head.text if head is not None else None) == addressee


def test_a_phrase_stops_before_a_relative_clause_and_an_apposition(nlp: Language):
    doc = nlp("The old minister of trade, Ada Torvik, who won in May, left.")
    assert phrase(doc[2]).text == "The old minister of trade"


def test_a_relative_pronoun_has_an_antecedent(nlp: Language):
    doc = nlp("Torvik, who said the law was bad, left.")
    assert antecedent_of(doc[2]).text == "Torvik"
    assert antecedent_of(doc[0]) == doc[0]
