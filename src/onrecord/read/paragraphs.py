"""Sentence starts at block starts, so that no sentence crosses a paragraph, a title or a caption."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.read.doc import article_of


@Language.factory("onrecord_paragraphs_v1")
def make_paragraphs(nlp: Language, name: str) -> Paragraphs:  # noqa: ARG001 - spaCy passes both by name
    """Make the component; it goes before the parser."""
    return Paragraphs()


class Paragraphs:
    """Marks the first token of each block as a sentence start, before the parser decides on the others."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of one doc."""
        starts = {block.start for block in article_of(doc).readable()}
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        return doc
