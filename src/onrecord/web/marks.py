"""Cutting an article's text at the edges of everything marked in it, so that overlapping marks can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from onrecord.model.span import Span


class Layer(StrEnum):
    """What a mark says about the words under it."""

    STATEMENT = "statement"
    CLAUSE = "clause"
    TRIGGER = "trigger"
    CITATION = "citation"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of text: `anchor` is its id on the page, `href` where a click leads, `label` its tooltip."""

    span: Span
    layer: Layer
    anchor: str
    href: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks throughout: `layers` that hold it, those that begin and end with it."""

    text: str
    layers: tuple[Layer, ...] = ()
    opens: tuple[Layer, ...] = ()
    closes: tuple[Layer, ...] = ()
    anchors: tuple[str, ...] = ()
    href: str | None = None
    label: str = ""


class Cutter:
    """Cuts one text along its marks, stretch by stretch and in order; an anchor is given once only.

    >>> marks = [Mark(Span(0, 5), Layer.STATEMENT, "s"), Mark(Span(3, 8), Layer.TRIGGER, "e")]
    >>> [(piece.text, len(piece.layers)) for piece in Cutter("abcdefghij", marks).cut(0, 10)]
    [('abc', 1), ('de', 2), ('fgh', 1), ('ij', 0)]
    """

    def __init__(self, text: str, marks: Iterable[Mark]) -> None:
        self._text = text
        self._marks = sorted(marks, key=lambda m: (m.span.start, -m.span.end, m.layer, m.anchor))
        self._given: set[str] = set()

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the pieces of `text[start:end]`; joined they are that text again."""
        near = [mark for mark in self._marks if mark.span.start < end and start < mark.span.end]
        edges = {start, end} | {edge for m in near for edge in (m.span.start, m.span.end) if start < edge < end}
        points = sorted(edges)
        return tuple(self._pieces(points, near)) if start < end else ()

    def _pieces(self, points: Sequence[int], near: Sequence[Mark]) -> Iterator[Piece]:
        active: list[Mark] = []
        waiting = list(reversed(near))
        for start, end in pairwise(points):
            active = [mark for mark in active if mark.span.end > start]
            while waiting and waiting[-1].span.start <= start:
                active.append(waiting.pop())
            yield self._piece(start, end, active)

    def _piece(self, start: int, end: int, active: Sequence[Mark]) -> Piece:
        links = [mark for mark in active if mark.href]
        closest = min(links, key=lambda m: len(m.span), default=None)
        return Piece(
            self._text[start:end],
            _layers(active),
            _layers(mark for mark in active if mark.span.start == start),
            _layers(mark for mark in active if mark.span.end == end),
            tuple(self._new(active)),
            closest.href if closest else None,
            closest.label if closest else "",
        )

    def _new(self, active: Sequence[Mark]) -> Iterator[str]:
        for mark in active:
            if mark.anchor not in self._given:
                self._given.add(mark.anchor)
                yield mark.anchor


def _layers(marks: Iterable[Mark]) -> tuple[Layer, ...]:
    return tuple(sorted({mark.layer for mark in marks}))
