"""The sketches of a body of coverage as columns, without the boilerplate of its outlets.

Articles are numbered in the order in which they were first seen, so that whatever goes by these numbers goes by time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.model.article import Article
from onrecord.model.days import day_of, stated
from onrecord.model.sketch import Sketch
from onrecord.resolve.boilerplate import find_boilerplate
from onrecord.resolve.similarity import Numbers, Vectors
from onrecord.resolve.sketches import BLOCK, LAST_BLOCK, PRINT, TERM, WEIGHT_UNIT, Rows, rows


class Collection:
    """Many articles as columns; `articles` are their ids in the order in which they were first seen."""

    def __init__(self, sketches: Iterable[Sketch]) -> None:
        ordered = sorted(sketches, key=lambda sketch: _first_seen(sketch, sketch.article))
        self.articles: tuple[str, ...] = tuple(sketch.article for sketch in ordered)
        self.days = np.array([days_of(sketch) for sketch in ordered], dtype=np.float64).reshape(-1, 2)
        """The first and last day on which each may have appeared, as ordinals; infinite where unknown."""
        self._blocks, self._block_at = _stacked([sketch.blocks for sketch in ordered], BLOCK)
        self._prints, self._print_at = _stacked([sketch.prints for sketch in ordered], PRINT)
        self._terms, self._term_at = _stacked([sketch.terms for sketch in ordered], TERM)
        self._outlets = [sketch.outlet for sketch in ordered]
        self._dropped = find_boilerplate(self._outlets, self._blocks, self._block_at)

    def __len__(self) -> int:
        return len(self.articles)

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each article, by id."""
        return {article: number for number, article in enumerate(self.articles)}

    def boilerplate(self, number: int) -> frozenset[int]:
        """Return the readable blocks of an article that are its outlet's boilerplate."""
        start, end = self._block_at[number : number + 2]
        return frozenset(np.flatnonzero(self._dropped[start:end]).tolist())

    def text(self, number: int) -> bytes:
        """Return what is the same for all articles with the same words in the same paragraphs; empty for too few."""
        return self._text(number, self._dropped)

    def _text(self, number: int, dropped: NDArray[np.bool_]) -> bytes:
        start, end = self._block_at[number : number + 2]
        kept = self._blocks[start:end][~dropped[start:end]]
        kept = kept[kept["words"] > 0]
        return kept["hash"].tobytes() if kept["words"].sum() >= SHORTEST_TEXT else b""

    def reshaped(self, fresh: Set[int]) -> dict[int, bytes]:
        """Return the articles whose boilerplate is other than without the `fresh` ones, with what `text` was then."""
        outlets = {self._outlets[number] for number in fresh}
        before = [
            outlet if outlet in outlets and number not in fresh else None for number, outlet in enumerate(self._outlets)
        ]
        dropped = find_boilerplate(before, self._blocks, self._block_at)
        differs = np.flatnonzero(dropped != self._dropped)
        holders = np.unique(np.searchsorted(self._block_at, differs, side="right") - 1)
        return {number: self._text(number, dropped) for number in holders.tolist() if before[number]}

    def all_prints(self, articles: Sequence[int]) -> NDArray[np.uint64]:
        """Return the hashes of the fingerprints of some articles, those in boilerplate among them."""
        own = [self._prints["hash"][slice(*self._print_at[n : n + 2])] for n in articles]
        return np.concatenate([np.zeros(0, np.uint64), *own])

    def prints(self) -> tuple[Numbers, NDArray[np.uint64]]:
        """Return the fingerprints as two columns: the article's number and the hash."""
        numbers = _numbers(self._print_at)
        kept = ~(
            self._in_boilerplate(numbers, self._prints["first"]) | self._in_boilerplate(numbers, self._prints["last"])
        )
        return numbers[kept], np.ascontiguousarray(self._prints["hash"][kept])

    def vectors(self) -> Vectors:
        """Return the terms of all articles, numbered, each once an article with the greatest weight it has there."""
        numbers = _numbers(self._term_at)
        kept = ~self._in_boilerplate(numbers, self._terms["block"])
        numbers, terms = numbers[kept], self._terms[kept]
        # An article's rows are sorted by term, so that those of one term stand together.
        changes = (terms["hash"][1:] != terms["hash"][:-1]) | (numbers[1:] != numbers[:-1])
        first = np.flatnonzero(np.concatenate((np.ones(min(1, len(terms)), dtype=np.bool_), changes)))
        strongest = np.maximum.reduceat(terms["weight"], first) if len(first) else terms["weight"]
        starts = np.searchsorted(numbers[first], np.arange(len(self) + 1))
        codes = np.searchsorted(self.term_hashes, terms["hash"][first])
        return Vectors(starts, codes, strongest / WEIGHT_UNIT)

    @cached_property
    def term_hashes(self) -> NDArray[np.uint64]:
        """The hash of each term, by its number."""
        return np.unique(self._terms["hash"])

    def _in_boilerplate(self, numbers: Numbers, blocks: NDArray[np.uint16]) -> NDArray[np.bool_]:
        if not self._dropped.any():
            return np.zeros(len(numbers), dtype=np.bool_)
        dropped: NDArray[np.bool_] = self._dropped[self._block_at[numbers] + blocks]
        return dropped & (blocks < LAST_BLOCK)


_ZONES = 1
"""Days by which zones can set a stated day after that of the crawl."""

SHORTEST_TEXT = 10
"""Words from which two articles with the same words are printings of one text; fewer say nothing."""


def seen_order(articles: Iterable[Article]) -> dict[str, int]:
    """Return the place of each article in the order in which they were first seen; those without any time come last.

    >>> seen_order([Article("a", "", "", ""), Article("b", "", "", "", published="2031-05-01")])
    {'b': 0, 'a': 1}
    """
    ordered = sorted(articles, key=lambda article: _first_seen(article, article.id))
    return {article.id: place for place, article in enumerate(ordered)}


def _first_seen(timed: Sketch | Article, article: str) -> tuple[bool, str, str]:
    when = stated(timed.published) or timed.crawled
    return when is None, when or "", article


def days_of(article: Sketch | Article) -> tuple[float, float]:
    """Return the first and the last day on which an article may have appeared, as ordinals.

    One that only has a crawl time may have appeared on any day before it; so may one that states a day after that.
    """
    published, crawled = day_of(stated(article.published)), day_of(article.crawled)
    known = published is not None and (crawled is None or (published - crawled).days <= _ZONES)
    if published is not None and known:
        return published.toordinal(), published.toordinal()
    return -math.inf, math.inf if crawled is None else crawled.toordinal()


def _stacked(packed: Sequence[bytes], kind: np.dtype[np.void]) -> tuple[Rows, Numbers]:
    """Return the rows of all articles, and for each the place where its own begin; the last place is their end."""
    sizes = np.array([len(piece) // kind.itemsize for piece in packed], dtype=np.int64)
    return rows(b"".join(packed), kind), np.concatenate(([0], np.cumsum(sizes)))


def _numbers(starts: Numbers) -> Numbers:
    return np.repeat(np.arange(len(starts) - 1), np.diff(starts))
