"""Which articles are near enough in content and time to be looked at together, by joining their most telling terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from onrecord.resolve.joining import Join, joined
from onrecord.resolve.similarity import Numbers, Vectors, holders, time_factor

Places = NDArray[np.int32]

TELLING = 15
"""Terms of an article by which others are found: those that count most for it and that some other article has."""

NEAREST = 10
"""Articles before an article in time with which it is compared for a telling term that both have."""

NEAR = 0.03
"""How alike two articles must be in their telling terms alone to be looked at together.

Much less than `onrecord.resolve.stories.ALIKE`, for their other terms count, too.
"""

SMALL = 50
"""Members up to which a part is added to a larger one even where not all that are near that one have room in it."""

_UNIT = 1 << 14
"""Weights are joined as whole numbers, so that the order in which they are summed changes nothing."""

_PAIRS = f"""
    WITH ranked AS (
        SELECT term, article, weight, row_number() OVER (PARTITION BY term ORDER BY article) AS place FROM telling
    ),
    early AS (SELECT *, place - place % {NEAREST} AS part FROM ranked),
    late AS (
        SELECT *, part AS facing FROM early UNION ALL SELECT *, part - {NEAREST} AS facing FROM early WHERE part > 0
    ),
    pair AS (
        SELECT early.article AS a, late.article AS b, early.weight * late.weight AS shared
        FROM early JOIN late ON early.term = late.term AND early.part = late.facing
        WHERE early.place < late.place AND late.place <= early.place + {NEAREST}
    )
    SELECT a, b, CAST(sum(shared) AS BIGINT) AS shared FROM pair GROUP BY a, b
    HAVING sum(shared) >= {round(NEAR * _UNIT**2)}
"""


def near_pairs(
    vectors: Vectors, days: NDArray[np.float64], join: Join = joined
) -> tuple[Places, Places, NDArray[np.float32]]:
    """Return pairs of articles, the most alike first: both numbers, and how alike they are in their telling terms."""
    found = list(join(_PAIRS, {"telling": _telling(vectors)}))
    a, b, shared = (_column(found, at, kind) for at, kind in enumerate(("i4", "i4", "i8")))
    gap = np.maximum(days[a, 0] - days[b, 1], days[b, 0] - days[a, 1])
    alike = (shared / _UNIT**2).astype(np.float32) * time_factor(gap)
    kept = np.flatnonzero(alike >= NEAR)
    order = kept[np.lexsort((b[kept], a[kept], -alike[kept]))]
    return a[order], b[order], alike[order]


def _column(found: Sequence[pa.RecordBatch], at: int, kind: str) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *(batch.column(at).to_numpy() for batch in found)])


def parts(count: int, a: Places, b: Places, largest: int) -> list[list[int]]:
    """Return what pairs connect, in parts of at most `largest` members; `a` and `b` are the pairs, the best first.

    Each part takes its best pair to another, all at once, over and over (Borůvka 1926). Where that would make a part
    too large, small ones go to the best that has room, and the others stay as they were. So a further member changes
    the part that it comes to, and nothing far from that. The members of each part come in order, the parts by their
    first.

    >>> parts(4, np.array([1, 0, 2], dtype=np.int32), np.array([2, 1, 3], dtype=np.int32), 3)
    [[0, 1, 2], [3]]
    """
    part = np.arange(count)
    while True:
        outward = part[a] != part[b]
        a, b = a[outward], b[outward]
        chosen = _best(count, part[a], part[b])
        one, other = part[a[chosen]], part[b[chosen]]
        grown = _connected(count, one, other)
        size = np.bincount(part, minlength=count)
        fits = np.bincount(grown[part], minlength=count)[grown] <= largest
        onto = np.where(fits, grown, _filled(one[~fits[one]], other[~fits[one]], size, largest))
        if np.array_equal(onto[part], part):
            break
        part = onto[part]
    order = np.argsort(part, kind="stable")
    return [own.tolist() for own in np.split(order, np.flatnonzero(np.diff(part[order])) + 1) if len(own)]


def _filled(a: Numbers, b: Numbers, size: Numbers, largest: int) -> Numbers:
    """Return for each part the one it goes to, itself or another: small ones go where there is room, the best first."""
    root, size = np.arange(len(size)), size.copy()

    def found(part: int) -> int:
        while root[part] != part:
            part = root[part]
        return part

    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        low, high = sorted((found(one), found(other)))
        if low != high and min(size[low], size[high]) <= SMALL and size[low] + size[high] <= largest:
            root[high] = low
            size[low] += size[high]
    return np.array([found(part) for part in range(len(root))] if len(a) else root)


def _best(count: int, a: Numbers, b: Numbers) -> Numbers:
    """Return the places of the pairs that are the first for one of their two parts."""
    first = np.full(count, len(a))
    for side in (a, b):
        np.minimum.at(first, side, np.arange(len(a)))
    return np.unique(first[first < len(a)])


def _connected(count: int, a: Numbers, b: Numbers) -> Numbers:
    """Return for each member the lowest of those that pairs connect it with."""
    root = np.arange(count)
    while True:
        low, lower = np.minimum(root[a], root[b]), root.copy()
        for side in (a, b):
            np.minimum.at(lower, root[side], low)
        lower = lower[lower]
        if np.array_equal(lower, root):
            return root
        root = lower


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
