"""The networks run beside the rest of the pipeline, on each text once, and say what they say in line with it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import pytest
import spacy

from onrecord.model.article import Article, Block, BlockKind
from onrecord.read.attributions import Attributions, study_of
from onrecord.read.batch import DOCS_AT_ONCE, read_batch
from onrecord.read.doc import make_doc
from onrecord.read.pipeline import make_pipeline
from onrecord.read.reader.pieces import Pieces
from onrecord.read.reader.reader import Reader, Study

NLP = spacy.blank("en")
WORDS = ("The harbour is closed.", "The bridge is open.")


class Recorder:
    """Studies nothing, and notes what it was given in which thread."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.made: list[Study] = []
        self.threads: set[int] = set()

    def study(self, text: str) -> Study:
        if text == WORDS[1]:
            raise ValueError("unreadable")
        self.given.append(text)
        self.threads.add(threading.get_ident())
        self.made.append(Study((), cast(Pieces, None)))
        return self.made[-1]


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def article(text: str) -> Article:
    return Article(f"art-{text}", text, text, "", (Block(0, len(text), BlockKind.BODY),), language="en")


def test_what_is_expected_is_studied_once_and_elsewhere(beside: ThreadPoolExecutor) -> None:
    reader = Recorder()
    networks = Attributions(cast(Reader, reader), beside)
    one = article(WORDS[0])
    networks.expect([one, one])
    study = study_of(networks(make_doc(NLP, one)))
    assert reader.given == [WORDS[0]]
    assert study is reader.made[0]
    assert threading.get_ident() not in reader.threads
    networks(make_doc(NLP, one))
    assert reader.given == [WORDS[0]] * 2
    assert threading.get_ident() in reader.threads


def test_on_one_processor_nothing_is_studied_ahead() -> None:
    reader = Recorder()
    networks = Attributions(cast(Reader, reader))
    networks.expect([article(WORDS[0])])
    assert reader.given == []
    networks(make_doc(NLP, article(WORDS[0])))
    assert reader.given == [WORDS[0]]


def test_what_is_forgotten_is_not_studied(beside: ThreadPoolExecutor) -> None:
    reader, gate = Recorder(), threading.Event()
    networks = Attributions(cast(Reader, reader), beside)
    beside.submit(gate.wait)
    networks.expect([article(WORDS[0])])
    networks.forget()
    gate.set()
    beside.shutdown()
    assert reader.given == []


def test_a_study_that_fails_fails_where_it_is_asked_for(beside: ThreadPoolExecutor) -> None:
    networks = Attributions(cast(Reader, Recorder()), beside)
    networks.expect([article(WORDS[1])])
    with pytest.raises(ValueError, match="unreadable"):
        networks(make_doc(NLP, article(WORDS[1])))


@pytest.mark.model
def test_any_number_of_processors_reads_the_same() -> None:
    texts = [f'"Pier {at} is closed," Mayor Ilse Torvik said on Monday in Skarn.' for at in range(2 * DOCS_AT_ONCE + 1)]
    alone, beside = (read_batch(make_pipeline(processors=count), list(map(article, texts))) for count in (1, 2))
    assert alone == beside
    assert all(reading.statements for reading in beside[0])
