"""The lines of a plain text, and paragraphs that were wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model.span import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDED = re.compile(r"[.!?…:;。！？][\"'”’)\]]*$")
_LIST = re.compile(r"^(?:[•·*\-–—]|\d{1,3}[.)])\s")
_NARROWEST, _WIDEST = 45, 100
_SHORT_LINE = 25
_MOST = 0.7


def split_lines(text: str) -> list[Span]:
    r"""Return the ranges of a text's lines without the white space around them; blank lines are left out.

    A paragraph that was wrapped at a fixed width counts as one line, since its lines are no units of sense.

    >>> split_lines(" One. \n\n Two.")
    [Span(start=1, end=5), Span(start=9, end=13)]
    """
    found: list[Span] = []
    paragraph: list[Span] = []
    for match in _LINE.finditer(text):
        span = _trim(text, match.start(), match.end())
        if span is None or (paragraph and _line_ends(text, paragraph[-1].end, match.start()) > 1):
            found.extend(_unwrap(text, paragraph))
            paragraph = []
        if span is not None:
            paragraph.append(span)
    return [*found, *_unwrap(text, paragraph)]


def _line_ends(text: str, start: int, end: int) -> int:
    """Count line ends, which are a carriage return and a line feed, or one of the two."""
    return max(text.count("\n", start, end), text.count("\r", start, end))


def indent_of(text: str, span: Span) -> str:
    """Return the line from its first column, with the spaces before the span."""
    start = span.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    return text[start : span.end]


def _trim(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    bare = line.strip()
    if not bare:
        return None
    lead = len(line) - len(line.lstrip())
    return Span(start + lead, start + lead + len(bare))


def _unwrap(text: str, lines: Sequence[Span]) -> list[Span]:
    """Join the lines of one paragraph if they look cut at a width: even, mostly without an end of their own."""
    if len(lines) < 3 or not _wrapped([span.of(text) for span in lines]):
        return list(lines)
    return [Span(lines[0].start, lines[-1].end)]


def _wrapped(lines: Sequence[str]) -> bool:
    inner = lines[:-1]
    if any(_LIST.match(line) for line in lines) or max(map(len, lines)) > _WIDEST:
        return False
    even = sum(len(line) >= _NARROWEST for line in inner) / len(inner)
    open_ended = sum(not _ENDED.search(line) for line in inner) / len(inner)
    going_on = sum(line[0].islower() or not line[0].isalpha() for line in lines[1:]) / len(inner)
    return even >= _MOST and open_ended >= _MOST and going_on >= 0.3 and min(map(len, inner)) >= _SHORT_LINE
