"""Reading the record into memory: rows back to the dataclasses they were written from."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from onrecord.model.article import Article
from onrecord.model.derived import Claim, Resolution, Tracing
from onrecord.model.facts import Facts
from onrecord.model.problem import Problem
from onrecord.model.reading import Reading
from onrecord.model.run import Run
from onrecord.model.sketch import Sketch
from onrecord.model.snapshot import Snapshot
from onrecord.record.codec import from_row
from onrecord.record.given import GIVEN, given
from onrecord.record.tables import (
    ACTOR,
    ALIAS,
    ARTICLE,
    BLOCK,
    CANDIDATE,
    CLAIM,
    GRADING,
    JUDGEMENT,
    LINK,
    MEMBER,
    PASSAGE,
    PROBLEM,
    READING,
    RESOLUTION,
    RUN,
    TRACING,
    Table,
)

Thing: TypeAlias = Any
"""An instance of the dataclass that a table is for."""


def load_facts(
    connection: sqlite3.Connection, ids: Sequence[str] | None = None, wanted: Container[str] | None = None
) -> Facts:
    """Return all articles and readings, or those of the articles with these ids; of readings all fields, or some."""
    articles = load_articles(connection, ids)
    chosen = [(name, table) for name, table in READING if wanted is None or name in wanted]
    found = {name: _by_article(connection, table, ids) for name, table in chosen}
    readings = [Reading(a.id, **{name: rows[a.id] for name, rows in found.items()}) for a in articles]
    return Facts.of(articles, readings)


def load_articles(connection: sqlite3.Connection, ids: Sequence[str] | None = None) -> list[Article]:
    """Return all articles, or those with these ids."""
    blocks = _by_article(connection, BLOCK, ids)
    candidates = _by_article(connection, CANDIDATE, ids)
    return [
        from_row(Article, row, blocks=blocks[row["id"]], candidates=candidates[row["id"]])
        for row in _rows_of(connection, ARTICLE, "id", ids)
    ]


def load_heads(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[Article, ...]:
    """Return articles without text, blocks and candidates: who published what and when."""
    light = ", ".join("'' AS \"text\"" if name == "text" else f'"{name}"' for name in ARTICLE.columns)
    query = f"SELECT {light} FROM article WHERE id IN {GIVEN} ORDER BY id"
    made: map[Article] = map(ARTICLE.made, connection.execute(query, (given(ids),)))
    return tuple(made)


def load_claims(connection: sqlite3.Connection, ids: Sequence[str] | None = None) -> tuple[Claim, ...]:
    """Return all claims with their members, or those with these ids."""
    members: defaultdict[str, tuple[Thing, ...]] = _grouped(_of(connection, MEMBER, "claim", ids), "claim")
    return tuple(with_members(claim, members[claim.id]) for claim in _of(connection, CLAIM, "id", ids))


def load_subtypes(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the subtypes of all events, each once, by name."""
    query = "SELECT DISTINCT subtype FROM event WHERE subtype IS NOT NULL ORDER BY subtype"
    return tuple(str(row[0]) for row in connection.execute(query))


def load_sketches(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Sketch]:
    """Return the sketches of articles with their words, by article id."""
    query = (
        "SELECT article.id, outlet, published, crawled, blocks, prints, terms, words "
        f"FROM sketch JOIN article ON article.id = sketch.article WHERE article.id IN {GIVEN}"
    )
    return {row["id"]: Sketch(*row) for row in connection.execute(query, (given(ids),))}


def load_around(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[Facts, Resolution]:
    """Return some articles with the actors, passages, links and stories that are theirs alone, or theirs together."""
    aliases = load(connection, ALIAS, f"WHERE article IN {GIVEN}", (given(ids),))
    actors = given(sorted({alias.actor for alias in aliases}))
    both = f"WHERE a IN {GIVEN} AND b IN {GIVEN}"
    passages, links = (load(connection, table, both, (given(ids), given(ids))) for table in (PASSAGE, LINK))
    resolution = Resolution(load(connection, ACTOR, f"WHERE id IN {GIVEN}", (actors,)), aliases, passages, links)
    return load_facts(connection, ids), resolution


def load_snapshot(connection: sqlite3.Connection) -> Snapshot:
    """Return the facts, everything derived from them, the problems, the runs and what people decided."""
    resolution: dict[str, tuple[Thing, ...]] = {
        name: load(connection, table) for name, table in RESOLUTION if table is not CLAIM
    }
    tracing: dict[str, tuple[Thing, ...]] = {name: load(connection, table) for name, table in TRACING}
    return Snapshot(
        load_facts(connection),
        Resolution(**resolution, claims=load_claims(connection)),
        Tracing(**tracing),
        load_problems(connection),
        load_runs(connection),
        load(connection, JUDGEMENT),
        load(connection, GRADING),
    )


def load_problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Return the problems in the order of their items, whatever the order they came in."""
    return tuple(sorted(load(connection, PROBLEM), key=lambda p: (p.uri, p.place, p.code, p.id)))


def load_runs(connection: sqlite3.Connection) -> tuple[Run, ...]:
    """Return the runs in the order they were made."""
    return load(connection, RUN)


def load(connection: sqlite3.Connection, table: Table, where: str = "", bound: Sequence[str] = ()) -> tuple[Thing, ...]:
    """Return the rows of a table as dataclasses, without the fields that other tables hold."""
    made: map[Thing] = map(table.made, connection.execute(table.select(where), bound))
    return tuple(made)


def _of(connection: sqlite3.Connection, table: Table, column: str, ids: Sequence[str] | None) -> tuple[Thing, ...]:
    made: map[Thing] = map(table.made, _rows_of(connection, table, column, ids))
    return tuple(made)


def complete(connection: sqlite3.Connection, thing: Thing) -> Thing:
    """Return an article with its blocks and candidates, a claim with its members, anything else as it is."""
    if isinstance(thing, Article):
        own = "WHERE article = ?"
        blocks, candidates = (load(connection, table, own, (thing.id,)) for table in (BLOCK, CANDIDATE))
        return replace(thing, blocks=blocks, candidates=candidates)
    if isinstance(thing, Claim):
        return with_members(thing, load(connection, MEMBER, "WHERE claim = ?", (thing.id,)))
    return thing


def with_members(claim: Claim, members: tuple[Thing, ...]) -> Claim:
    """Return the claim with its members."""
    return replace(claim, members=members)


def _by_article(
    connection: sqlite3.Connection, table: Table, ids: Sequence[str] | None
) -> defaultdict[str, tuple[Thing, ...]]:
    held, make, at = defaultdict[str, list[Thing]](list), table.made, table.columns.index("article")
    for row in _rows_of(connection, table, "article", ids):
        held[row[at]].append(make(row))
    return defaultdict(tuple, {article: tuple(rows) for article, rows in held.items()})


def _rows_of(connection: sqlite3.Connection, table: Table, column: str, ids: Sequence[str] | None) -> Iterator[Any]:
    if ids is None:
        return connection.execute(table.select())
    return connection.execute(table.select(f'WHERE "{column}" IN {GIVEN}'), (given(ids),))


def _grouped(things: Sequence[Thing], name: str) -> defaultdict[str, tuple[Thing, ...]]:
    held: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        held[getattr(thing, name)].append(thing)
    return defaultdict(tuple, {key: tuple(rows) for key, rows in held.items()})
