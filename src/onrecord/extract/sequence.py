"""Which lines of a page are body text: scored measurements, and the best sequence of body and not body."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.extract.features import features_of

_FILE = "line_weights.csv"
_WORDS_MIN = 25
_LIFT, _LIFTS = 0.5, 16


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each measurement speaks for body text, and what a change between body and not body costs.

    `change[a][b]` scores going from a line of state a to one of state b, 1 for body.
    """

    measurement: Mapping[str, float]
    change: tuple[tuple[float, float], tuple[float, float]]

    def score(self, measured: Mapping[str, float]) -> float:
        """Return the score of one line for being body text."""
        return sum(self.measurement.get(name, 0.0) * value for name, value in measured.items())


@cache
def load_weights() -> Weights:
    """Load the bundled weights, which `python -m bench.fit_lines` makes."""
    text = (resources.files("onrecord.extract") / _FILE).read_text(encoding="utf-8")
    rows = csv.reader(line for line in text.splitlines() if line and not line.startswith("#"))
    values = {name: float(value) for name, value in rows}
    change = tuple(tuple(values.pop(f"change_{a}{b}") for b in (0, 1)) for a in (0, 1))
    return Weights(values, ((change[0][0], change[0][1]), (change[1][0], change[1][1])))


def body_lines(lines: Sequence[str], weights: Weights | None = None) -> list[bool]:
    """Say for each line of a page whether it belongs to the article's body; linear in the length of the page.

    Where next to nothing scores as body, the scores are lifted until 25 words of running text are found: a page in an
    unusual form is more often an article than not, and its loss would be silent. A page without running text has no
    body.
    """
    weights = weights or load_weights()
    measured = features_of(lines)
    scores = [weights.score(line) for line in measured]
    sizes = [len(line.split()) for line in lines]
    found = [False] * len(lines)
    for lift in range(_LIFTS):
        found = best_sequence([score + lift * _LIFT for score in scores], weights.change)
        if sum(size for size, body in zip(sizes, found, strict=True) if body) >= _WORDS_MIN:
            break
    return found


def best_sequence(scores: Sequence[float], change: Sequence[Sequence[float]]) -> list[bool]:
    """Return the sequence of states with the highest sum of scores and changes (Viterbi's algorithm).

    >>> best_sequence([-2.0, 3.0, -0.5, 3.0, -2.0], [[0.5, -1.0], [-1.0, 0.5]])
    [False, True, True, True, False]
    """
    if not scores:
        return []
    out, body = 0.0, scores[0]
    came: list[tuple[bool, bool]] = []
    for score in scores[1:]:
        to_out = (out + change[0][0], body + change[1][0])
        to_body = (out + change[0][1], body + change[1][1])
        came.append((to_out[1] > to_out[0], to_body[1] > to_body[0]))
        out, body = max(to_out), max(to_body) + score
    state = body > out
    states = [state]
    for from_out, from_body in reversed(came):
        state = from_body if state else from_out
        states.append(state)
    return states[::-1]
