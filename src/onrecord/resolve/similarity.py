"""How alike articles are in what they are about and when they appeared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.model.article import Article
from onrecord.model.days import day_of
from onrecord.resolve.terms import Terms

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
Weight = Callable[[int, int], float]


def rarity(count: int, holders: int) -> float:
    """Weigh a term that `holders` of `count` articles have, against the rest of the world."""
    return math.log((count + BACKGROUND) / (holders + 1))


def local_rarity(count: int, holders: int) -> float:
    """Weigh a term within a collection alone: what all of it shares counts for almost nothing."""
    return math.log((count + 1) / holders)


def cosines(terms: Sequence[Terms], weight: Weight = rarity) -> Matrix:
    """Return the cosine of every pair of articles; the diagonal is 1. Memory grows with the square of their number."""
    count = len(terms)
    holders = Counter(term for article in terms for term in article.weights)
    weights = {term: weight(count, n) for term, n in holders.items()}
    norms = [math.sqrt(sum((w * weights[t]) ** 2 for t, w in article.weights.items())) or 1.0 for article in terms]
    shared = sorted(term for term, n in holders.items() if n > 1)
    result = np.zeros((count, count), dtype=np.float32)
    for first in range(0, len(shared), _CHUNK):
        column = {term: at for at, term in enumerate(shared[first : first + _CHUNK])}
        part = np.zeros((count, len(column)), dtype=np.float32)
        for row, article in enumerate(terms):
            for term in article.weights.keys() & column.keys():
                part[row, column[term]] = article.weights[term] * weights[term] / norms[row]
        result += part @ part.T
    np.fill_diagonal(result, 1.0)
    return np.round(result, 5)


def time_factors(articles: Sequence[Article]) -> Matrix:
    """Return for every pair 1 where they may have appeared together, falling to 0 with the days between them.

    An article that only has a crawl time may have appeared on any day before it.
    """
    earliest, latest = (np.array(days) for days in zip(*map(_days, articles), strict=True))
    gap = np.maximum(earliest[:, None] - latest[None, :], earliest[None, :] - latest[:, None])
    beyond = np.maximum(gap - GRACE_DAYS, 0)
    factors = np.where(gap >= APART_DAYS, 0.0, 0.5 ** (beyond / HALF_LIFE_DAYS))
    return np.asarray(factors, dtype=np.float32)


def _days(article: Article) -> tuple[float, float]:
    published, crawled = day_of(article.published), day_of(article.crawled)
    if published is not None:
        return published.toordinal(), published.toordinal()
    return -math.inf, math.inf if crawled is None else crawled.toordinal()
