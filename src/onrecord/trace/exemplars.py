"""What is enough to compare of what thousands of copies say alike: all pairs of them would be too many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_COMPARED = 2


def of_two_articles(told: Iterable[tuple[Hashable, str, T]]) -> Iterator[T]:
    """Keep of the things with one key the first of each of two articles; each comes with its key and its article.

    Two, since a thing is compared with what other articles say alone.

    >>> list(of_two_articles([("k", "a", 1), ("k", "a", 2), ("k", "b", 3), ("k", "c", 4), ("l", "c", 5)]))
    [1, 3, 5]
    """
    kept: defaultdict[Hashable, set[str]] = defaultdict(set)
    for key, article, thing in told:
        if len(kept[key]) < _COMPARED and article not in kept[key]:
            kept[key].add(article)
            yield thing
