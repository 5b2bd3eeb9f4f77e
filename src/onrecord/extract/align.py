"""Where the lines of an extracted body stand in the page's visible text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from onrecord.model.folding import fold

_WORD = re.compile(r"\w+")
_CELLS_MAX = 400_000_000
"""The largest alignment (words times words) that is worked out exactly; it takes a second and 50 MB."""
_SHARE = 0.5


def words_of(text: str) -> list[str]:
    """Return the folded words of a text."""
    return _WORD.findall(fold(text).text)


def lines_in_body(lines: Sequence[str], body: str) -> list[bool]:
    """Say for each line of a page whether the body holds it: most of its words, in order, are words of the body.

    >>> lines_in_body(["Menu", "The harbour opened.", "Share"], "The harbour “opened”.")
    [False, True, False]
    """
    tokens = [words_of(line) for line in lines]
    matched = _matched([word for line in tokens for word in line], words_of(body))
    found, at = [], 0
    for line in tokens:
        hits = sum(matched[at : at + len(line)])
        found.append(bool(line) and hits / len(line) > _SHARE)
        at += len(line)
    return found


def covered(lines: Sequence[str], body: str) -> float:
    """Return the share of the body's words that stand in the lines, regardless of order."""
    wanted = Counter(words_of(body))
    shown = Counter(word for line in lines for word in words_of(line))
    return sum((wanted & shown).values()) / sum(wanted.values()) if wanted else 0.0


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
