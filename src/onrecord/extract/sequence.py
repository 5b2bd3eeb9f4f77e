"""Which lines of a page are body text: a small network scores each line, and the course of the page decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.course import BODY, body_chances
from onrecord.extract.features import feature_names, features_of
from onrecord.extract.short_pages import short_body

_FILE = "line_weights.npz"
_WORDS_MIN = 25
_HALF, _LEAST = 0.5, 0.05
_TOP = 3
_STRONG = 0.05
_FARTHEST = 8
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """The network: measurements of a line to scores of the four states of `course`.

    `mean` and `scale` bring the D measurements to one range; `direct` (D, 4) weighs them, `hidden` (D, H) feeds
    H units that count only where they are positive, which `out` (H, 4) weighs; `change` (4, 4) scores going from state
    to state, `start` (4) the first.
    """

    mean: Array
    scale: Array
    direct: Array
    bias: Array
    hidden: Array
    hidden_bias: Array
    out: Array
    change: Array
    start: Array

    def ranged(self, measured: Array) -> Array:
        """Bring measurements to one range; what is rare does not weigh without bound."""
        ranged: Array = np.clip((measured - self.mean) * self.scale, -_FARTHEST, _FARTHEST).astype(np.float32)
        return ranged

    def scores(self, measured: Array) -> Array:
        """Return the scores of the four states for each row of measurements."""
        rows = self.ranged(measured)
        units = np.maximum(rows @ self.hidden + self.hidden_bias, 0)
        scores: Array = (rows @ self.direct + units @ self.out + self.bias).astype(np.float32)
        return scores


@dataclass(frozen=True, slots=True)
class Tagged:
    """Lines with the chance of each to be body text, and the measurements behind it."""

    chances: tuple[float, ...]
    measured: Array
    weights: Weights

    def why(self, i: int) -> str:
        """Name what spoke most for and against line `i` being body, beside the average line.

        The network is linear around one line, so what each measurement adds to its score is exact; the course of the
        page adds the rest.
        """
        parts = _shares(self.weights, self.measured[i])
        order = sorted(range(len(parts)), key=lambda k: (-abs(parts[k]), k))[:_TOP]
        names = feature_names()
        told = ", ".join(f"{names[k]} {parts[k]:+.1f}" for k in order if abs(parts[k]) >= _STRONG)
        return f"body {self.chances[i]:.2f}: {told}" if told else f"body {self.chances[i]:.2f}"


@cache
def load_weights() -> Weights:
    """Load the bundled weights, which `python -m bench.fit_lines --write` makes."""
    with (resources.files("onrecord.extract") / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as found:
        return Weights(**{name: found[name].astype(np.float32) for name in Weights.__slots__})


def tag_lines(lines: Sequence[str], weights: Weights | None = None) -> Tagged:
    """Say for each line of a page how likely it is body text; linear in the length of the page."""
    weights = weights or load_weights()
    measured = features_of(lines)
    scores = weights.scores(measured).astype(float)
    chances = body_chances(scores, weights.change.astype(float), weights.start.astype(float))
    return Tagged(tuple(chances), measured, weights)


def body_lines(lines: Sequence[str], weights: Weights | None = None) -> list[bool]:
    """Say for each line of a page whether it belongs to the article's body; nearly linear in the length of the page.

    Lines are taken in the order of their chances for as long as that promises a better body: a page in an unusual form
    is more often an article than not, and its loss would be silent. A few words without a sentence are no body, and of
    a few sentences all are.
    """
    short = short_body(lines)
    if short is not None:
        return short
    tagged = tag_lines(lines, weights)
    ended, words, runs = (feature_names().index(name) for name in ("sentence_end", "words_3", "running"))
    sentences = (tagged.measured[:, ended] * tagged.measured[:, words] + tagged.measured[:, runs]) > 0
    return chosen(tagged.chances, [len(line.split()) for line in lines], sentences.tolist())


def chosen(chances: Sequence[float], sizes: Sequence[int], sentences: Sequence[bool]) -> list[bool]:
    """Choose the lines with the best expected F1 by words, from their chances to be body and their numbers of words.

    Below one half only lines that hold a sentence are taken. Where the sum of expected body words is E, taking words K
    of which H are expected to be right gives the F1 2 H / (K + E) (the plug-in rule of Ye et al. 2012).

    >>> chosen([0.1, 0.9, 0.3], [3, 30, 30], [False, True, True])
    [False, True, False]
    >>> chosen([0.4, 0.1, 0.2], [3, 30, 30], [False, True, True])
    [False, False, True]
    """
    order = sorted(
        (i for i, chance in enumerate(chances) if chance > (_LEAST if sentences[i] else _HALF)),
        key=lambda i: (-chances[i], i),
    )
    expected = sum(chance * size for chance, size in zip(chances, sizes, strict=True))
    taken, best, right, words = 0, 0.0, 0.0, 0
    for count, i in enumerate(order, 1):
        right, words = right + chances[i] * sizes[i], words + sizes[i]
        score = 2 * right / (words + expected) if words else 0.0
        taken, best = (count, score) if score > best else (taken, best)
    inside = set(order[:taken])
    # No page of the training data is so short: a few words without a sentence are a menu, whatever their chance.
    if not any(sentences) and sum(sizes[i] for i in inside) < _WORDS_MIN:
        return [False] * len(chances)
    return [i in inside for i in range(len(chances))]


def _shares(weights: Weights, row: Array) -> list[float]:
    """Return what each measurement adds to the score for body, over the mean of the other states."""
    rows = weights.ranged(row)
    active = rows @ weights.hidden + weights.hidden_bias > 0
    slopes = weights.direct + weights.hidden[:, active] @ weights.out[active]
    others = np.delete(slopes, BODY, axis=1).mean(axis=1)
    return [float(share) for share in rows * (slopes[:, BODY] - others)]
