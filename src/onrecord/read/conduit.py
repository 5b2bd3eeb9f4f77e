"""One source behind a statement, and the order in which several stand behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.reading import CitationKind
from onrecord.model.span import Span
from onrecord.read.ways import Naming, Way

GOES_ON = "goes on"
"""What the rule of a conduit begins with that is carried over from an earlier statement."""

ANNOUNCES = "announces"
"""What the rule of a conduit begins with who gave out a deed by its noun: "announced the expulsion of two men"."""


@dataclass(frozen=True, slots=True)
class Conduit:
    """One source behind a statement; `order` says how far from the speaker it stands, low for who heard it."""

    kind: CitationKind
    name: str
    span: Span
    order: int
    rule: str


def nested(way: Way, number: int, order: int) -> int:
    """Return the order of a source where several are cited one by another, the inner ones later in the text."""
    return order - min(number, 9) if way is Way.CITED and order == Way.CITED else order


def outward(order: int, number: int, ahead: bool) -> int:
    """Return the order of one of several that report: "A said that B said that …" but "…, B said, A said"."""
    if order != Way.REPORTS:
        return order
    return order + (9 - min(number, 8) if ahead else min(number, 8))


def once(conduits: Iterable[Conduit]) -> list[Conduit]:
    """Return conduits from who heard it outward, each source and each stretch of text once."""
    found: dict[str, Conduit] = {}
    for conduit in sorted(conduits, key=lambda c: (c.order, c.span)):
        if not any(conduit.span.overlaps(other.span) for other in found.values()):
            found.setdefault(conduit.name, conduit)
    return list(found.values())


def further_out(way: Way, naming: Naming, text: str) -> Way:
    """Return the way of one who passed on a report, not the words: "told AFP, whose report was carried by X"."""
    report = re.search(
        r"\b(?:report|story|article|dispatch)s?\s+(?:(?:was|were|is|has been|later|then)\s+)*$", text[: naming.start]
    )
    again = re.search(r"\bas\s+$", text[: naming.start])  # "the agency said, as quoted by X"
    return Way.VIA if way is Way.PASSED and (report or again) else way
