"""How a brief quotes a statement: a speaker's own words as such, a report's words with the sentence they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model.article import Article
from onrecord.model.reading import Polarity, Statement, StatementKind
from onrecord.model.span import Span
from onrecord.web import kinds
from onrecord.web.brief_claims import Told, called, head_member, stretches
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_parts import Part, Piece, name, places
from onrecord.web.brief_places import QUOTED, quote, quote_sentence, stop


def said(desk: StoryDesk, one: Told, head: Statement, room: int = QUOTED) -> Iterator[Piece]:
    """Say what the speaker of a claim does with the words, and quote their fullest form."""
    member = head_member(desk, one)
    article = desk.facts.article[member.article]
    yield from spoken(head, article, stretches(desk, member), member.fact, room)


def spoken(statement: Statement, article: Article, spans: Sequence[Span], row: str, room: int) -> Iterator[Piece]:
    """Say what a speaker does with words, and quote them as an article has them."""
    if statement.kind is StatementKind.DIRECT:
        yield f"{_verb(statement)}: "
        parts = [quote(article, span, row, room // len(spans)) for span in spans]
    else:
        yield from (f"{_verb(statement)}, in the words of ", name(called(article)), ": ")
        parts = [quote_sentence(article, spans[0], row, room)]
    for at, part in enumerate(parts):
        yield from (" … " if at else "", part)
    yield _shown(parts)
    yield stop(parts[-1])


def capital(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Begin with a capital letter."""
    first = next(pieces)
    yield f"{first[:1].upper()}{first[1:]}" if isinstance(first, str) else first
    yield from pieces


def _shown(parts: Sequence[Part]) -> Part:
    return places(*(cite for part in parts for cite in part.cites))


def _verb(statement: Statement) -> str:
    if statement.polarity is Polarity.AFFIRMS and statement.cue:
        return kinds.CUES[statement.cue.type]
    return kinds.POLARITIES[statement.polarity]
