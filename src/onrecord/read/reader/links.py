"""Which cue a content hangs on and which source a cue has: scores of pairs, from the network and from their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.read.reader.pieces import Bools, Ints, Pieces
from onrecord.read.reader.spans import Floats

RELATIONS = ("cue_of_content", "source_of_cue")
WIDTH = 96
"""Numbers per piece, relation and side of a pair."""

OUTPUTS = len(RELATIONS) * (2 * WIDTH + 1)
"""Numbers per piece in the network's second answer: for each relation what seeks, what is sought, and having none."""

_STEPS = np.array([1, 2, 4, 7, 13, 25, 49, 97])
TRAITS = (2 * (len(_STEPS) + 1) + 1, 9, 6, 5)
"""How many values each trait of a pair has.

These are: distance and side; line and sentence ends between; how many others between, and side; marks.
"""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pieces of one window stand: line, sentence ends before, and quotation (or -1) of each."""

    lines: Ints
    stops: Ints
    quotes: Ints

    @classmethod
    def of(cls, pieces: Pieces, start: int, end: int) -> Places:
        """Take the places of pieces `[start, end)`."""
        return cls(pieces.lines[start:end], pieces.stops[start:end], pieces.quotes[start:end])


def traits(seekers: Ints, sought: Ints, places: Places) -> Ints:
    """Describe the pairs of N `seekers` with K `sought`, both (n, 2) first and last pieces: (N, K, 4) in `TRAITS`."""
    first, last = seekers[:, None, 0], seekers[:, None, 1]
    other_first, other_last = sought[None, :, 0], sought[None, :, 1]
    after, before = other_first > last, other_last < first
    gap = np.where(after, other_first - last - 1, np.where(before, first - other_last - 1, 0))
    far = np.searchsorted(_STEPS, gap, side="right")
    steps = len(_STEPS) + 1
    distance = np.where(after, far, np.where(before, steps + far, 2 * steps))
    low, high = np.where(after, last, other_last), np.where(after, other_first, first)
    apart = after | before
    ends = np.where(apart, places.stops[high] - places.stops[low], 0).clip(0, 2)
    lines = np.where(apart, places.lines[high] - places.lines[low], 0).clip(0, 2)
    between = _between(sought, low, high) * apart
    sides = between.clip(0, 2) + 3 * before
    return np.stack([distance, 3 * lines + ends, sides, _marks(seekers, sought, places)], axis=-1).astype(np.int64)


def _between(sought: Ints, low: Ints, high: Ints) -> Ints:
    """Count for every pair the other sought ones that lie wholly between the two."""
    if not len(sought):
        return np.zeros(low.shape, np.int64)
    begun = np.sort(sought[:, 0])
    ended = np.sort(sought[:, 1])
    count: Ints = np.searchsorted(ended, high, side="left") - np.searchsorted(begun, low, side="right")
    return count.clip(0, None).astype(np.int64)


def _marks(seekers: Ints, sought: Ints, places: Places) -> Ints:
    mine = places.quotes[seekers[:, 0]][:, None]
    theirs = places.quotes[sought[:, 0]][None, :]
    same = (mine == theirs) & (mine >= 0)
    return np.where(same, 4, 2 * (mine >= 0) + (theirs >= 0)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Tables:
    """What the places of a pair add to its score: for each relation and trait one number per value."""

    weights: tuple[tuple[Floats, ...], ...]

    def scores(self, relation: int, described: Ints) -> Floats:
        """Return (N, K) scores for described pairs."""
        total = np.zeros(described.shape[:2], np.float32)
        for at, weights in enumerate(self.weights[relation]):
            total += weights[described[..., at]]
        return total


def link_chances(relation: int, ends: tuple[Ints, Ints], answer: Floats, places: Places, tables: Tables) -> Floats:
    """Return (N, K + 1) chances of each seeker to belong to each of the sought; the last is to belong to none.

    `ends` are the (n, 2) first and last pieces of the seekers and of the sought in the window, `answer` (L, OUTPUTS)
    the network's second answer for its pieces.
    """
    seekers, sought = ends
    if not len(seekers):
        return np.zeros((0, len(sought) + 1), np.float32)
    seeking, offering, none = sides_of(answer, relation)
    left = seeking[seekers[:, 0]] + seeking[seekers[:, 1]]
    alone = (none[seekers[:, 0]] + none[seekers[:, 1]])[:, None]
    scores = alone
    if len(sought):
        right = offering[sought[:, 0]] + offering[sought[:, 1]]
        paired = left @ right.T / np.float32(np.sqrt(WIDTH))
        scores = np.concatenate([paired + tables.scores(relation, traits(seekers, sought, places)), alone], axis=1)
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return chances


def sides_of(answer: Floats, relation: int) -> tuple[Floats, Floats, Floats]:
    """Cut the second answer to what seeks (L, WIDTH), what is sought (L, WIDTH) and having none (L,)."""
    at = relation * (2 * WIDTH + 1)
    return answer[..., at : at + WIDTH], answer[..., at + WIDTH : at + 2 * WIDTH], answer[..., at + 2 * WIDTH]


def within(ends: Sequence[tuple[int, int]], start: int, end: int) -> tuple[Ints, Bools]:
    """Move stretches into a window `[start, end)`: their (n, 2) ends there, and which of all lie wholly in it."""
    table = np.array(ends, np.int64).reshape(-1, 2)
    inside = (table[:, 0] >= start) & (table[:, 1] < end)
    return table[inside] - start, inside
