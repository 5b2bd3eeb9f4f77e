"""Gathering of the record what claims in a list and cards of discrepancies show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model.derived import Discrepancy, Side
from onrecord.record.gathering import Gathering
from onrecord.record.tallies import reported
from onrecord.web.desk import ClaimLine, Desk
from onrecord.web.discrepancies import MOST_SIDES, Card, card, valued


def desk_of(held: Gathering, claims: Iterable[str]) -> Desk:
    """Return the desk on everything gathered, with the counts of these claims."""
    return Desk(held.snapshot(), reported(held.connection, claims))


def gather_claims(held: Gathering, ids: Iterable[str]) -> None:
    """Gather what lines of claims show: their heads, who says or does it, and what their origins are called."""
    claims = held.claims(ids, members=False)
    held.deeds(claim.head for claim in claims)
    origins = (origin for claim in claims for origin in held.origins_of(claim.id))
    held.heads(origin.articles[0] for origin in origins if not origin.name and len(origin.articles) == 1)


def claim_lines(held: Gathering, ids: Sequence[str]) -> tuple[ClaimLine, ...]:
    """Return the lines of claims in the order of their ids."""
    gather_claims(held, ids)
    desk = desk_of(held, ids)
    return tuple(desk.claim_line[identifier] for identifier in ids if identifier in desk.claim_line)


def gather_cards(held: Gathering, ids: Sequence[str]) -> tuple[Discrepancy, ...]:
    """Gather what cards of discrepancies show: their sides in their sentences, the origins behind, and their claims."""
    found = held.discrepancies(ids)
    sides = _shown(held, found)
    held.articles(side.article for side in sides)
    held.deeds(side.member for side in sides)
    origins = held.origins(origin for side in sides for origin in side.origins)
    held.heads(origin.articles[0] for origin in origins if not origin.name and len(origin.articles) == 1)
    held.heads(origin for side in sides for origin in side.origins)
    gather_claims(held, (one.claim for one in found))
    return found


def _shown(held: Gathering, found: Sequence[Discrepancy]) -> list[Side]:
    """Return the sides that cards show; which they are depends on the time of all their articles."""
    held.heads(side.article for one in found for side in one.sides)
    desk = Desk(held.snapshot())
    return [side for one in found for sides in valued(desk, one) for side in sides[:MOST_SIDES]]


def cards(held: Gathering, ids: Sequence[str]) -> tuple[Card, ...]:
    """Return the cards of discrepancies in the order of their ids."""
    found = {one.id: one for one in gather_cards(held, ids)}
    desk = desk_of(held, [one.claim for one in found.values()])
    return tuple(card(desk, found[identifier]) for identifier in ids if identifier in found)
