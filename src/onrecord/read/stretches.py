"""The tokens of stretches of a doc."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.span import Span


def tokens_of(doc: Doc, span: Span) -> Tokens | None:
    """Return the tokens that a stretch has a part of, None where it has no text."""
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def words_of(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    """Return the tokens of several stretches."""
    return [token for span in spans for token in tokens_of(doc, span) or ()]
