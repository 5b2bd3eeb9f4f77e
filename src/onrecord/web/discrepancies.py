"""How a discrepancy is shown: every value, the reports that have it with their words, and the origins behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model.derived import Discrepancy, DiscrepancyKind, Side
from onrecord.model.snapshot import grouped
from onrecord.web import kinds, phrases
from onrecord.web.context import Context, around
from onrecord.web.desk import ClaimLine, Desk
from onrecord.web.lines import ArticleLine

MOST_SIDES = 4
"""Reports of one value that a card shows; every value is shown, whatever their number."""

_WEIGHT = (
    DiscrepancyKind.AMOUNT,
    DiscrepancyKind.DATE,
    DiscrepancyKind.PLACE,
    DiscrepancyKind.WHO,
    DiscrepancyKind.FIRST,
    DiscrepancyKind.SELF,
    DiscrepancyKind.HEADLINE,
    DiscrepancyKind.NAME,
    DiscrepancyKind.WORDING,
)
_WORDS = frozenset({DiscrepancyKind.WORDING, DiscrepancyKind.HEADLINE})
"""Kinds whose values are the words themselves."""

_REACH = 110


@dataclass(frozen=True, slots=True)
class SideCard:
    """One side: the words that its value was read from, in their sentence, and the origins behind it.

    `place` is the block it stands in, where that tells the sides apart.
    """

    line: ArticleLine | None
    place: str
    href: str | None
    context: Context | None
    text: str
    origins: str


@dataclass(frozen=True, slots=True)
class ValueCard:
    """One value with the reports that have it, so many of them `left` out; `value` is "" where the words say it."""

    value: str
    sides: tuple[SideCard, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Card:
    """A discrepancy ready to be shown."""

    id: str
    what: str
    note: str
    claim: ClaimLine | None
    values: tuple[ValueCard, ...]


def order(desk: Desk, found: Discrepancy) -> tuple[int, tuple[bool, str, str], str]:
    """Sort what cannot both be right before other words, and of each kind the first seen first."""
    seen = min((desk.order(side.article) for side in found.sides), default=(True, "", ""))
    return _WEIGHT.index(found.kind), seen, found.id


def valued(desk: Desk, found: Discrepancy) -> tuple[tuple[Side, ...], ...]:
    """Return the sides by value: the value with most origins first, then with most reports, then the first seen."""
    every = (_in_time(desk, sides) for sides in grouped((side.value, side) for side in found.sides).values())
    return tuple(sorted(every, key=lambda sides: _support(desk, sides)))


def card(desk: Desk, found: Discrepancy) -> Card:
    """Make the card of one discrepancy."""
    alike = len({side.article for side in found.sides}) < len(found.sides)
    return Card(
        found.id,
        kinds.DISCREPANCIES[found.kind],
        found.note,
        desk.claim_line.get(found.claim),
        tuple(_value(desk, found.kind, sides, alike) for sides in valued(desk, found)),
    )


def cards_of(desk: Desk, claims: tuple[str, ...]) -> tuple[Card, ...]:
    """Make the cards of everything that touches one of these claims, each once."""
    every = (d for claim in claims for d in desk.snapshot.discrepancies_of.get(claim, ()))
    once = {found.id: found for found in every}.values()
    return tuple(card(desk, found) for found in sorted(once, key=lambda found: order(desk, found)))


def _in_time(desk: Desk, sides: Sequence[Side]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda side: (desk.order(side.article), side.start, side.member)))


def _support(desk: Desk, sides: Sequence[Side]) -> tuple[int, int, tuple[bool, str, str], int, str]:
    origins, articles = {origin for side in sides for origin in side.origins}, {side.article for side in sides}
    first = sides[0]
    return -len(origins), -len(articles), desk.order(first.article), first.start, first.value


def _value(desk: Desk, kind: DiscrepancyKind, sides: Sequence[Side], place: bool) -> ValueCard:
    return ValueCard(
        "" if kind in _WORDS else sides[0].value,
        tuple(_side(desk, side, place) for side in sides[:MOST_SIDES]),
        max(len(sides) - MOST_SIDES, 0),
    )


def _side(desk: Desk, side: Side, place: bool) -> SideCard:
    line, article = desk.line_of.get(side.article), desk.facts.article.get(side.article)
    block = article.block_at(side.start) if article and place else None
    return SideCard(
        line,
        kinds.BLOCKS[block.kind] if block else "",
        desk.fact_href(side.member) or (line.href if line else None),
        around(article, side.span, _REACH) if article else None,
        side.text,
        phrases.listed(list(dict.fromkeys(_origin(desk, origin) for origin in side.origins))),
    )


def _origin(desk: Desk, identifier: str) -> str:
    found = desk.snapshot.origin.get(identifier)
    if found is None:
        return desk.node_name(identifier)
    return desk.origin_name(found) if found.name or len(found.articles) == 1 else "reports that name no source"
