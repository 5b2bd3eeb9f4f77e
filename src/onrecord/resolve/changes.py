"""Where two wordings of one utterance differ, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import Match, SequenceMatcher
from typing import NamedTuple

from onrecord.resolve.wording import Word


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


def _blocks(a: Sequence[Word], b: Sequence[Word]) -> list[Match]:
    """Return the runs of identical words, without small words that agree by chance before or after all others."""
    matcher = SequenceMatcher(None, [word.form for word in a], [word.form for word in b], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    telling = [at for at, block in enumerate(blocks) if any(word.content for word in _words(a, block))]
    return blocks[telling[0] : telling[-1] + 1] if telling else blocks


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
