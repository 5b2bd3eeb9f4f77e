"""Contents that a word of saying is put into: "It was, said X, a dark day for the harbour"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.model.reading import StatementKind
from onrecord.model.span import Span
from onrecord.read.contents import Draft
from onrecord.read.stretches import tokens_of

_OPEN = frozenset({"be", "have", "do"})
_REACH = 14
_LEAST = 1


def with_rest(doc: Doc, draft: Draft) -> Draft:
    """Return a draft with what its content goes on with behind the words of saying.

    The parser and the network may take it for words about the speaker ("X, a dark day for the harbour"). A content that
    ends in "was" or "will", with a comma and the cue behind it, goes on behind the next comma.
    """
    if draft.cue is None or draft.kind is StatementKind.DIRECT or len(draft.spans) != 1:
        return draft
    closes = _closing_comma(doc, draft.cue) if _is_left_open(doc, draft) else None
    rest = _rest(doc, closes) if closes is not None else None
    if closes is None or rest is None:
        return draft
    inside = draft.content | {token.i for token in tokens_of(doc, rest.start, rest.end) or ()}
    who = draft.who
    if who is not None and who.start < closes < who.end:
        who = doc[who.start : closes]
    return replace(draft, spans=(*draft.spans, rest), content=inside, who=who)


def _is_left_open(doc: Doc, draft: Draft) -> bool:
    """Say whether a content ends in a verb that cannot end it, with a comma and soon the cue behind it."""
    words = [token for token in tokens_of(doc, draft.spans[0].start, draft.spans[0].end) or () if not token.is_punct]
    if not words or draft.cue is None or words[-1].i + 1 >= len(doc):
        return False
    last = words[-1]
    open_ = last.lemma_.lower() in _OPEN or last.tag_ == "MD"
    return open_ and doc[last.i + 1].text == "," and 0 < draft.cue.i - last.i <= _REACH


def _closing_comma(doc: Doc, cue: Token) -> int | None:
    """Return the place of the comma that ends the parenthesis of a cue, or None."""
    after = doc[cue.i + 1 : min(cue.i + _REACH, cue.sent.end)]
    return next((token.i for token in after if token.text == ","), None)


def _rest(doc: Doc, comma: int) -> Span | None:
    """Return what stands behind a comma up to the end of its sentence."""
    words = [token for token in doc[comma + 1 : doc[comma].sent.end] if not token.is_space]
    while words and words[-1].is_punct:
        words.pop()
    return Span(words[0].idx, words[-1].idx + len(words[-1])) if len(words) >= _LEAST else None
