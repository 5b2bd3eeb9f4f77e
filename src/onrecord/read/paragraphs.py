"""Sentence starts: at block starts and behind datelines, and never between two words that nothing parts."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.read.datelines import after_dateline
from onrecord.read.doc import article_of

_COLUMNS: list[int | str] = ["IDX", "IS_ALPHA", "IS_LOWER", "SENT_START"]
_START, _NO_START = np.uint64(1), np.uint64(2**64 - 1)
"""Starts as spaCy's unsigned arrays hold them."""


@Language.factory("onrecord_paragraphs_v1")
def make_paragraphs(nlp: Language, name: str) -> Paragraphs:  # noqa: ARG001 - spaCy passes both by name
    """Make the component; it goes before the parser."""
    return Paragraphs()


class Paragraphs:
    """Marks the first token of each block as a sentence start, before the parser decides on the others.

    What follows a dateline is a sentence of its own: else "PARIS (AFP)" is parsed as the subject of what comes next.
    A word in lower case right behind another word goes on with its sentence, where the parser would cut it behind a
    title ("Officers" | "of the squad detained ...").
    """

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of one doc."""
        article = article_of(doc)
        blocks = article.readable()
        starts = {block.start for block in blocks} | {after_dateline(article.text, b.span).start for b in blocks}
        # Whole columns: setting one token's start looks through the doc for a parse each time.
        places, alpha, lower, marks = doc.to_array(_COLUMNS).T
        marks = np.where(_go_on(alpha, lower), _NO_START, marks)
        marks = np.where(np.isin(places, np.fromiter(starts, np.uint64)), _START, marks)
        doc.from_array(["SENT_START"], cast(Any, marks.reshape(-1, 1)))
        return doc


def _go_on(alpha: NDArray[np.uint64], lower: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Say which tokens stand in lower case right behind a word."""
    behind = np.concatenate(([0], alpha[:-1]))
    return (alpha & lower & behind.astype(np.uint64)).astype(np.bool_)
