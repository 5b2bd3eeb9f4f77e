"""A page's text in typed blocks, before anything else is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.model.article import Block, BlockKind, Candidate, Field
from onrecord.model.span import Span


class Label(NamedTuple):
    """What a line is and why; of a comment also who signed it and how many comments it answers to."""

    kind: BlockKind
    rule: str = ""
    author: str | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What could not be kept of a page: its cause, and what to do about it. The rest of the page is an article."""

    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A page's text, its blocks in order, what its markup states, and what was lost on the way."""

    text: str
    blocks: tuple[Block, ...] = ()
    stated: tuple[Candidate, ...] = ()
    losses: tuple[Loss, ...] = ()


def blocks_of(text: str, spans: Sequence[Span], labels: Sequence[Label]) -> tuple[Block, ...]:
    """Return the blocks of labelled lines, blank ones left out.

    >>> blocks_of("Harbour opens", [Span(0, 13)], [Label(BlockKind.TITLE, "h1")])[0].rule
    'h1'
    """
    return tuple(
        Block(span.start, span.end, label.kind, label.rule, label.author, label.depth)
        for span, label in zip(spans, labels, strict=True)
        if span.of(text).strip()
    )


def stated_title(candidates: Iterable[Candidate]) -> str | None:
    """Return the first title that a source or the markup states."""
    return _first(candidates, Field.TITLE)


def stated_url(candidates: Iterable[Candidate]) -> str | None:
    """Return the first web address that a source states of the page."""
    return _first(candidates, Field.URL)


def _first(candidates: Iterable[Candidate], field: Field) -> str | None:
    return next((candidate.value for candidate in candidates if candidate.field is field), None)
