"""A text's pieces in windows that the network can read at once, cut at line ends where it can be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onrecord.read.reader.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[start, end)` are read, and the answer counts for `[core, end)`; what is before is context."""

    start: int
    core: int
    end: int


def windows_of(pieces: Pieces, size: int, context: int, first: int | None = None) -> list[Window]:
    """Cover all pieces with windows of at most `size` pieces, of which up to `context` repeat what came before.

    `first` bounds the first window further, which shifts all that follow. Each window ends at a line end in its second
    half, or else at a sentence end, or else where it is full.
    """
    found: list[Window] = []
    core, total = 0, len(pieces)
    while core < total:
        start = _context_start(pieces, core, context)
        room = size - (core - start) if found or first is None else min(first, size)
        end = _end(pieces, core, core + room)
        found.append(Window(start, core, end))
        core = end
    return found


def _context_start(pieces: Pieces, core: int, context: int) -> int:
    """Return where the context begins: at the first sentence that fits in whole, or else as far back as it may."""
    earliest = max(0, core - context)
    if earliest in {0, core}:
        return earliest
    begun = np.flatnonzero(np.diff(pieces.stops[earliest - 1 : core]) + np.diff(pieces.lines[earliest - 1 : core]))
    return earliest + int(begun[0]) if len(begun) else earliest


def _end(pieces: Pieces, core: int, limit: int) -> int:
    if limit >= len(pieces):
        return len(pieces)
    least = max((core + limit) // 2, core + 1)
    for marks in (pieces.lines, pieces.stops):
        changes = np.flatnonzero(np.diff(marks[least - 1 : limit + 1]))
        if len(changes):
            return least + int(changes[-1])
    return limit
