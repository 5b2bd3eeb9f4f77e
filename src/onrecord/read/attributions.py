"""The component that runs the learned reader: one pass over a text, for the components after it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.model.article import Article
from onrecord.read.doc import article_of
from onrecord.read.reader.found import Attribution
from onrecord.read.reader.reader import Reader, Study


@Language.factory("onrecord_reader_v1", default_config={"folder": None, "processors": 0})
def make_attributions(nlp: Language, name: str, folder: str | None, processors: int) -> Attributions:  # noqa: ARG001 - spaCy passes all by name
    """Make the component; `folder` holds other weights than the bundled ones, `processors` 0 is all that there are.

    Raises `ModelError` where the weights are missing or changed.
    """
    count = processors or os.cpu_count() or 1
    reader = Reader.load(Path(folder) if folder else None, max(1, count - 1))
    return Attributions(reader, ThreadPoolExecutor(1, "onrecord-networks") if count > 1 else None)


class Attributions:
    """Reads docs and sets `doc._.onrecord_study`.

    The networks need nothing of what other components find, and let them go on meanwhile: with `beside`, articles that
    are `expect`ed are studied there, on other processors than the one on which the parser and the rules run.
    """

    def __init__(self, reader: Reader, beside: Executor | None = None) -> None:
        self.reader = reader
        self._beside = beside
        self._begun: dict[str, Future[Study]] = {}

    def expect(self, articles: Iterable[Article]) -> None:
        """Begin to study articles whose docs are to come."""
        if self._beside:
            for text in map(readable_text, articles):
                if text not in self._begun:
                    self._begun[text] = self._beside.submit(self.reader.study, text)

    def forget(self) -> None:
        """Give up what was begun and not asked for: an interrupted process need not wait for it."""
        for study in self._begun.values():
            study.cancel()
        self._begun.clear()

    def __call__(self, doc: Doc) -> Doc:
        """Read one doc."""
        text = readable_text(article_of(doc))
        begun = self._begun.pop(text, None)
        doc._.onrecord_study = begun.result() if begun else self.reader.study(text)
        return doc


def study_of(doc: Doc) -> Study | None:
    """Return what the learned reader made of a doc, None where the pipeline has none."""
    return cast("Study | None", doc._.onrecord_study)


def attributions_of(doc: Doc) -> tuple[Attribution, ...] | None:
    """Return the attributions that the learned reader found, None where the pipeline has none."""
    study = study_of(doc)
    return study.attributions if study else None


def readable_text(article: Article) -> str:
    r"""Return an article's text with line feeds for all that is not read, so that blocks stand apart.

    >>> from onrecord.model.article import Block, BlockKind
    >>> blocks = (Block(0, 4, BlockKind.NAVIGATION), Block(5, 9, BlockKind.BODY))
    >>> readable_text(Article("art-1", "a", "Menu Text", "", blocks))
    '\n\n\n\n\nText'
    """
    pieces: list[str] = []
    at = 0
    for block in article.readable():
        pieces += ["\n" * (block.start - at), article.text[block.start : block.end]]
        at = block.end
    return "".join(pieces) + "\n" * (len(article.text) - at)
