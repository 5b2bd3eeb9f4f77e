"""The tokens of stretches of a doc, given by offsets of its text."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.model.span import Span


def tokens_of(doc: Doc, start: int, end: int) -> Tokens | None:
    """Return the tokens that `[start, end)` has a part of, None where it has no text."""
    return doc.char_span(start, end, alignment_mode="expand")


def head_of(doc: Doc, start: int, end: int) -> Token | None:
    """Return the head of the words in `[start, end)`."""
    words = tokens_of(doc, start, end)
    return words.root if words else None


def words_of(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    """Return the tokens of several stretches."""
    return [token for span in spans for token in tokens_of(doc, span.start, span.end) or ()]
