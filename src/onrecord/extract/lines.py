"""The lines of a plain text, and paragraphs that were wrapped at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model.span import Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDED = re.compile(r"[.!?…:;。！？][\"'”’)\]]*$")
_LIST = re.compile(r"(?:\S*://|[•·*>|\-–—]|\d{1,3}[.)])")
_WORD = re.compile(r"\S+")
_TAIL = 8
_NARROWEST, _WIDEST = 45, 100
_INDENT, _INDENT_MOST = 2, 400
_LEEWAY = 6
_LINES_SURE = 3
"""A paragraph of this many lines shows its width by itself; a shorter one takes that of the text around it."""


def split_lines(text: str) -> list[Span]:
    r"""Return the ranges of a text's lines without the white space around them; blank lines are left out.

    A paragraph that was wrapped at a fixed width counts as one line, since its lines are no units of sense. It is known
    by its breaks: none stands where the next word would still have fitted, and they fall inside sentences.

    >>> split_lines(" One. \n\n Two.")
    [Span(start=1, end=5), Span(start=9, end=13)]
    """
    parts = [part for run in _runs(text) for part in _parts(text, run)]
    wrapped = [len(part) >= _LINES_SURE and _wrapped(text, part, _width(text, part)) for part in parts]
    widths = [_width(text, part) for part, sure in zip(parts, wrapped, strict=True) if sure]
    usual = max(widths, default=0)
    found: list[Span] = []
    for part, sure in zip(parts, wrapped, strict=True):
        joined = sure or (len(part) > 1 and _fits(text, part, usual, known=len(widths) > 1))
        found.extend([Span(part[0].start, part[-1].end)] if joined else part)
    return found


def indent_of(text: str, span: Span) -> str:
    """Return the line from its first column, with the spaces before the span."""
    return text[span.start - _indent(text, span) : span.end]


def _runs(text: str) -> list[list[Span]]:
    """Return the lines with no blank line between them."""
    runs: list[list[Span]] = []
    last = -1
    for match in _LINE.finditer(text):
        span = _trim(text, match.start(), match.end())
        if span is None:
            last = -1
            continue
        if last < 0 or _line_ends(text, last, match.start()) > 1:
            runs.append([])
        runs[-1].append(span)
        last = match.end()
    return runs


def _parts(text: str, run: Sequence[Span]) -> list[list[Span]]:
    """Cut lines into paragraphs: before an indented line, and after a sentence that ends short of the width."""
    parts = [[run[0]]]
    width = _width(text, run)
    for before, span in pairwise(run):
        indented = _indent(text, span) >= _indent(text, before) + _INDENT
        stops = not _forced(text, before, span, width) and _ended(text, before)
        if indented or stops:
            parts.append([])
        parts[-1].append(span)
    return parts


def _line_ends(text: str, start: int, end: int) -> int:
    """Count line ends, which are a carriage return and a line feed, or one of the two."""
    return max(text.count("\n", start, end), text.count("\r", start, end))


def _indent(text: str, span: Span) -> int:
    before = text[max(span.start - _INDENT_MOST, 0) : span.start]
    return len(before) - len(before.rstrip(" \t"))


def _trim(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    bare = line.strip()
    if not bare:
        return None
    lead = len(line) - len(line.lstrip())
    return Span(start + lead, start + lead + len(bare))


def _width(text: str, lines: Sequence[Span]) -> int:
    return max(_columns(text, span) for span in lines)


def _columns(text: str, span: Span) -> int:
    return span.end - span.start + _indent(text, span)


def _fits(text: str, lines: Sequence[Span], usual: int, known: bool) -> bool:
    """Say whether a short paragraph was wrapped at the width of the rest of the text, or a few columns more."""
    own = _width(text, lines)
    return own <= usual + _LEEWAY and _wrapped(text, lines, max(usual, own), known)


def _wrapped(text: str, lines: Sequence[Span], width: int, known: bool = False) -> bool:
    """Say whether the width forced nearly all breaks, most of them inside sentences.

    Some must also come before lower case, unless the width is `known` from the rest of the text.
    """
    if not _NARROWEST <= width <= _WIDEST or _width(text, lines) > width:
        return False
    if any(_LIST.match(text, span.start, span.end) for span in lines):
        return False
    breaks = list(pairwise(lines))
    forced = sum(_forced(text, before, span, width) for before, span in breaks) / len(breaks)
    open_ended = sum(not _ended(text, before) for before, _ in breaks) / len(breaks)
    going_on = sum(text[span.start].islower() for _, span in breaks) / len(breaks)
    if known:
        return forced == 1 and open_ended >= 0.5
    return forced >= 0.8 and open_ended >= 0.7 and going_on >= 0.3


def _forced(text: str, before: Span, span: Span, width: int) -> bool:
    """Say whether a line's first word would not have fitted on the line before."""
    word = _WORD.match(text, span.start, min(span.end, span.start + _WIDEST))
    return _columns(text, before) + 1 + (len(word.group()) if word else 0) > width


def _ended(text: str, span: Span) -> bool:
    return _ENDED.search(text, max(span.start, span.end - _TAIL), span.end) is not None
