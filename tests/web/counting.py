"""Counts over a whole snapshot in plain Python, to hold those of the pages against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import permutations

from onrecord.export.monthly import month_of
from onrecord.model.derived import SOURCE, Claim, ClaimKind, DependenceKind
from onrecord.model.reading import Event, Role
from onrecord.model.snapshot import Snapshot

Deed = tuple[str, str, str | None, str | None, str | None]


def deeds(snapshot: Snapshot) -> dict[str, Deed]:
    """Return type, status, month, place and state of the fullest form of every claim of something done."""
    heads = ((claim, snapshot.facts.event.get(claim.head)) for claim in snapshot.resolution.claims)
    return {claim.id: _deed(head) for claim, head in heads if head}


def _deed(head: Event) -> Deed:
    place = head.place
    month = month_of(head.date) if head.date else None
    return head.type, head.status.value, month, place.name if place else None, place.state if place else None


def parts(snapshot: Snapshot, claim: Claim) -> tuple[set[str], set[str]]:
    """Return the actors and the recipients of a claim of something done."""
    events = [event for member in claim.members if (event := snapshot.facts.event.get(member.fact))]
    return (
        set(_actors(snapshot, (role for event in events for role in event.actors))),
        set(_actors(snapshot, (role for event in events for role in event.recipients))),
    )


def _actors(snapshot: Snapshot, roles: Iterator[Role]) -> Iterator[str]:
    return (actor.id for role in roles if (actor := snapshot.cast.of(role.entity)))


def dealings(snapshot: Snapshot) -> set[tuple[str, str, str]]:
    """Return who did something to whom by which claim; of what both did, both ways."""
    found = set()
    for claim in snapshot.resolution.claims:
        if claim.kind is ClaimKind.EVENT:
            acting, hit = parts(snapshot, claim)
            for one, other in permutations(acting | hit, 2):
                both = {one, other} <= acting and bool({one, other} & hit)
                if both or (one in acting and other in hit):
                    found.add((one, other, claim.id))
    return found


def dyads(snapshot: Snapshot) -> dict[tuple[str, str, str, str], tuple[int, int]]:
    """Count by actor, other, type and status, and how many of these claims count the other way round too."""
    every, known = dealings(snapshot), deeds(snapshot)
    rows = [(one, other, *known[claim][:2], (other, one, claim) in every) for one, other, claim in every]
    claims, mutual = Counter(row[:4] for row in rows), Counter(row[:4] for row in rows if row[4])
    return {key: (claims[key], mutual[key]) for key in claims}


def takings(snapshot: Snapshot) -> Counter[tuple[str, str, bool, bool, bool]]:
    """Count dependences by outlet, source, whether that is named, whether they are certain and have a direction."""
    outlet = {article.id: article.outlet for article in snapshot.facts.articles}
    found: Counter[tuple[str, str, bool, bool, bool]] = Counter()
    for tie in snapshot.tracing.dependences:
        named = tie.y.startswith(SOURCE)
        source = tie.y.removeprefix(SOURCE) if named else outlet.get(tie.y)
        own = outlet.get(tie.x)
        if own and source is not None and source != own and tie.kind is not DependenceKind.OWN:
            found[own, source, named, tie.certain, tie.directed] += 1
    return found
