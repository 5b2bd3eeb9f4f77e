"""Where the lines of an extracted body stand in the page's visible text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+")
_NOTHING = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_CELLS_MAX = 400_000_000
"""The largest alignment (words times words) that is worked out exactly; it takes a second and 50 MB."""
_SHARE = 0.5


def words_of(text: str) -> list[str]:
    """Return the words of a text in one form: lower case, of usual width, without soft hyphens.

    >>> words_of("The “Ｎｅｗ” har\u00adbour")
    ['the', 'new', 'harbour']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _NOTHING.sub("", text))
    return _WORD.findall(text.casefold())


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
        lacking = Counter(body)
        lacking.subtract(Counter(chain.from_iterable(self.lines)))
        return 1 - sum(count for count in lacking.values() if count > 0) / len(body)

    def inside(self, body: Sequence[str]) -> list[bool]:
        """Say for each line whether the body holds it: most of its words, in order, are words of the body.

        >>> Words.of(["Menu", "The harbour opened.", "Share"]).inside(["the", "harbour", "opened"])
        [False, True, False]
        """
        matched = _matched(list(chain.from_iterable(self.lines)), body)
        found, at = [], 0
        for line in self.lines:
            end = at + len(line)
            found.append(bool(line) and sum(matched[at:end]) / len(line) > _SHARE)
            at = end
        return found


def _matched(page: Sequence[str], body: Sequence[str]) -> list[bool]:
    """Mark the words of the page that a longest common subsequence with the body takes."""
    if len(page) * len(body) > _CELLS_MAX:
        return _contained(page, body)
    matched = [False] * len(page)
    for block in LCSseq.editops(page, body).as_matching_blocks():
        matched[block.a : block.a + block.size] = [True] * block.size
    return matched


def _contained(page: Sequence[str], body: Sequence[str], size: int = 4) -> list[bool]:
    """Mark the words of the page in runs of `size` words that the body holds too: linear, order ignored."""
    runs = {tuple(body[i : i + size]) for i in range(len(body) - size + 1)}
    matched = [False] * len(page)
    for i in range(len(page) - size + 1):
        if tuple(page[i : i + size]) in runs:
            matched[i : i + size] = [True] * size
    return matched
