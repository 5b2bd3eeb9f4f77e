"""The parts of a noun phrase: actors side by side, words in apposition, a head and what prepositions add to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.ontology.actor_hit import Hit
from onrecord.ontology.actor_hits import Sight
from onrecord.ontology.actor_tokens import CONJUNCTIONS, PREPOSITIONS

_COMMAS = frozenset({",", ";", ":"})
_MEASURES = frozenset({"than", "as", "to"})


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens `[start, end)` up to the next preposition, and the preposition before them, "" for the head."""

    link: str
    start: int
    end: int


Part = tuple[Segment, ...]
"""A head and its complements, in their order."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a phrase; `joined` says that they are actors side by side, and not one in apposition."""

    parts: tuple[Part, ...]
    joined: bool


def parts_of(sight: Sight) -> Parts:
    """Divide a phrase; where some words stand before "and", commas divide a list too ("A, B and C")."""
    end = _clause_end(sight)
    borders = [
        place
        for place in range(end)
        if place not in sight.covered and sight.key(place) in CONJUNCTIONS | _COMMAS and not sight.compounded(place)
    ]
    starts, ends = [0, *(place + 1 for place in borders)], [*borders, end]
    ranges = [(start, stop) for start, stop in zip(starts, ends, strict=True) if start < stop]
    parts = tuple(promoted(sight, tuple(_segments(sight, start, stop))) for start, stop in ranges)
    return Parts(parts, any(sight.key(place) in CONJUNCTIONS for place in borders))


def _clause_end(sight: Sight) -> int:
    """Return where another clause begins, after the first word that tells something."""
    first = min((hit.start for hit in sight.hits), default=len(sight.tokens))
    for place in range(first + 1, len(sight.tokens)):
        if (
            place not in sight.covered
            and {(sight.key(place),), (sight.key(place), sight.key(place + 1))} & sight.words.cut
        ):
            return place
    return len(sight.tokens)


def _segments(sight: Sight, start: int, end: int) -> Iterator[Segment]:
    links = sight.words.own | sight.words.own_of_roles | PREPOSITIONS
    link, begun = "", start
    for place in range(start, end):
        if place not in sight.covered and sight.key(place) in links and not sight.compounded(place):
            yield Segment(link, begun, place)
            link, begun = sight.key(place), place + 1
    yield Segment(link, begun, end)


def links_of(sight: Sight, part: Part) -> frozenset[str]:
    """Return the prepositions after which the actor's own state or body stands; of who serves somebody "to" is one."""
    serving = bool(part) and sight.key(part[0].end - 1) in sight.words.serving
    return sight.words.own | {"to"} if serving else sight.words.own


def promoted(sight: Sight, part: Part) -> Part:
    """Drop words that only count or gather what follows: "dozens of rebels", "at least 20 rebels" are rebels."""
    while len(part) > 1 and (_measures(sight, part) or (part[1].link == "of" and _counts(sight, part[0]))):
        part = (replace(part[1], link=""), *part[2:])
    return part


def _measures(sight: Sight, part: Part) -> bool:
    """Say whether the head is but the beginning of "at least", "more than", "as many as", "up to"."""
    head = part[0]
    empty = head.start == head.end
    return empty or (part[1].link in _MEASURES and not sight.within(head.start, head.end))


def _counts(sight: Sight, head: Segment) -> bool:
    if sight.key(head.end - 1) not in sight.words.quantities or head.start == head.end:
        return False
    return not any(told(hit) and hit.end < head.end for hit in sight.within(head.start, head.end))


def told(hit: Hit) -> bool:
    """Say whether a hit tells a state or a sector by itself."""
    return bool(hit.state or hit.sector)
