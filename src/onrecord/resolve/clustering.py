"""Average-link clustering of a similarity matrix, the same whatever order the items come in by id."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from onrecord.resolve.similarity import Matrix


def average_link(similar: Matrix, threshold: float) -> list[list[int]]:
    """Return clusters of row numbers: the most alike two are joined while their average reaches `threshold`.

    Where an entry is `-inf`, the two rows are never in one cluster.

    >>> average_link(np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]], dtype=np.float32), 0.5)
    [[0, 1], [2]]
    """
    clusters = (cluster for part in _components(similar, threshold) for cluster in _joined(similar, part, threshold, 1))
    return sorted(clusters)


def two_parts(similar: Matrix) -> list[list[int]]:
    """Return the two clusters that average linking joins last."""
    return sorted(_joined(similar, list(range(len(similar))), -np.inf, 2))


def _components(similar: Matrix, threshold: float) -> Iterator[list[int]]:
    """Yield what pairs of at least `threshold` connect; no average can reach it across two components."""
    left = np.ones(len(similar), dtype=bool)
    for start in range(len(similar)):
        if not left[start]:
            continue
        left[start] = False
        found = [start]
        for row in found:
            reached = np.flatnonzero((similar[row] >= threshold) & left)
            left[reached] = False
            found.extend(int(other) for other in reached)
        yield sorted(found)


def _joined(similar: Matrix, rows: list[int], threshold: float, fewest: int) -> list[list[int]]:
    """Join within some rows until `fewest` clusters are left or no pair reaches the threshold.

    A cluster keeps the place of its first row; `near` holds the place of the cluster most like each, `best` how much.
    """
    table = similar[np.ix_(rows, rows)].astype(np.float64)
    np.fill_diagonal(table, -np.inf)
    members = {place: [row] for place, row in enumerate(rows)}
    places = np.arange(len(rows))
    near = table.argmax(axis=1)
    best = table[places, near]
    while len(members) > fewest:
        first = int(best.argmax())
        if best[first] < threshold or best[first] == -np.inf:
            break
        a, b = sorted((first, int(near[first])))
        _join(table, members, a, b)
        stale = np.flatnonzero((near == a) | (near == b) | (places == a) | (places == b) | (table[:, a] > best))
        near[stale] = table[stale].argmax(axis=1)
        best[stale] = table[stale, near[stale]]
    return [sorted(cluster) for cluster in members.values()]


def _join(table: NDArray[np.float64], members: dict[int, list[int]], a: int, b: int) -> None:
    """Put cluster `b` into `a`; its similarity to another is the average over their pairs."""
    share = len(members[a]) / (len(members[a]) + len(members[b]))
    table[a] = table[a] * share + table[b] * (1 - share)
    table[:, a] = table[a]
    table[a, a] = -np.inf
    table[b] = -np.inf
    table[:, b] = -np.inf
    members[a].extend(members.pop(b))
