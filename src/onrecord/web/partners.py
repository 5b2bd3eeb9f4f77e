"""With whom an actor deals most: the table of its partners, with links to the pages of the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record.dealings import Dealing, dealings_of
from onrecord.record.gathering import Gathering
from onrecord.web.dyad_page import dyad_href
from onrecord.web.links import page_of
from onrecord.web.shown import Shown
from onrecord.web.sides import Sides, sides

MOST_PARTNERS = 12


@dataclass(frozen=True, slots=True)
class Partner:
    """Another actor, with the claims of what the two did to each other; `dyad` is their page's address."""

    name: str
    href: str
    between: Sides
    dyad: str


def partners(held: Gathering, actor: str) -> Shown[Partner]:
    """Gather the actors with whom most claims of things done are shared."""
    found = partners_of(actor, dealings_of(held.connection, actor))
    ordered = sorted(found, key=lambda other: (-found[other].total, other))
    known = {one.id: one.name for one in held.actors(ordered[:MOST_PARTNERS])}
    rows = tuple(
        Partner(known[other], page_of("actor", other), found[other], dyad_href(actor, other))
        for other in ordered[:MOST_PARTNERS]
        if other in known
    )
    return Shown(rows, len(ordered) - len(rows))


def partners_of(actor: str, rows: Iterable[Dealing]) -> dict[str, Sides]:
    """Sum up what an actor and each other did to each other; what counts both ways is counted once."""
    held: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for row in rows:
        forth = row.actor == actor
        held[row.other if forth else row.actor].append(
            (row.type, row.status, row.claims if forth else row.claims - row.mutual)
        )
    return {other: sides(own) for other, own in held.items()}
