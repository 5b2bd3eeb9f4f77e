"""Paragraphs that an outlet puts under everything it prints: they say nothing about who took text from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

RECURRENCES = 3
"""Unrelated articles of one outlet that must carry a paragraph before it counts as boilerplate."""

RELATED = 0.3
"""Share of the shorter article's words, in paragraphs both have, from which two articles are versions of one text."""

_Paragraphs = Mapping[int, int]
"""The paragraphs of one article, by hash, with their lengths in words."""


def find_boilerplate(
    outlets: Sequence[str | None], blocks: NDArray[np.void], starts: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Say of every block whether it is its outlet's boilerplate.

    `blocks` are rows of hash and words (`onrecord.resolve.sketches.BLOCK`); those of article `n`, which is of outlet
    `outlets[n]`, lie from `starts[n]` up to `starts[n + 1]`.
    """
    dropped = np.zeros(len(blocks), dtype=np.bool_)
    articles: defaultdict[str, list[int]] = defaultdict(list)
    for number, outlet in enumerate(outlets):
        if outlet:
            articles[outlet].append(number)
    for members in articles.values():
        if len(members) >= RECURRENCES:
            places = np.concatenate([np.arange(starts[n], starts[n + 1]) for n in members])
            numbers = np.repeat(members, [starts[n + 1] - starts[n] for n in members])
            dropped[places] = _of_outlet(blocks[places], numbers)
    return dropped


def _of_outlet(blocks: NDArray[np.void], numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of the blocks of one outlet's articles which are boilerplate."""
    if not len(blocks):
        return np.zeros(0, dtype=np.bool_)
    order = np.lexsort((numbers, blocks["hash"]))
    hashes, holders = blocks["hash"][order], numbers[order]
    starts = np.concatenate(([0], np.flatnonzero(hashes[1:] != hashes[:-1]) + 1, [len(order)]))
    frequent = np.flatnonzero((np.diff(starts) >= RECURRENCES) & (hashes[starts[:-1]] != 0))

    @cache
    def paragraphs(number: int) -> _Paragraphs:
        own = blocks[np.searchsorted(numbers, number, "left") : np.searchsorted(numbers, number, "right")]
        return dict(zip(own["hash"].tolist(), own["words"].tolist(), strict=True))

    found = np.zeros(len(blocks), dtype=np.bool_)
    for place in frequent.tolist():
        group = slice(*starts[place : place + 2])
        articles = (paragraphs(n) for n in np.unique(holders[group]).tolist())
        found[order[group]] = _unrelated(articles, int(hashes[starts[place]]))
    return found


def _unrelated(holders: Iterable[_Paragraphs], text: int) -> bool:
    """Say whether enough of the articles that hold `text` have little else in common."""
    apart: list[_Paragraphs] = []
    for article in holders:
        if all(_shared(article, other, text) < RELATED for other in apart):
            apart.append(article)
        if len(apart) >= RECURRENCES:
            return True
    return False


def _shared(a: _Paragraphs, b: _Paragraphs, leave_out: int) -> float:
    shorter = min(sum(a.values()), sum(b.values())) - a[leave_out]
    return sum(a[text] for text in _both(a, b) if text != leave_out) / max(shorter, 1)


def _both(a: _Paragraphs, b: _Paragraphs) -> Iterator[int]:
    return (text for text in a if text in b)
