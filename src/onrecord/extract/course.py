"""The likely course of a page's lines: before the body, in it, in a gap inside it, after it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
BEFORE, BODY, GAP, AFTER = range(4)
ALLOWED = np.array([[1, 1, 0, 0], [0, 1, 1, 1], [0, 1, 1, 0], [0, 0, 0, 1]], bool)
"""Which state may follow which: a page has one body, with gaps, and nothing after its end is body again."""
FIRST = np.array([1, 1, 0, 0], bool)
"""The states in which a page may begin."""
_LEAST = 1e-30
_NEVER_NOTHING = 1e-150
"""What is left of a state's chance at least: lines that contradict each other would make all of them nothing."""


def body_chances(scores: Array, change: Array, start: Array) -> list[float]:
    """Return for each line how likely it is body, over all courses that the page may take (forward-backward).

    `scores` has a row per line and a column per state, `change[a, b]` scores state b after a, `start` the first state;
    all are natural logarithms. Linear in the number of lines.

    >>> scores = np.array([[2.0, -2, -2, -2], [-2, 2, -2, -2], [-2, -2, -2, 2]])
    >>> [round(chance, 2) for chance in body_chances(scores, np.zeros((4, 4)), np.zeros(4))]
    [0.02, 1.0, 0.02]
    """
    if not len(scores):
        return []
    odds = np.exp(scores - scores.max(axis=1, keepdims=True)) + _LEAST
    steps = np.where(ALLOWED, np.exp(change), 0.0)
    forward = _forward(odds.tolist(), steps.tolist(), np.where(FIRST, np.exp(start), 0.0).tolist())
    backward = _backward(odds.tolist(), steps.tolist())
    return [
        a[BODY] * b[BODY] / sum(x * y for x, y in zip(a, b, strict=True))
        for a, b in zip(forward, backward, strict=True)
    ]


def _forward(odds: Sequence[Sequence[float]], steps: Sequence[Sequence[float]], start: Sequence[float]) -> list[Row]:
    """Return the chances of the states of each line, given the lines up to it."""
    (to_before, to_body, _, _), (_, stay, to_gap, to_after), (_, back, in_gap, _), (_, _, _, ended) = steps
    out, body, gap, after = (a * b for a, b in zip(start, odds[0], strict=True))
    found = [_row(out, body, gap, after)]
    for o, b, g, a in odds[1:]:
        out, body, gap, after = found[-1]
        found.append(
            _row(
                out * to_before * o,
                (out * to_body + body * stay + gap * back) * b,
                (body * to_gap + gap * in_gap) * g,
                (body * to_after + after * ended) * a,
            )
        )
    return found


def _backward(odds: Sequence[Sequence[float]], steps: Sequence[Sequence[float]]) -> list[Row]:
    """Return how well the states of each line agree with the lines after it."""
    (to_before, to_body, _, _), (_, stay, to_gap, to_after), (_, back, in_gap, _), (_, _, _, ended) = steps
    found = [_row(1.0, 1.0, 1.0, 1.0)]
    for o, b, g, a in reversed(odds[1:]):
        out, body, gap, after = found[-1]
        out, body, gap, after = out * o, body * b, gap * g, after * a
        found.append(
            _row(
                out * to_before + body * to_body,
                body * stay + gap * to_gap + after * to_after,
                body * back + gap * in_gap,
                after * ended,
            )
        )
    return found[::-1]


Row = tuple[float, float, float, float]


def _row(out: float, body: float, gap: float, after: float) -> Row:
    """Scale a row to the sum 1, lest long pages run out of the range of floating point numbers."""
    total = (out + body + gap + after) or 1.0
    return (
        out / total + _NEVER_NOTHING,
        body / total + _NEVER_NOTHING,
        gap / total + _NEVER_NOTHING,
        after / total + _NEVER_NOTHING,
    )
