"""A text with everything that was read in it marked in place, as a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.export.parts import Row
from onrecord.model.article import READ_KINDS
from onrecord.model.span import Span
from onrecord.notebook.evidence import places, quote
from onrecord.notebook.read_text import ReadText
from onrecord.notebook.shown import Line, line_of, rendered
from onrecord.web.marks import Cutter, Layer, Mark, Piece


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of the text, cut at its marks."""

    kind: str
    pieces: tuple[Piece, ...]


def text_html(read: ReadText) -> str:
    """Return the text with statements, events and citations marked, and the lists of them, as HTML."""
    cutter = Cutter(read.text, _marks(read))
    blocks = [
        Shown(block.kind.value, cutter.cut(block.start, block.end))
        for block in read.article.blocks
        if block.kind in READ_KINDS
    ]
    lists = {name: _lines(read, name) for name in ("statements", "events", "citations")}
    return rendered("text.html", blocks=blocks, lists=lists, problems=read.problems, layers=Layer)


def _marks(read: ReadText) -> Iterator[Mark]:
    for statement in read.reading.statements:
        who = statement.speaker.name if statement.speaker else "speaker not known"
        label = f"{statement.kind.value} statement, {who}"
        yield from (Mark(span, Layer.STATEMENT, statement.id, "#", label) for span in statement.spans)
    for event in read.reading.events:
        yield Mark(event.trigger, Layer.TRIGGER, event.id, "#", f"{event.subtype or event.type}, {event.status.value}")
    for citation in read.reading.citations:
        span = Span(citation.start, citation.end)
        yield Mark(span, Layer.CITATION, citation.id, "#", f"{citation.kind.value}: {citation.name}")


def _lines(read: ReadText, name: str) -> list[Line]:
    rows: list[Row] = getattr(read, name)
    return [line_of(name, row, [quote(read.article, span) for _, span in places(name, row)]) for row in rows]
