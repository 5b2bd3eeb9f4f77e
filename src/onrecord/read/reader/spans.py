"""From the network's scores to spans of pieces: begin, inside, outside, decoded under what marks and lines allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.read.reader.pieces import Bools, Ints, Pieces

Floats = NDArray[np.float32]

OUT, BEGIN, INSIDE = range(3)
LABELS = ("content", "source", "cue")
CONTENT, SOURCE, CUE = range(len(LABELS))
_CERTAIN = 0.02
_NEVER = -1e9


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Pieces `first` to `last`, both inside, with the mean chance of its pieces to belong to it."""

    first: int
    last: int
    score: float


def log_softmax(scores: Floats) -> Floats:
    """Return the logarithms of chances over the last axis."""
    high = scores - scores.max(axis=-1, keepdims=True)
    chances: Floats = high - np.log(np.exp(high).sum(axis=-1, keepdims=True))
    return chances


def stretches_of(pieces: Pieces, tags: Floats, biases: tuple[float, ...] = (0.0, 0.0, 0.0)) -> list[list[Stretch]]:
    """Return the stretches of each label.

    `tags` (T, 3 labels, 3 states) are scores; `biases` per label are taken from the score of being outside, so that
    more than zero finds more. No stretch crosses a line end, and no content begins or ends inside a quotation in
    marks: it holds all of it or nothing.
    """
    broken = np.diff(pieces.lines, prepend=-1) != 0
    glued = (pieces.quotes >= 0) & (np.diff(pieces.quotes, prepend=-1) == 0) & ~broken
    free = np.zeros_like(glued)
    chances = tags.astype(np.float32).copy()
    chances[:, :, OUT] -= np.asarray(biases, np.float32)
    chances = log_softmax(chances)
    return [
        _decode(chances[:, label], broken, glued if label == CONTENT else free, pieces.quotes)
        for label in range(len(LABELS))
    ]


def _decode(chances: Floats, broken: Bools, glued: Bools, quotes: Ints) -> list[Stretch]:
    inside = 1 - np.exp(chances[:, OUT])
    found: list[Stretch] = []
    for start, end in _runs(inside > _CERTAIN, glued, quotes):
        states = _best(chances[start:end].tolist(), broken[start:end].tolist(), glued[start:end].tolist())
        for first, last in _joined(states):
            score = float(inside[start + first : start + last + 1].mean())
            found.append(Stretch(start + first, start + last, score))
    return found


def _runs(likely: Bools, glued: Bools, quotes: Ints) -> list[tuple[int, int]]:
    """Return where anything can be found at all, whole quotations included, so that the rest need not be decoded."""
    kept = likely.copy()
    if glued.any():
        held = np.unique(quotes[likely & (quotes >= 0)])
        kept |= np.isin(quotes, held) & (quotes >= 0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], kept, [False])).astype(np.int8)))
    return [(int(edges[i]), int(edges[i + 1])) for i in range(0, len(edges), 2)]


def _best(chances: list[list[float]], broken: list[bool], glued: list[bool]) -> list[int]:
    """Return the likeliest allowed states (Viterbi); before the first piece all is outside."""
    out, begin, inside = 0.0, _NEVER, _NEVER
    back: list[tuple[int, int, int]] = []
    for (to_out, to_begin, to_inside), new_line, same_quote in zip(chances, broken, glued, strict=True):
        from_in = BEGIN if begin >= inside else INSIDE
        most_in = max(begin, inside)
        if same_quote and back:
            back.append((OUT, OUT, from_in))
            out, begin, inside = out + to_out, _NEVER, most_in + to_inside
            continue
        before = OUT if out >= most_in else from_in
        best = max(out, most_in)
        back.append((before, before, from_in))
        out, begin, inside = best + to_out, best + to_begin, _NEVER if new_line else most_in + to_inside
    ends = (out, begin, inside)
    state = max(range(3), key=lambda at: ends[at])
    states = []
    for step in reversed(back):
        states.append(state)
        state = step[state]
    return states[::-1]


def _joined(states: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at, state in enumerate(states):
        if state == BEGIN:
            found.append((at, at))
        elif state == INSIDE and found:
            found[-1] = (found[-1][0], at)
    return found
