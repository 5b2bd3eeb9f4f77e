"""Words that are remembered get what spaCy's own ruler and lemmatizer give them."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.read.doc import make_doc
from onrecord.read.pipeline import load_model
from onrecord.read.words import LEMMATIZER, NAME, RULER, remember_words
from tests.read.conftest import article_from

pytestmark = pytest.mark.model

TEXTS = (
    "The envoys of Velmark met on Tuesday. They hadn't slept, and they're tired; there is no time.",
    "Let's go, y'all: he ain't coming. C'm on, I'm gonna leave, you gotta stay. Nothin' doing!",
    "PARIS -- Torvik's better offers were worse than Karsia's best. That which he'd said, he'd say\n\n again.",
    "He saw the saw. She has left; she left. The left leaves leave.",
    "",
)


def told(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in doc]


@pytest.fixture(scope="module")
def stock() -> Language:
    return load_model()


@pytest.mark.parametrize("text", TEXTS)
def test_a_word_gets_what_spacy_gives_it(nlp: Language, stock: Language, text: str) -> None:
    for _ in range(2):  # the second time from memory
        words, plain = (make_doc(one, article_from(text, None, None)) for one in (nlp, stock))
        for name in ("tok2vec", "tagger", "parser"):
            words, plain = nlp.get_pipe(name)(words), stock.get_pipe(name)(plain)
        assert told(nlp.get_pipe(NAME)(words)) == told(stock.get_pipe(LEMMATIZER)(stock.get_pipe(RULER)(plain)))


def test_the_pipeline_remembers(nlp: Language) -> None:
    assert NAME in nlp.pipe_names
    assert RULER not in nlp.pipe_names
    assert LEMMATIZER not in nlp.pipe_names


def test_a_ruler_that_looks_at_more_is_left_alone() -> None:
    own = load_model()
    own.get_pipe(RULER).add([[{"ENT_TYPE": "GPE"}]], {"POS": "PROPN"})
    assert not remember_words(own)
    assert RULER in own.pipe_names
