from __future__ import annotations

import time

import pytest
from spacy.language import Language

from onrecord.model.article import Article, Block, BlockKind
from onrecord.read.doc import events_of, make_doc
from onrecord.read.headings import HEADINGS
from onrecord.read.recasing import is_capitalised, is_common, recased

pytestmark = pytest.mark.model


def article(*lines: str) -> Article:
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(at, at + len(line), BlockKind.BODY))
        at += len(line) + 1
    return Article("art-1", "a", "\n".join(lines), "d", tuple(blocks), published="2024-05-10")


@pytest.mark.parametrize(
    ("headline", "running"),
    [
        ("Norway Expels Two Swedish Diplomats", "Norway expels two Swedish diplomats"),
        ("NORWAY EXPELS TWO ENVOYS", "Norway expels two envoys"),
        ("President Torvik Meets NATO Chief", "President Torvik meets NATO chief"),
    ],
)
def test_a_headline_in_the_letters_of_running_text(nlp: Language, headline: str, running: str) -> None:
    words = list(nlp.make_doc(headline))
    assert is_capitalised(words)
    assert " ".join(recased(words, frozenset(), frozenset())) == running


@pytest.mark.parametrize("text", ["Ada Torvik", "Norway expels two envoys", "The Army Left.", "Weather"])
def test_what_is_no_headline_in_capitals(nlp: Language, text: str) -> None:
    assert not is_capitalised(list(nlp.make_doc(text)))


def test_the_articles_own_words_decide_what_is_a_name(nlp: Language) -> None:
    words = list(nlp.make_doc("Norway Welcomes Strand Deal"))
    assert recased(words, frozenset({"strand"}), frozenset())[2] == "strand"
    assert recased(words, frozenset(), frozenset({"deal"}))[3] == "Deal"
    assert is_common("welcomes")


def test_words_offsets_and_the_sentences_around_stay(nlp: Language) -> None:
    lines = ["Norway Expels Two Swedish Diplomats", "The envoys left Oslo on Monday.", "It rained."]
    assert HEADINGS in nlp.pipe_names
    doc = nlp(make_doc(nlp, article(*lines)))
    assert [sentence.text.strip() for sentence in doc.sents] == lines
    assert [event.subtype for event in events_of(doc)] == ["expulsion"]


def seconds(nlp: Language, text: str) -> float:
    doc = make_doc(nlp, article(text))
    for name, pipe in nlp.pipeline:
        if name == "onrecord_events_v1":
            start = time.process_time()
            pipe(doc)
            return time.process_time() - start
        doc = pipe(doc)
    raise LookupError("no events component")


def test_a_sentence_of_two_thousand_words_does_not_take_out_of_all_proportion(nlp: Language) -> None:
    clause = (
        "Norway expelled two envoys, Sweden shelled the port, and ministers said that talks with Oslo would resume, "
    )
    # The least of three: what else the machine does only ever adds.
    short, long = (min(seconds(nlp, clause * times) for _ in range(3)) for times in (10, 110))
    assert long < 11 * 4 * max(short, 0.02)
