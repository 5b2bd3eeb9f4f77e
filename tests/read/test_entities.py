"""Entities found in all words at once are those that spaCy's own recogniser walks to."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from onrecord.read.doc import make_doc
from onrecord.read.entities import NAME, RECOGNISER, Entities, find_at_once
from onrecord.read.pipeline import load_model
from tests.read.conftest import article_from

pytestmark = pytest.mark.model

TEXTS = (
    "The Foreign Ministry of Velmark said on Tuesday that Anna Torvik, 54, met 200 envoys in Paris for $3 million.",
    "UN MEETS IN NEW YORK\n\nNEW YORK -- The U.N. Security Council\n\n of the United Nations met; Lavrov",
    "On Monday the first of May 2019 the two of them paid 45 percent, or 3.5 million euros, at 9 a.m. in Geneva",
    "   \n\n  ",
    "Berlin",
    "The Prime",
    "",
)
WORDS = (
    *("the", "of", "in", "said", "met", "on", "and", "for", "--", ",", ".", "'s", "\n\n", "\n", '"'),
    *("Anna", "Torvik", "Velmark", "Foreign", "Ministry", "United", "Nations", "New", "York", "Tuesday", "May", "2019"),
    *("three", "million", "$", "45", "percent", "U.S.", "Reuters", "minister", "Bank", "first", "GENEVA"),
)


def parsed(nlp: Language, text: str) -> Doc:
    doc = make_doc(nlp, article_from(text, None, None))
    for name, pipe in nlp.pipeline:
        if name == NAME:
            break
        doc = pipe(doc)
    return doc


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.ent_iob, t.ent_type_, t.ent_kb_id) for t in doc] + [(e.start, e.end, e.label_) for e in doc.ents]


def walked(nlp: Language, doc: Doc) -> Doc:
    return cast(EntityRecognizer, nlp.get_pipe(RECOGNISER))(doc)


def at_once(nlp: Language) -> Entities:
    return cast(Entities, nlp.get_pipe(NAME))


def test_a_batch_gets_what_spacy_finds_text_by_text(nlp: Language) -> None:
    docs = [parsed(nlp, text) for text in TEXTS]
    expected = [told(walked(nlp, doc.copy())) for doc in docs]
    assert [told(doc) for doc in at_once(nlp).pipe(docs)] == expected
    assert sum(len(doc.ents) for doc in docs) > 10


@given(words=st.lists(st.sampled_from(WORDS), max_size=40), starts=st.sets(st.integers(0, 39)))
def test_any_words_get_what_spacy_finds(nlp: Language, words: list[str], starts: set[int]) -> None:
    """Entities end where a sentence does, wherever that is, and with the text."""
    doc = Doc(nlp.vocab, words=words, sent_starts=[at == 0 or at in starts for at in range(len(words))])
    expected = told(walked(nlp, doc.copy()))
    assert told(at_once(nlp)(doc)) == expected


def test_entities_that_are_there_already_are_left_to_spacy(nlp: Language) -> None:
    doc = parsed(nlp, "Anna Torvik met the envoys of Velmark in New York.")
    doc.set_ents([Span(doc, 0, 1, label="ORG")], default="unmodified")
    expected = told(walked(nlp, doc.copy()))
    assert told(at_once(nlp)(doc)) == expected
    assert doc.ents[0].label_ == "ORG"


def test_the_pipeline_finds_them_so(nlp: Language) -> None:
    assert NAME in nlp.pipe_names
    assert RECOGNISER not in nlp.pipe_names


def test_a_recogniser_that_weighs_several_ways_is_left_alone() -> None:
    own = load_model()
    cast(EntityRecognizer, own.get_pipe(RECOGNISER)).cfg["beam_width"] = 4
    assert not find_at_once(own)
    assert RECOGNISER in own.pipe_names
