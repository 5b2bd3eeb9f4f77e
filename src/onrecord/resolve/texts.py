"""The words of an article as columns, ready to be aligned with those of another."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.model.sketch import Sketch
from onrecord.model.span import Span
from onrecord.resolve.alignment import Seeds, seeds_of
from onrecord.resolve.sketches import WORD, rows


@dataclass(frozen=True)
class Text:
    """The words of an article but for its outlet's boilerplate, as rows of `onrecord.resolve.sketches.WORD`."""

    article: str
    words: NDArray[np.void]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def seeds(self) -> Seeds:
        """The runs of words by which it is aligned with another."""
        return seeds_of(self.words["hash"].astype(np.uint64))

    @cached_property
    def key(self) -> bytes:
        """What is the same for all articles with these words, and orders texts whoever printed them first."""
        return self.words["hash"].tobytes()

    def narrative(self, first: int, last: int) -> int:
        """Count the words from `first` up to `last` that stand outside quotations."""
        return self._narrative[last] - self._narrative[first]

    @cached_property
    def _narrative(self) -> list[int]:
        return [0, *np.cumsum(self.words["quoted"] == 0).tolist()]

    def span(self, first: int, last: int) -> Span:
        """Return the characters from word `first` up to, and without, word `last`, with the marks that touch them.

        A quotation in a span so lies in it wholly.
        """
        one, other = self.words[first], self.words[last - 1]
        start = int(one["start"]) - int(one["marks"][0])
        return Span(start, int(other["start"]) + int(other["size"]) + int(other["marks"][1]))

    def within(self, span: Span) -> tuple[int, int]:
        """Return the words that begin inside a span of the text, from and up to."""
        return bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)

    @cached_property
    def _starts(self) -> list[int]:
        # A list, for it is looked into one word at a time.
        found: list[int] = self.words["start"].tolist()
        return found


def text_of(sketch: Sketch, boilerplate: Iterable[int] = ()) -> Text:
    """Return the words of an article without the readable blocks that are boilerplate.

    >>> from onrecord.model.article import Article, Block, BlockKind
    >>> from onrecord.model.reading import Reading
    >>> from onrecord.resolve.sketches import sketch_of
    >>> line = "“Velmark stays,” she said"
    >>> text = text_of(sketch_of(Article("a", "", line, "", (Block(0, len(line), BlockKind.BODY),)), Reading("a")))
    >>> text.span(0, 2).of(line), text.narrative(0, 4)
    ('“Velmark stays,”', 2)
    """
    words = rows(zlib.decompress(sketch.words), WORD)
    left_out = list(boilerplate)
    return Text(sketch.article, words[~np.isin(words["block"], left_out)] if left_out else words)
