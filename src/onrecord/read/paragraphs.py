"""Sentence starts: at block starts and behind datelines, and never between two words that nothing parts."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.read.datelines import after_dateline
from onrecord.read.doc import article_of


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
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
            elif _goes_on(token):
                token.is_sent_start = False
        return doc


def _goes_on(token: Token) -> bool:
    """Say whether a token stands in lower case right behind a word."""
    return bool(token.i) and token.is_alpha and token.is_lower and token.nbor(-1).is_alpha
