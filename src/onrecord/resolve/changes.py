"""Where two wordings of one utterance differ, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from onrecord.resolve.wording import Word

_FEW = 2


class Place(NamedTuple):
    """A range of word indexes; `start == stop` is the gap before a word."""

    start: int
    stop: int

    @property
    def size(self) -> int:
        """The number of words."""
        return self.stop - self.start


class Change(NamedTuple):
    """A place where two wordings differ."""

    a: Place
    b: Place


def changed(a: Sequence[Word], b: Sequence[Word]) -> list[Change]:
    """Return the places where two wordings of one utterance differ.

    What only one of them has before or after all of the other is not a difference: it was cut off.
    """
    blocks = _blocks(a, b)
    if not blocks:
        return []
    found = [_before(blocks[0]), *map(_between, blocks, blocks[1:]), _after(blocks[-1], len(a), len(b))]
    return [change for change in found if change.a.size or change.b.size]


def inner_changes(a: Sequence[Word], b: Sequence[Word]) -> list[Change]:
    """Return the places between the first and the last identical run where two wordings differ.

    What stands before and after may be another sentence on either side. Only where both end (or begin) within a few
    words, equally many, was nothing cut off, so that these words stand for each other.
    """
    blocks = _blocks(a, b)
    if not blocks:
        return []
    inner = [_between(one, following) for one, following in pairwise(blocks)]
    last = blocks[-1]
    before = Change(Place(0, blocks[0].a), Place(0, blocks[0].b))
    after = Change(Place(last.a + last.size, len(a)), Place(last.b + last.size, len(b)))
    ends = [[end] if 0 < end.a.size == end.b.size <= _FEW else [] for end in (before, after)]
    return [change for change in (*ends[0], *inner, *ends[1]) if change.a.size or change.b.size]


def agreement(a: Sequence[Word], b: Sequence[Word]) -> float:
    """Return the share of identical words in the longer of the two stretches from the first to the last identical run.

    1 where one wording is cut out of the other, 0 for nothing alike.
    """
    blocks = _blocks(a, b)
    if not blocks:
        return 0.0
    first, last = blocks[0], blocks[-1]
    return sum(block.size for block in blocks) / max(last.a + last.size - first.a, last.b + last.size - first.b)


def _blocks(a: Sequence[Word], b: Sequence[Word]) -> list[Match]:
    """Return the runs of identical words, without small words that agree by chance before or after all others.

    Small words with which both begin, or end, do not agree by chance.
    """
    matcher = SequenceMatcher(None, [word.form for word in a], [word.form for word in b], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    telling = [at for at, block in enumerate(blocks) if _tells(block, a, b)]
    return blocks[telling[0] : telling[-1] + 1] if telling else blocks


def _tells(block: Match, a: Sequence[Word], b: Sequence[Word]) -> bool:
    begins = block.a == block.b == 0
    ends = block.a + block.size == len(a) and block.b + block.size == len(b)
    return begins or ends or any(word.content for word in _words(a, block))


def _words(words: Sequence[Word], block: Match) -> Sequence[Word]:
    return words[block.a : block.a + block.size]


def _before(block: Match) -> Change:
    """Return the difference before the first run; the longer side's surplus was cut off from the other."""
    size = min(block.a, block.b)
    return Change(Place(block.a - size, block.a), Place(block.b - size, block.b))


def _between(block: Match, following: Match) -> Change:
    return Change(Place(block.a + block.size, following.a), Place(block.b + block.size, following.b))


def _after(block: Match, a: int, b: int) -> Change:
    """Return the difference after the last run, the longer side cut down likewise."""
    end_a, end_b = block.a + block.size, block.b + block.size
    size = min(a - end_a, b - end_b)
    return Change(Place(end_a, end_a + size), Place(end_b, end_b + size))
