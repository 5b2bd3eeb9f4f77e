"""Leaving out the paragraphs that stay much the same however their slots are filled.

Several words that facts were read from ("threatened on Sunday to impose") can stand in a row. All articles made of such
a paragraph would share the row, and the larger the coverage the more of them there would be: text that all happenings
share grows with the square of their number, which no real coverage does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from statistics import mean

from bench.coverage.names import World, seeded
from bench.coverage.render import Cast, fill
from bench.coverage.templates import Library, Paragraph

FILLINGS = 4
"""Times that a paragraph is filled, each in another world, so that no name is met twice."""
SHARED = 0.5
"""Runs of five words that two fillings may share on average."""
RUN = 5
_WORD = re.compile(r"\w+")


def without_stock(library: Library) -> Library:
    """Return the library without paragraphs whose fillings share too many words in a row."""
    everywhere = range(len(library.words))
    casts = [Cast(library, World(-n), seeded(f"filling {n}"), everywhere) for n in range(1, FILLINGS + 1)]
    kept = {
        (paragraph.base, paragraph.number)
        for paragraphs in library.parts.values()
        for paragraph in paragraphs
        if _shared(paragraph, casts) <= SHARED
    }

    def those(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        return tuple(p for p in paragraphs if (p.base, p.number) in kept)

    texts = tuple(found for found in map(those, library.texts) if found)
    return replace(library, texts=texts, parts={part: those(found) for part, found in library.parts.items()})


def _shared(paragraph: Paragraph, casts: Sequence[Cast]) -> float:
    """Return how many runs of words two fillings of a paragraph share, on average."""
    runs = [_runs(fill(paragraph, cast).text) for cast in casts]
    return mean(len(one & other) for one, other in combinations(runs, 2))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
