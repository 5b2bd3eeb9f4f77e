"""Where the words of a brief stand: stretches of articles, cut where they are too long, and cites of them."""

from __future__ import annotations

import re

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.span import Span, hull
from onrecord.web.brief_parts import Cite, Form, Part
from onrecord.web.context import around

QUOTED, SHOWN, TITLE = 210, 80, 140
"""The most characters that a line quotes, that the evidence shows of a place which no line quotes, and of a title."""

_NEAR, _BEGINNING = 30, 60
_SPACE = " \t\r\n\f\v\u00a0"
_LOOSE = _SPACE + ",;"
_EDGE = re.compile(r"\s")


def trimmed(text: str, span: Span, signs: str = _LOOSE) -> Span:
    """Leave out white space at both ends, and signs left over at the end, where something remains.

    >>> trimmed("to support you, he added", Span(2, 15))
    Span(start=3, end=14)
    """
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip(signs))
    return Span(start, end) if start < end else span


def clipped(text: str, span: Span, room: int) -> Span:
    """Return the first `room` characters of a span, without a word cut in two where it has another.

    >>> clipped("We will open a second base", Span(0, 26), 16).of("We will open a second base")
    'We will open a'
    """
    if len(span) <= room:
        return span
    end = span.start + room
    edge = max((match.start() for match in _EDGE.finditer(text, span.start, end + 1)), default=span.start)
    return trimmed(text, Span(span.start, edge if edge > span.start else end))


def sentence(article: Article, span: Span, room: int = QUOTED) -> tuple[Span, tuple[bool, bool]]:
    """Return the sentence around a span, or as much of it as there is room for, and where it goes on.

    The span itself is whole unless it alone takes more than the room.
    """
    text = article.text
    inner = clipped(text, trimmed(text, span), room)
    context = around(article, inner, room)
    whole = trimmed(text, Span(inner.start - len(context.before), inner.end + len(context.after)), _SPACE)
    whole = hull((whole, inner))
    if len(whole) <= room:
        return whole, (context.cut_before, context.cut_after)
    spare = room - len(inner)
    start = _word_start(text, max(whole.start, inner.start - spare // 2), inner.start)
    found = hull((clipped(text, Span(start, whole.end), room), inner))
    return found, (start > whole.start, found.end < whole.end or context.cut_after)


def _word_start(text: str, start: int, latest: int) -> int:
    """Return where the first whole word from `start` on begins."""
    if start == 0 or text[start - 1].isspace():
        return start
    edge = _EDGE.search(text, start, latest)
    return edge.end() if edge else latest


def cite(article: Article, span: Span, row: str) -> Cite:
    """Cite a place that no line quotes at length."""
    return Cite(article.id, span, row, SHOWN)


def near(article: Article, span: Span, row: str) -> Cite:
    """Cite a word or two with some of the words around them, which tell what they are about; many words alone."""
    if len(span) >= SHOWN:
        return cite(article, span, row)
    found, _ = sentence(article, span, min(len(span) + 2 * _NEAR, SHOWN))
    return Cite(article.id, found, row, len(found))


def quote(article: Article, span: Span, row: str, room: int = QUOTED) -> Part:
    """Quote a stretch as it is, cut where it is too long."""
    whole = trimmed(article.text, span)
    found = clipped(article.text, whole, room)
    return _quoted(article, found, row, (False, found.end < whole.end))


def quote_sentence(article: Article, span: Span, row: str, room: int = QUOTED) -> Part:
    """Quote the sentence that a stretch stands in, which says on whose word it is and whether it is denied."""
    found, cut = sentence(article, span, room)
    return _quoted(article, found, row, cut)


def quote_around(article: Article, span: Span, row: str) -> Part:
    """Quote a word or two with some of the words around them."""
    found, cut = sentence(article, span, len(span) + 2 * _NEAR)
    return _quoted(article, found, row, cut)


def quote_near(article: Article, span: Span, row: str) -> Part:
    """Quote a word or two, which the evidence shows among others; of many words the first ones."""
    whole = trimmed(article.text, span)
    shown = clipped(article.text, whole, _BEGINNING)
    return Part(Form.QUOTE, shown.of(article.text), (near(article, shown, row),), (False, shown.end < whole.end))


def _quoted(article: Article, span: Span, row: str, cut: tuple[bool, bool]) -> Part:
    return Part(Form.QUOTE, span.of(article.text), (Cite(article.id, span, row, len(span)),), cut)


def has_title(article: Article) -> bool:
    """Say whether an article's own text has its title."""
    return bool(_title_blocks(article))


def _title_blocks(article: Article) -> list[Block]:
    return [b for b in article.blocks if b.kind is BlockKind.TITLE and b.span.of(article.text).strip()]


def opening(article: Article) -> Span | None:
    """Return where an article is known by: its title, or the beginning of its text; None where it has no text."""
    text = article.text
    if has_title(article):
        return clipped(text, trimmed(text, _title_blocks(article)[0].span), TITLE)
    blocks = [block.span for block in article.readable() if block.span.of(text).strip()]
    if not text.strip():
        return None
    return clipped(text, trimmed(text, blocks[0] if blocks else Span(0, len(text))), _BEGINNING)


def whole(article: Article) -> tuple[Cite, ...]:
    """Cite an article as a whole; nothing where it has no text."""
    span = opening(article)
    return (Cite(article.id, span, article.id, len(span)),) if span else ()


def stop(quoted: Part) -> str:
    """Return the full stop that a quotation at the end of a sentence needs."""
    return "" if quoted.text[-1:] in ".!?…" and not quoted.cut[1] else "."
