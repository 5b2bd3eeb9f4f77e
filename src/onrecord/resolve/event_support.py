"""A second look at pairs of mentions: what the scores of the other pairs of the story say about each.

Two mentions are the likelier one happening when the same third mentions match both, and when what stands beside the one
matches what stands beside the other; the less likely when one has a better match in the other's sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.resolve.event_mention import Sentence
from onrecord.resolve.event_weights import EventWeights

Table = NDArray[np.float64]

_LONE = 0.5
"""Added to the matches a mention has in all, so that those of one with hardly any do not count for much."""


def support(scores: Table, sentences: Sequence[Sentence]) -> dict[str, Table]:
    """Return by name what the second look measures of every pair, each table symmetric and of the size of `scores`.

    `scores` are the log-odds of the first look, `sentences` where the mentions stand. The diagonals mean nothing.
    """
    chance = 1 / (1 + np.exp(-scores))
    np.fill_diagonal(chance, 0.0)
    best, beside = _best_beside(chance, sentences)
    matched = beside @ best
    whole = np.sqrt(chance.sum(axis=1) + _LONE)
    return {
        "first_look": scores,
        "common_matches": (chance @ chance) / np.outer(whole, whole),
        "mates_match": np.minimum(matched, matched.T),
        "better_rival": (np.maximum(best, best.T) > chance).astype(np.float64),
    }


def _best_beside(chance: Table, sentences: Sequence[Sentence]) -> tuple[Table, Table]:
    """Return for mention i and j the best match of i among those beside j, and i's share of those beside j."""
    by_sentence: defaultdict[Sentence, list[int]] = defaultdict(list)
    for at, sentence in enumerate(sentences):
        by_sentence[sentence].append(at)
    best, beside = np.zeros_like(chance), np.zeros_like(chance)
    for members in by_sentence.values():
        for at in members:
            others = [other for other in members if other != at]
            if others:
                best[:, at] = chance[:, others].max(axis=1)
                beside[at, others] = 1 / len(others)
    return best, beside


def second_look(scores: Table, sentences: Sequence[Sentence], weights: EventWeights) -> Table:
    """Return the log-odds of every pair after the second look, rounded."""
    measured: Mapping[str, Table] = support(scores, sentences)
    found = weights.base + sum(weights.weights[name] * table for name, table in measured.items())
    return np.asarray(np.round(found, 4))
