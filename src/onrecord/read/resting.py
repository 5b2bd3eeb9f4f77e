"""Reading wrapped lines as the paragraphs that they are, with evidence in the article's own characters."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from onrecord.model.article import Article
from onrecord.model.reading import Event, Reading, Statement
from onrecord.model.span import Span, text_of

T = TypeVar("T")

_BREAK = re.compile("[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
"""Every character at which a line of plain text may end."""


def flow(article: Article) -> Article:
    r"""Return the article as the reader sees it: a space for each line feed inside a block that is read.

    A paragraph wrapped at 72 columns is then parsed as the paragraph that it is; offsets stay what they are.

    >>> from onrecord.model.article import Block, BlockKind
    >>> flow(Article("a", "u", "The bridge\nopened.", "", (Block(0, 18, BlockKind.BODY),))).text
    'The bridge opened.'
    """
    wrapped = [block.span for block in article.readable() if _BREAK.search(article.text, block.start, block.end)]
    if not wrapped:
        return article
    pieces, at = [], 0
    for span in wrapped:
        pieces += [article.text[at : span.start], _BREAK.sub(" ", span.of(article.text))]
        at = span.end
    return replace(article, text="".join(pieces) + article.text[at:])


def rest(article: Article, flowing: Article, reading: Reading) -> Reading:
    """Return the reading of an article as it flows with the words of the article itself."""
    return reading if flowing is article else _rested(article.text, reading)


def _rested(text: str, thing: T) -> T:
    """Return a dataclass, or a tuple of them, with every text that has a place taken anew from that place."""
    if isinstance(thing, tuple):
        return cast(T, tuple(_rested(text, part) for part in thing))
    if not is_dataclass(thing) or isinstance(thing, type | Span):
        return thing
    found: dict[str, Any] = {field.name: _rested(text, getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, Statement | Event):
        found["text"] = text_of(text, thing.spans)
    elif {"start", "end", "text"} <= found.keys():
        found["text"] = text[found["start"] : found["end"]]
    return cast(T, replace(thing, **found))
