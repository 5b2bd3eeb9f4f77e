"""A text as word pieces, each with its place in the text and what the pieces alone do not say.

The vocabulary knows no capitals, no line ends and no sides of quotation marks; `shapes` gives them back to the network,
and `lines`, `stops` and `quotes` to what decodes its answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.model.span import Span
from onrecord.read.quotes import Quotation, find_quotations

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CASES, GAPS, SIDES = 5, 4, 3
SHAPES = CASES * GAPS * SIDES
"""How many shapes a piece can have: its letters, the space before it, its side of a quotation."""

_LINE = re.compile(r"\S[^\n]*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_JOINED, _SPACE, _BREAK, _BLANK = range(GAPS)
_OUTSIDE, _INSIDE, _EDGE = range(SIDES)
_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
_MARKS = re.compile("[\"“”„‟«»‘’‚'`]")
_MARKS_MAX = 400
"""A line with more marks than any article has is read without pairing them, which takes quadratic time."""


class Encoding(Protocol):
    """What a tokenizer gives for one line."""

    @property
    def ids(self) -> list[int]:
        """Numbers of the pieces."""

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Code points of the pieces in the line."""


class Tokenizer(Protocol):
    """The part of `tokenizers.Tokenizer` that is used."""

    def encode_batch(self, input: list[str], *, add_special_tokens: bool) -> Sequence[Encoding]:  # noqa: A002
        """Cut lines to pieces."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The T pieces of a text, without the network's own first and last piece.

    `starts` and `ends` are code points; `shapes` lie in `[0, SHAPES)`; `lines` numbers the lines; `stops` counts the
    sentence ends before a piece; `quotes` is the number of the outermost quotation that holds it, or -1, and
    `reopened` those quotations that go on from the paragraph before.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    shapes: Ints
    lines: Ints
    stops: Ints
    quotes: Ints
    reopened: frozenset[int]

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last piece that share a code point with `[start, end)`, or None where there is none."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left")) - 1
        return (first, last) if first <= last else None


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text to pieces; any text can be cut, and lone surrogates count as unknown signs."""
    text = _SURROGATE.sub("\ufffd", text)
    lines = [Span(match.start(), match.end()) for match in _LINE.finditer(text)]
    encoded = tokenizer.encode_batch([line.of(text) for line in lines], add_special_tokens=False)
    rows = [
        (number, at, line.start + start, line.start + end)
        for line_number, (line, encoding) in enumerate(zip(lines, encoded, strict=True))
        for number, at, (start, end) in zip(
            encoding.ids, [line_number] * len(encoding.ids), encoding.offsets, strict=True
        )
        if start < end
    ]
    table = np.array(rows, np.int64).reshape(-1, 4)
    ids, line_of, starts, ends = (np.ascontiguousarray(table[:, i]) for i in range(4))
    quotations = quotations_of(text, lines)
    quotes, edges = _quotes(starts, ends, quotations)
    gaps = _gaps(text, starts, ends)
    words = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    cases = np.array([_case(word) for word in words], np.int64)
    sides = np.where(edges, _EDGE, np.where(quotes >= 0, _INSIDE, _OUTSIDE))
    reopened = frozenset(i for i, quotation in enumerate(quotations) if quotation.reopens)
    shapes = (cases * GAPS + gaps) * SIDES + sides
    return Pieces(ids, starts, ends, shapes, line_of, _stops(words, gaps), quotes, reopened)


def quotations_of(text: str, lines: Sequence[Span]) -> list[Quotation]:
    """Return the quotations of the lines, without lines that hold more marks than can be paired in bounded time."""
    fit = [len(_MARKS.findall(line.of(text))) <= _MARKS_MAX for line in lines]
    found: list[Quotation] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and fit[end]:
            end += 1
        found += find_quotations(text, tuple(lines[start:end]))
        start = end + 1
    return found


def _quotes(starts: Ints, ends: Ints, quotations: Sequence[Quotation]) -> tuple[Ints, Bools]:
    """Return for each piece its quotation, and whether it is that quotation's first or last piece."""
    quotes = np.full(len(starts), -1, np.int64)
    edges = np.zeros(len(starts), np.bool_)
    if not quotations:
        return quotes, edges
    firsts = np.searchsorted(ends, [quotation.outer.start for quotation in quotations], side="right")
    lasts = np.searchsorted(starts, [quotation.outer.end for quotation in quotations], side="left") - 1
    for number, (first, last) in enumerate(zip(firsts.tolist(), lasts.tolist(), strict=True)):
        if first <= last:
            quotes[first : last + 1] = number
            edges[[first, last]] = True
    return quotes, edges


def _gaps(text: str, starts: Ints, ends: Ints) -> Ints:
    """Say what stands before each piece: nothing, a space, one line end, or an empty line or the text's beginning."""
    before = np.concatenate(([0], ends[:-1])).astype(np.int64) if len(ends) else ends
    gaps = np.where(starts > before, _SPACE, _JOINED)
    for at in np.flatnonzero(starts > before).tolist():
        ends_found = text.count("\n", int(before[at]), int(starts[at]))
        if ends_found:
            gaps[at] = _BREAK if ends_found == 1 else _BLANK
    if len(gaps):
        gaps[0] = _BLANK
    return gaps.astype(np.int64)


def _case(word: str) -> int:
    if word.islower():
        return 1
    if not word[0].isalpha():
        return 0
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() else 4


def _stops(words: Sequence[str], gaps: Ints) -> Ints:
    """Count the sentence ends before each piece: a stop, perhaps a closing mark, then a space."""
    ended = np.zeros(len(words) + 1, np.int64)
    for at, word in enumerate(words):
        if word in _STOPS:
            after = at + 1
            while after < min(len(words), at + 4) and gaps[after] == _JOINED and words[after] in _CLOSERS:
                after += 1
            if after >= len(words) or gaps[after] != _JOINED:
                ended[after] = 1
    return np.cumsum(ended)[: len(words)].astype(np.int64)
