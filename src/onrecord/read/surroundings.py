"""What stands around a statement: its sentences, with the contents of statements blanked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from onrecord.model.reading import Statement, StatementKind
from onrecord.model.span import Span
from onrecord.ontology.conduits import load_conduits
from onrecord.read.doc import whole_text
from onrecord.read.stretches import head_of, tokens_of

BLANK = "\0"
"""Stands for each character of a content."""

_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "SYM", "X"})
_LINKING = frozenset({"of", "from", "in", "at", "for", "with", "to", "and", "on", "close"})
_MARKS = frozenset("-–'’&")
_LONGEST = 16
_NEXT = 8
_FAR = 1500


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The text around a statement; `text[i]` stands at `start + i` in the article."""

    doc: Doc
    start: int
    text: str
    spans: tuple[Span, ...] = ()
    cue: Token | None = None

    def place(self, start: int, end: int) -> Span:
        """Return the place in the article of a stretch of the text."""
        return Span(self.start + start, self.start + end)

    def is_blank(self, at: int) -> bool:
        """Say whether a content stands at an offset of the article, or it lies outside the text."""
        inside = 0 <= at - self.start < len(self.text)
        return not inside or self.text[at - self.start] == BLANK

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens outside contents."""
        span = tokens_of(self.doc, self.start, self.start + len(self.text))
        yield from (token for token in span or () if not self.is_blank(token.idx) and not token.is_space)

    def phrase(self, at: int) -> Span | None:
        """Return the noun phrase that begins at an offset of the text, or None."""
        first = tokens_of(self.doc, self.start + at, self.start + at + 1)
        last: Token | None = None
        for token in self.doc[first.start : first.start + _LONGEST] if first else ():
            if self.is_blank(token.idx) or not _goes_on(token, last):
                break
            last = token
        if first is None or last is None:
            return None
        while last.i > first.start and (last.lower_ in _LINKING or last.is_punct or last.is_space):
            last = last.nbor(-1)
        return Span(first.start_char, last.idx + len(last))


def _goes_on(token: Token, last: Token | None) -> bool:
    if token.is_space:
        return last is not None and token.text == "\u00a0"  # a space that no line is broken at stands inside a phrase
    if token.text in _MARKS or token.lower_ in ("'s", "’s"):
        return last is not None
    if token.lower_ in _LINKING:
        return last is not None
    if token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG") and last is not None and last.pos_ in ("DET", "ADJ"):
        return True
    if last is not None and last.text == "-" and token.idx == last.idx + 1:
        return True
    return (
        token.pos_ in _NAMING and not token.is_punct and token.lower_ not in ("that", "which", "who", "what", "there")
    )


def around(doc: Doc, statement: Statement, others: Sequence[Statement]) -> Surroundings:
    """Return what stands around a statement; contents of others that hold its cue are left standing."""
    spans = [*statement.spans]
    parts = [(span.start, span.end) for span in (spans[0], spans[-1])]
    parts += [(part.start, part.end) for part in (statement.cue, statement.speaker) if part is not None]
    cue = head_of(doc, statement.cue.start, statement.cue.end) if statement.cue else None
    near = parts[:2] + parts[2:3]
    start, end = _sentences(doc, min(a for a, _ in near), max(b for _, b in near))
    end = _pointing(doc, end)
    # A sentence without end, as in tables and hostile text, is looked at around its parts only.
    start, end = max(start, min(a for a, _ in near) - _FAR), min(end, max(b for _, b in near) + _FAR)
    if statement.kind is not StatementKind.DIRECT:
        spans[-1:] = _without_source(whole_text(doc), spans[-1])
    blanked = [*spans, *(span for other in others if not _holds(other, statement) for span in other.spans)]
    return Surroundings(doc, start, _blank(whole_text(doc)[start:end], start, blanked), tuple(spans), cue)


def plain(doc: Doc, start: int, end: int) -> Surroundings:
    """Return a stretch of a doc as surroundings without a statement."""
    return Surroundings(doc, start, whole_text(doc)[start:end])


def _sentences(doc: Doc, start: int, end: int) -> tuple[int, int]:
    span = tokens_of(doc, start, end)
    if span is None:
        return start, end
    first, last = span[0].sent, span[-1].sent
    return first.start_char, max(last.end_char, end)


def _pointing(doc: Doc, end: int) -> int:
    """Return where a statement's sentences end, with one that speaks of its words: "His remarks were …"."""
    behind = tokens_of(doc, end, min(end + _NEXT, len(whole_text(doc))))
    following = next((token.sent for token in behind or () if not token.is_space and token.idx >= end), None)
    bracket = re.match(r"\s*\([^()\n]{2,40}\)(?=\s*(?:\n|$))", whole_text(doc)[end : end + _NEXT])
    if bracket:
        return end + bracket.end()
    return following.end_char if following is not None and _back().match(following.text) else end


@cache
def _back() -> re.Pattern[str]:
    nouns = load_conduits().alternatives("pointing")
    return re.compile(rf"(?:His|Her|Their|Its|The|These|Those)\s+(?:{nouns})\s+(?:was|were|has|have|came|appeared)\b")


@cache
def _source_behind() -> re.Pattern[str]:
    words = load_conduits()
    naming = rf"(?:,\s+|^)(?:{words.alternatives('cited')}|{words.alternatives('given')})\s+\w"
    telling = rf",\s+in\s+(?:[\w-]+\s+){{0,3}}(?:{words.alternatives('pointing')}|post|letter|email)\b"
    posted = r"\s+in\s+an?\s+(?:[\w-]+\s+){0,2}(?:post|tweet|interview|message)\s+(?:on|with|to|for)\s+[^,]*$"
    return re.compile(f"{naming}|{posted}|{telling}")


def _without_source(text: str, span: Span) -> list[Span]:
    """Return a content without a source at its end that the parser took for a part of it: "…, citing the ministry"."""
    found = _source_behind().search(span.of(text))
    if found is None or re.search(r"[“”\"]", span.of(text)[found.start() :]):
        return [span]
    return [Span(span.start, span.start + found.start())] if found.start() else []


def _holds(other: Statement, statement: Statement) -> bool:
    """Say whether a content is the statement's own, or that of who reports it."""
    at = statement.cue.start if statement.cue else statement.spans[0].start
    return any(span.start <= at < span.end or span.overlaps(own) for span in other.spans for own in statement.spans)


def _blank(text: str, start: int, spans: Iterable[Span]) -> str:
    for span in spans:
        first, last = max(span.start - start, 0), min(span.end - start, len(text))
        if first < last:
            text = text[:first] + BLANK * (last - first) + text[last:]
    return text
