"""Where the lines of an extracted body stand in the page's visible text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import LCSseq

_WORD, _ASCII_WORD = re.compile(r"\w+"), re.compile(r"\w+", re.ASCII)
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_WITHOUT = str.maketrans("", "", _NOTHING)
_CELLS_MAX = 400_000_000
"""The largest alignment (words times words) that is worked out exactly; it takes a second and 50 MB."""
_SHARE = 0.5


def words_of(text: str) -> list[str]:
    """Return the words of a text in one form: lower case, of usual width, without soft hyphens.

    >>> words_of("The “Ｎｅｗ” har\u00adbour")
    ['the', 'new', 'harbour']
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    if any(map(text.__contains__, _NOTHING)):
        text = text.translate(_WITHOUT)
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page's lines, taken apart once for all that is asked of them."""

    lines: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Words:
        """Take the lines of a page apart."""
        return cls(tuple(tuple(words_of(line)) for line in lines))

    def covered(self, body: Sequence[str]) -> float:
        """Return the share of the body's words that stand in the lines, regardless of order."""
        if not body:
            return 0.0
        held = Counter(chain.from_iterable(self.lines))
        lacking = sum(count - held[word] for word, count in Counter(body).items() if count > held[word])
        return 1 - lacking / len(body)

    def inside(self, body: Sequence[str]) -> list[bool]:
        """Say for each line whether the body holds it: most of its words, in order, are words of the body.

        >>> Words.of(["Menu", "The harbour opened.", "Share"]).inside(["the", "harbour", "opened"])
        [False, True, False]
        """
        return self.aligned(body)[0]

    def aligned(self, body: Sequence[str]) -> tuple[list[bool], int]:
        """Say for each line whether the body holds it, and count the body's words that stand in the lines in order.

        The count is 0 where both are too long to be compared word by word.
        """
        matched, count = _matched(list(chain.from_iterable(self.lines)), body)
        found, at = [], 0
        for line in self.lines:
            end = at + len(line)
            found.append(bool(line) and sum(matched[at:end]) / len(line) > _SHARE)
            at = end
        return found, count


def _matched(page: Sequence[str], body: Sequence[str]) -> tuple[list[bool], int]:
    """Mark the words of the page that a longest common subsequence with the body takes, and count them."""
    if len(page) * len(body) > _CELLS_MAX:
        return _contained(page, body), 0
    matched, count = [False] * len(page), 0
    for block in LCSseq.editops(page, body).as_matching_blocks():
        matched[block.a : block.a + block.size] = [True] * block.size
        count += block.size
    return matched, count


def _contained(page: Sequence[str], body: Sequence[str], size: int = 4) -> list[bool]:
    """Mark the words of the page in runs of `size` words that the body holds too: linear, order ignored."""
    runs = {tuple(body[i : i + size]) for i in range(len(body) - size + 1)}
    matched = [False] * len(page)
    for i in range(len(page) - size + 1):
        if tuple(page[i : i + size]) in runs:
            matched[i : i + size] = [True] * size
    return matched
