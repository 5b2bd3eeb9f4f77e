"""The nested parts of exported rows: roles, dates, chains of sources, origins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from onrecord.export.coding import codes_of_role
from onrecord.model.derived import Claim, Origin
from onrecord.model.reading import Event, Role, Tenure, When, chain_of
from onrecord.model.snapshot import Snapshot
from onrecord.trace.owners import Owners

Row: TypeAlias = dict[str, Any]
"""One row in the terms of JSON; a span is `[start, end]`, an unknown value None."""


def role(snapshot: Snapshot, found: Role, article: str) -> Row:
    """Return who fills a slot in an article; `id` is the actor's where the words were resolved, else the entity's."""
    actor = snapshot.cast.of(found.entity)
    codes = codes_of_role(snapshot, found, article)
    return {
        "id": actor.id if actor else found.entity,
        "name": actor.name if actor else found.name,
        "state": codes.state,
        "sector": codes.sector,
        "start": found.start,
        "end": found.end,
        "text": found.text,
    }


def events_of(snapshot: Snapshot) -> Iterator[Event]:
    """Yield all events, by article and place."""
    for reading in snapshot.facts.readings:
        yield from sorted(reading.events, key=lambda event: (event.trigger, event.id))


def when(date: When) -> Row:
    """Return a resolved date: ISO days `from` to `to`, both included, with the words it was read from."""
    return {
        "from": date.since,
        "to": date.until,
        "precision": date.precision.value,
        "start": date.start,
        "end": date.end,
        "text": date.text,
        "anchor": date.anchor,
    }


def chain(snapshot: Snapshot, target: str, article: str) -> list[Row]:
    """Return the sources a statement or event rests on, from the one that heard it out to the article."""
    citations = chain_of(target, article, snapshot.facts.reading[article].citations)
    return [{"name": c.name, "kind": c.kind.value, "start": c.start, "end": c.end} for c in citations]


def origins(snapshot: Snapshot, claim: Claim, owners: Owners) -> Row:
    """Return a claim's interval of origins; `named` are those with a name, `unnamed` the others, with their members."""
    standing = snapshot.standing.get(claim.id)
    found = snapshot.origins_of.get(claim.id, ())
    return {
        "at_least": standing.at_least if standing else None,
        "at_most": standing.at_most if standing else None,
        "named": [_origin(claim, origin, owners) for origin in found if origin.name],
        "unnamed": [_origin(claim, origin, owners) for origin in found if not origin.name],
    }


def _origin(claim: Claim, origin: Origin, owners: Owners) -> Row:
    reports = set(origin.articles)
    return {
        "id": origin.id,
        "name": origin.name,
        "kind": origin.kind.value,
        "counted": origin.counted,
        "reason": origin.reason,
        "reliability": owners.reliability(origin.name).value,
        "members": [member.fact for member in claim.members if member.article in reports],
    }


def tenure(found: Tenure) -> Row:
    """Return an office with the place where an article gives it."""
    return {
        "office": found.office,
        "state": found.state,
        "since": found.since,
        "until": found.until,
        "article": found.article,
        "start": found.start,
        "end": found.end,
        "text": found.text,
    }
