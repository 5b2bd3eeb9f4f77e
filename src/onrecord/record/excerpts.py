"""Excerpts of a record: what the rows of some claims, stories or articles are made from, and no more than that."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from onrecord.model.derived import Actor, Alias, Claim, Discrepancy, Resolution, Standing, Story, Tracing
from onrecord.model.facts import Facts
from onrecord.model.reading import Citation, Reading, Tenure
from onrecord.model.snapshot import Snapshot, grouped
from onrecord.record.gathering import Gathering
from onrecord.record.given import GIVEN, given
from onrecord.record.load import load, load_articles, load_claims, load_heads
from onrecord.record.tables import (
    ACTOR,
    ALIAS,
    CITATION,
    CLAIM,
    GRADING,
    PROBLEM,
    STORY,
    TENURE,
    TRACING,
)

Loader: TypeAlias = Callable[[sqlite3.Connection, Sequence[str]], Snapshot]
"""What loads the excerpt for the rows with some ids."""

_IDS = f"WHERE id IN {GIVEN}"
_HOLDING = f"WHERE id IN (SELECT told.story FROM told WHERE told.article IN {GIVEN})"
"""The stories that hold one of some articles."""


def of_articles(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
    """Load articles with their blocks and their stories; nothing that was read in them."""
    facts = Facts.of(load_articles(connection, ids), [])
    return Snapshot(facts, Resolution(stories=_stories(connection, ids)))


def of_facts(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
    """Load statements and events by their ids, who takes part, what they rest on, and which claims they report."""
    held = Gathering(connection)
    held.facts(ids)
    held.reported(ids)
    held.citations(article.id for article in held.snapshot().facts.articles)
    return held.snapshot()


def of_citations(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
    """Load citations and the heads of their articles."""
    found: tuple[Citation, ...] = load(connection, CITATION, _IDS, (given(ids),))
    held = grouped((citation.article, citation) for citation in found)
    readings = [Reading(article, citations=own) for article, own in held.items()]
    return Snapshot(Facts.of(_heads(connection, held).articles, readings))


def of_problems(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
    """Load problems."""
    return Snapshot(Facts((), ()), problems=load(connection, PROBLEM, _IDS, (given(ids),)))


def of_actors(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
    """Load actors with all their names, and the offices that articles give them; no articles."""
    actors: tuple[Actor, ...] = load(connection, ACTOR, _IDS, (given(ids),))
    aliases: tuple[Alias, ...] = load(connection, ALIAS, f"WHERE actor IN {GIVEN}", (given(ids),))
    entities = given(alias.entity for alias in aliases)
    tenures: tuple[Tenure, ...] = load(connection, TENURE, f"WHERE entity IN {GIVEN}", (entities,))
    held = grouped((tenure.article, tenure) for tenure in tenures)
    readings = tuple(Reading(article, tenures=own) for article, own in sorted(held.items()))
    return Snapshot(Facts((), readings), Resolution(actors, aliases))


def of_stories(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
    """Load stories with their claims; neither articles nor the members of the claims."""
    stories: tuple[Story, ...] = load(connection, STORY, _IDS, (given(ids),))
    claims: tuple[Claim, ...] = load(connection, CLAIM, f"WHERE story IN {GIVEN}", (given(ids),))
    return Snapshot(Facts.of([], []), Resolution(stories=stories, claims=claims))


def of_claims(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
    """Load claims with their members, standings and origins, and the articles that report them."""
    claims = load_claims(connection, ids)
    tables = {name: table for name, table in TRACING if name in ("origins", "standings")}
    found: dict[str, tuple[Any, ...]] = {
        name: load(connection, table, f"WHERE claim IN {GIVEN}", (given(ids),)) for name, table in tables.items()
    }
    standings: tuple[Standing, ...] = found["standings"]
    articles = {member.article for claim in claims for member in claim.members}
    articles.update(article for standing in standings for article in standing.articles)
    return Snapshot(
        _heads(connection, articles),
        Resolution(claims=claims),
        Tracing(**found),
        gradings=load(connection, GRADING),
    )


def of_discrepancies(connection: sqlite3.Connection, ids: Sequence[str]) -> Snapshot:
    """Load discrepancies with their claims, the articles of their sides and these articles' stories."""
    table = dict(TRACING)["discrepancies"]
    found: tuple[Discrepancy, ...] = load(connection, table, _IDS, (given(ids),))
    articles = {side.article for one in found for side in one.sides}
    claims = load_claims(connection, sorted({one.claim for one in found}))
    stories = _stories(connection, articles)
    return Snapshot(
        _heads(connection, articles), Resolution(stories=stories, claims=claims), Tracing(discrepancies=found)
    )


def _heads(connection: sqlite3.Connection, articles: Iterable[str]) -> Facts:
    """Load articles without text and blocks: rows of other things ask them for outlet and time alone."""
    return Facts.of(load_heads(connection, sorted(articles)), [])


def _stories(connection: sqlite3.Connection, articles: Iterable[str]) -> tuple[Story, ...]:
    found: tuple[Story, ...] = load(connection, STORY, _HOLDING, (given(sorted(articles)),))
    return found
