"""Which articles are near enough in content and time to be looked at together, by joining their most telling terms."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from onrecord.resolve.joining import joining
from onrecord.resolve.similarity import Numbers, Vectors, holders, time_factor

Places = NDArray[np.int32]

TELLING = 15
"""Terms of an article by which others are found: those that count most for it and that some other article has."""

NEAREST = 40
"""Articles before an article in time with which it is compared for a telling term that both have."""

NEAR = 0.015
"""How alike two articles must be in their telling terms alone to be looked at together.

Much less than `onrecord.resolve.stories.ALIKE`, for their other terms count, too.
"""

_UNIT = 1 << 14
"""Weights are joined as whole numbers, so that the order in which they are summed changes nothing."""

_PAIRS = f"""
    WITH ranked AS (
        SELECT term, article, weight, row_number() OVER (PARTITION BY term ORDER BY article) AS place FROM telling
    ),
    early AS (SELECT *, place // {NEAREST} AS part FROM ranked),
    late AS (SELECT *, part AS facing FROM early UNION ALL SELECT *, part - 1 AS facing FROM early WHERE part > 0),
    pair AS (
        SELECT early.article AS a, late.article AS b, early.weight * late.weight AS shared
        FROM early JOIN late ON early.term = late.term AND early.part = late.facing
        WHERE early.place < late.place AND late.place <= early.place + {NEAREST}
    )
    SELECT a, b, sum(shared)::BIGINT AS shared FROM pair GROUP BY a, b
    HAVING sum(shared) >= {round(NEAR * _UNIT**2)}
"""


def near_pairs(vectors: Vectors, days: NDArray[np.float64]) -> tuple[Places, Places, NDArray[np.float32]]:
    """Return pairs of articles, the most alike first: both numbers, and how alike they are in their telling terms."""
    with joining(telling=_telling(vectors)) as connection:
        found = connection.sql(_PAIRS).to_arrow_table()
    a, b = (found[name].to_numpy() for name in ("a", "b"))
    gap = np.maximum(days[a, 0] - days[b, 1], days[b, 0] - days[a, 1])
    alike = (found["shared"].to_numpy() / _UNIT**2).astype(np.float32) * time_factor(gap)
    kept = np.flatnonzero(alike >= NEAR)
    order = kept[np.lexsort((b[kept], a[kept], -alike[kept]))]
    return a[order], b[order], alike[order]


def parts(count: int, a: Places, b: Places, largest: int) -> list[list[int]]:
    """Return what pairs connect, the first pairs first, as long as a part has at most `largest` members.

    The members of each part come in order, the parts by their first member.

    >>> parts(4, np.array([1, 0, 2], dtype=np.int32), np.array([2, 1, 3], dtype=np.int32), 3)
    [[0, 1, 2], [3]]
    """
    root, size = list(range(count)), [1] * count

    def found(member: int) -> int:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        x, y = found(one), found(other)
        if x != y and size[x] + size[y] <= largest:
            x, y = min(x, y), max(x, y)
            root[y] = x
            size[x] += size[y]
    members: dict[int, list[int]] = {}
    for member in range(count):
        members.setdefault(found(member), []).append(member)
    return list(members.values())


def _telling(vectors: Vectors) -> pa.Table:
    shared = holders(vectors) > 1
    chosen = np.concatenate([np.zeros(0, dtype=np.int64), *_most(vectors, shared)])
    articles = vectors.articles[chosen].astype(np.int32)
    weights = np.round(vectors.weights[chosen] * _UNIT).astype(np.int64)
    return pa.table({"article": articles, "term": vectors.terms[chosen], "weight": weights})


def _most(vectors: Vectors, shared: NDArray[np.bool_]) -> Iterator[Numbers]:
    """Yield for each article the rows of the terms that count most for it; of equal ones the first."""
    for start, end in zip(vectors.starts, vectors.starts[1:], strict=False):
        own = start + np.flatnonzero(shared[start:end])
        if len(own) > TELLING:
            own = own[np.lexsort((own, -vectors.weights[own]))[:TELLING]]
        yield own
