"""From articles to what the network is shown: windows of pieces, their tags, stretches and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from onrecord.read.reader.links import Places
from onrecord.read.reader.pieces import Ints, Pieces, Tokenizer, cut
from onrecord.read.reader.spans import BEGIN, CONTENT, CUE, INSIDE, LABELS, OUT, SOURCE
from onrecord.read.reader.windows import Window, windows_of
from train.articles import Article, Bounds

Marked = dict[Bounds, frozenset[int]]
STEP = 64


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article in pieces: for each label its stretches, and the numbers of the attributions that each is part of."""

    pieces: Pieces
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window of an article; stretches are (first, last) pieces of the window."""

    ids: Ints
    shapes: Ints
    tags: Ints
    places: Places
    marked: tuple[Marked, ...]


def sheet_of(article: Article, tokenizer: Tokenizer) -> Sheet:
    """Cut an article to pieces and find its attributions there."""
    pieces = cut(article.text, tokenizer)
    found: tuple[dict[Bounds, set[int]], ...] = tuple({} for _ in LABELS)
    for number, gold in enumerate(article.golds):
        for label, spans in ((CONTENT, gold.content), (SOURCE, gold.source), (CUE, gold.cue)):
            for start, end in spans:
                for ends in _by_line(pieces, pieces.find(start, end)):
                    found[label].setdefault(ends, set()).add(number)
    return Sheet(pieces, tuple({ends: frozenset(owners) for ends, owners in one.items()} for one in found))


def _by_line(pieces: Pieces, ends: Bounds | None) -> Iterator[Bounds]:
    if ends is None:
        return
    first, last = ends
    breaks = (np.flatnonzero(np.diff(pieces.lines[first : last + 1])) + first).tolist()
    yield from zip([first, *(at + 1 for at in breaks)], [*breaks, last], strict=True)


def lessons_of(sheet: Sheet, size: int, random: Random) -> list[Lesson]:
    """Cut an article to windows, differently each time, so that the same sentences are seen in other company."""
    first = random.randint(size // 3, size)
    return [_lesson(sheet, window) for window in windows_of(sheet.pieces, size, 0, first)]


def _lesson(sheet: Sheet, window: Window) -> Lesson:
    start, end = window.start, window.end
    marked = tuple(_cut(one, start, end) for one in sheet.marked)
    tags = np.full((end - start, len(LABELS)), OUT, np.int64)
    for label, one in enumerate(marked):
        for first, last in sorted(one):
            tags[first, label] = BEGIN
            tags[first + 1 : last + 1, label] = INSIDE
    pieces = sheet.pieces
    return Lesson(pieces.ids[start:end], pieces.shapes[start:end], tags, Places.of(pieces, start, end), marked)


def _cut(marked: Marked, start: int, end: int) -> Marked:
    return {
        (max(first, start) - start, min(last, end - 1) - start): owners
        for (first, last), owners in marked.items()
        if first < end and last >= start
    }


def row_length(lesson: Lesson) -> int:
    """Return how long a row the lesson is padded to, with a piece before and after it.

    Few different lengths, for each new shape of a batch costs time before it is fast.
    """
    return -(-(len(lesson.ids) + 2) // STEP) * STEP


def batches(lessons: Sequence[Lesson], pieces: int, random: Random) -> list[list[Lesson]]:
    """Group lessons of like length to batches of at most `pieces` pieces, padding included, in random order."""
    rows: dict[int, list[Lesson]] = {}
    for lesson in lessons:
        rows.setdefault(row_length(lesson), []).append(lesson)
    found: list[list[Lesson]] = []
    for length, group in sorted(rows.items()):
        random.shuffle(group)
        size = max(1, pieces // length)
        found += [group[at : at + size] for at in range(0, len(group), size)]
    random.shuffle(found)
    return found
