"""Which articles share enough text to be aligned, by joining their fingerprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations, product
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from onrecord.resolve.collection import Collection
from onrecord.resolve.joining import Join, joined
from onrecord.resolve.touched import Mask, among, touched

SHARED_FINGERPRINTS = 2
"""Fingerprints two articles must share to be aligned; any twelve words in common have two."""

CARRIERS = 60
"""Articles that are compared with each other for a run of words they share, those first seen before the others.

What still more articles carry joins each further one with the first of them: the stock phrase or the viral sentence is
found in all, without comparing all with all.
"""

TWINS = 30
"""Word-for-word copies of one text that are each aligned with everything the text is aligned with.

A text that still more articles carry is aligned through its earliest copy: each further one has a passage with that
exemplar alone. So no reuse is lost, and a wire report on a thousand pages does not make half a million passages.
"""

_PAIRS = f"""
    WITH held AS (SELECT DISTINCT hash, article, asked FROM print),
    ranked AS (
        SELECT hash, article, asked, row_number() OVER same AS place, count(*) OVER (PARTITION BY hash) AS holders
        FROM held WINDOW same AS (PARTITION BY hash ORDER BY article)
    ),
    first AS (SELECT * FROM ranked WHERE holders > 1 AND asked AND place = 1),
    early AS (SELECT * FROM ranked WHERE holders > 1 AND asked AND place BETWEEN 2 AND {CARRIERS}),
    other AS (SELECT * FROM ranked WHERE holders > 1 AND asked AND place > 1),
    pair AS (
        SELECT first.article AS a, other.article AS b FROM first JOIN other ON first.hash = other.hash
        UNION ALL
        SELECT x.article AS a, y.article AS b FROM early AS x JOIN early AS y ON x.hash = y.hash AND x.place < y.place
    )
    SELECT a, b FROM pair GROUP BY a, b HAVING count(*) >= {SHARED_FINGERPRINTS} ORDER BY a, b
"""

Pair: TypeAlias = tuple[int, int]
Candidates: TypeAlias = tuple[Pair, tuple[Pair, ...]]
"""Two texts, by the articles that print them first, and the pairs of articles that they stand for."""


def candidate_pairs(collection: Collection, join: Join = joined) -> Iterator[Candidates]:
    """Yield the pairs of texts to align: their exemplars, and the pairs of articles that the result stands for.

    Articles go by their numbers, and of a pair the left one has the left exemplar's words. Articles of one text pair up
    among themselves first, under their exemplar twice. `join` runs the query that finds texts with words in common.
    """
    yield from _pairs(collection, _twins(_texts(collection)), np.ones(len(collection), dtype=np.bool_), join)


def further_pairs(collection: Collection, fresh: Set[int]) -> tuple[Mask, Iterator[Candidates]]:
    """Return the articles whose pairs may be others than without the `fresh` ones, and all pairs among these alone."""
    texts = _texts(collection)
    twins = _twins(texts)
    asked = touched(collection, texts, fresh)
    # Of one text all are asked for, or none.
    for group in twins.values():
        if len(group) > 1:
            asked[group] = asked[group].any()
    return asked, _pairs(collection, twins, asked, joined)


def _pairs(collection: Collection, twins: Mapping[int, list[int]], asked: Mask, join: Join) -> Iterator[Candidates]:
    for exemplar, group in twins.items():
        if len(group) > 1 and asked[exemplar]:
            yield (exemplar, exemplar), (*combinations(group[:TWINS], 2), *((exemplar, n) for n in group[TWINS:]))
    for a, b in _sharing(collection, twins, asked, join):
        yield (a, b), tuple(product(twins[a][:TWINS], twins[b][:TWINS]))


def _texts(collection: Collection) -> list[bytes]:
    return [collection.text(number) for number in range(len(collection))]


def _twins(texts: Sequence[bytes]) -> Mapping[int, list[int]]:
    """Group the articles that have the same words, under the first of each group."""
    groups: defaultdict[bytes, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if text:
            groups[text].append(number)
    return {group[0]: group for group in groups.values()}


def _sharing(collection: Collection, exemplars: Mapping[int, object], asked: Mask, join: Join) -> Iterator[Pair]:
    """Yield the pairs of exemplars asked for that share enough; how many hold a run, and which of them, is of all."""
    numbers, hashes = collection.prints()
    first = np.zeros(len(collection), dtype=np.bool_)
    first[list(exemplars)] = True
    kept = first[numbers]
    if not asked.all():
        kept &= among(hashes, hashes[kept & asked[numbers]])
    numbers, hashes = numbers[kept], hashes[kept]
    # Hashes are only compared with each other: with a sign they are as good.
    columns = {"article": numbers.astype(np.int32), "hash": hashes.view(np.int64), "asked": asked[numbers]}
    for batch in join(_PAIRS, {"print": pa.table(columns)}):
        yield from zip(batch["a"].to_pylist(), batch["b"].to_pylist(), strict=True)
