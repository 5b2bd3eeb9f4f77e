"""The codes of who fills a slot: what the record knows of the actor, else what the words in the text tell."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.model.days import day_of
from onrecord.model.derived import Actor
from onrecord.model.reading import Role
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.actor_codes import ActorCode, code_actor


class Codes(NamedTuple):
    """A state (ISO 3166-1 alpha-3, EUR, or the code of a state of the user's own) and a sector of docs/actors.md."""

    state: str | None
    sector: str | None


def codes_of_role(snapshot: Snapshot, found: Role, article: str) -> Codes:
    """Return the state and sector of who fills a slot in an article, each None where nothing tells it.

    The actor's state and the entity's sector hold where they are known. Else the words are coded, as of the day on
    which the article was published; then the sector that the actor has in other articles counts, then its name.
    """
    entity = snapshot.facts.entity.get(found.entity or "")
    actor = snapshot.cast.of(found.entity)
    state = (actor.state if actor else None) or found.state
    sector = entity.sector if entity else None
    if state and sector:
        return Codes(state, sector)
    on = day_of(snapshot.facts.article[article].published)
    words = code_actor(found.text, on=on)
    elsewhere = actor.sector if actor else None
    named = code_actor(entity.name, on=on) if entity else ActorCode()
    return Codes(state or words.state or named.state, sector or words.sector or elsewhere or named.sector)


def sector_of_actor(actor: Actor) -> str | None:
    """Return the sector that most articles give an actor, else the one that its name tells."""
    return actor.sector or code_actor(actor.name).sector
