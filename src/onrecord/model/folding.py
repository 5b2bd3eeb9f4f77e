"""Folding for comparison (width, spaces, quotation marks, case) with a map back to the original characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model.span import Span

_SAME = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
}
_NOTHING = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded copy of a text; `starts[i]` is the original offset of folded character `i`."""

    text: str
    starts: tuple[int, ...]
    length: int

    def back(self, start: int, end: int) -> Span:
        """Return the original span of the folded range `[start, end)`, which must not be empty."""
        return Span(self.starts[start], self.starts[end - 1] + 1)


@lru_cache(maxsize=20_000)  # more characters than any language uses, fewer than hostile text can hold
def fold_character(character: str) -> str:
    """Return the folded form of one character, which may be empty or longer than one character."""
    if character in _NOTHING:
        return ""
    return "".join(_SAME.get(c, c) for c in unicodedata.normalize("NFKC", character)).casefold()


def fold(text: str) -> Folded:
    """Fold a text character by character, so that every folded character knows where it came from.

    >>> folded = fold("“Ｄefence”")
    >>> folded.text, folded.back(1, 8)
    ('"defence"', Span(start=1, end=8))
    """
    if text.isascii():
        return Folded(text.lower(), tuple(range(len(text))), len(text))
    pieces: list[str] = []
    starts: list[int] = []
    for offset, character in enumerate(text):
        piece = fold_character(character)
        pieces.append(piece)
        starts.extend([offset] * len(piece))
    return Folded("".join(pieces), tuple(starts), len(text))


def folded(text: str) -> str:
    """Return the folded form of a text alone, where nobody asks which characters it came from.

    >>> folded("The “Ｔｉｍｅｓ”")
    'the "times"'
    """
    return text.lower() if text.isascii() else "".join(map(fold_character, text))
