"""Docs of written-out text, parsed without Onrecord's own components."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.article import Article, Block, BlockKind
from onrecord.read.doc import make_doc


def article_from(text: str, published: str | None, crawled: str | None) -> Article:
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(at, at + len(line.rstrip()), BlockKind.BODY))
        at += len(line)
    return Article("art-test", "test", text, "", tuple(blocks), published=published, crawled=crawled)


@pytest.fixture(scope="session")
def parse(nlp: Language) -> Callable[..., Doc]:
    """Makes the parsed doc of an article whose lines are body paragraphs."""

    def made(text: str, published: str | None = None, crawled: str | None = None) -> Doc:
        doc = make_doc(nlp, article_from(text, published, crawled))
        for name, pipe in nlp.pipeline:
            if not name.startswith("onrecord_") or name == "onrecord_paragraphs_v1":
                doc = pipe(doc)
        return doc

    return made
