"""How alike articles are in what they are about and when they appeared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BACKGROUND = 3000
"""Other articles supposed to exist beside the collection, about a month of a newspaper, none of which has its terms.

Without them a term that most of a collection has would count for nothing, although it is the very thing that makes them
one story.
"""

GRACE_DAYS = 3
"""Days between two articles that say nothing against their being about one happening."""

HALF_LIFE_DAYS = 7
"""Days beyond the grace that halve how alike two articles are."""

APART_DAYS = 60
"""Days from which two articles are never in one story."""

_CHUNK = 4096

Matrix = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Vectors:
    """The weighted terms of articles: article `n` has `terms[starts[n]:starts[n + 1]]`, each once, with `weights`."""

    starts: Numbers
    terms: Numbers
    weights: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def articles(self) -> Numbers:
        """The article that each row belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def only(self, articles: Sequence[int]) -> Vectors:
        """Return the vectors of some articles, in the order given."""
        places = [np.arange(self.starts[n], self.starts[n + 1]) for n in articles]
        rows = np.concatenate(places) if places else np.zeros(0, dtype=np.int64)
        sizes = np.cumsum([0, *(len(place) for place in places)])
        return Vectors(np.asarray(sizes, dtype=np.int64), self.terms[rows], self.weights[rows])

    def times(self, factors: NDArray[np.float64]) -> Vectors:
        """Return the vectors with each row's weight multiplied by a factor of its own."""
        return Vectors(self.starts, self.terms, self.weights * factors)

    def unit(self) -> Vectors:
        """Return the vectors, each of length 1."""
        articles = self.articles
        squares = np.bincount(articles, self.weights**2, minlength=len(self))
        return self.times(1.0 / np.sqrt(np.where(squares > 0, squares, 1.0))[articles])


def rarity(count: int, holders: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weigh terms that `holders` of `count` articles have, against the rest of the world."""
    return np.asarray(np.log((count + BACKGROUND) / (holders + 1)))


def local_rarity(count: int, holders: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weigh terms within a collection alone: what all of it shares counts for almost nothing."""
    return np.asarray(np.log((count + 1) / holders))


def holders(vectors: Vectors) -> NDArray[np.int64]:
    """Return for each row how many of the articles have its term."""
    return np.asarray(np.bincount(vectors.terms)[vectors.terms])


def cosines(vectors: Vectors) -> Matrix:
    """Return the cosine of every pair of articles; the diagonal is 1. Memory grows with the square of their number."""
    unit, count = vectors.unit(), len(vectors)
    result = np.zeros((count, count), dtype=np.float32)
    shared = holders(unit) > 1
    articles, weights = unit.articles[shared], unit.weights[shared]
    known, column = np.unique(unit.terms[shared], return_inverse=True)
    order = np.argsort(column, kind="stable")
    articles, weights, column = articles[order], weights[order], column[order]
    for first in range(0, len(known), _CHUNK):
        rows = slice(*np.searchsorted(column, (first, first + _CHUNK)))
        part = np.zeros((count, min(_CHUNK, len(known) - first)), dtype=np.float32)
        part[articles[rows], column[rows] - first] = weights[rows]
        result += part @ part.T
    np.fill_diagonal(result, 1.0)
    return np.round(result, 5)


def time_factors(days: NDArray[np.float64]) -> Matrix:
    """Return for every pair 1 where they may have appeared together, falling to 0 with the days between them.

    `days` holds the first and the last day on which each may have appeared.
    """
    return time_factor(gaps(days))


def gaps(days: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for every pair at least how many days lie between; less than 0 where they may have appeared together.

    >>> gaps(np.array([[1.0, 1.0], [4.0, 4.0], [-np.inf, np.inf]]))[0].tolist()
    [0.0, 3.0, -inf]
    """
    earliest, latest = days[:, 0], days[:, 1]
    return np.maximum(earliest[:, None] - latest[None, :], earliest[None, :] - latest[:, None])


def time_factor(gap: NDArray[np.float64]) -> Matrix:
    """Return the factor for days between two articles; less than 0 where they may have appeared together."""
    beyond = np.maximum(gap - GRACE_DAYS, 0)
    return np.asarray(np.where(gap >= APART_DAYS, 0.0, 0.5 ** (beyond / HALF_LIFE_DAYS)), dtype=np.float32)
