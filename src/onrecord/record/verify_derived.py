"""Whether everything derived points at facts that exist and at characters that are there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from onrecord.model.article import READ_KINDS, Article
from onrecord.model.derived import (
    SOURCE,
    Claim,
    Dependence,
    Discrepancy,
    Member,
    Origin,
    Passage,
    Side,
    Standing,
    Story,
)
from onrecord.model.span import Span
from onrecord.record.damage import DERIVE, Damage, readable_rows
from onrecord.record.evidence import stands
from onrecord.record.tables import BLOCK, DERIVED
from onrecord.record.verify_totals import totals_damage

_TEXTS_HELD = 512
"""Articles kept in memory while checking; the rows of a claim or a story come from a few of them."""

Check: TypeAlias = Callable[["Ground", Any], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What derived rows may point at: facts with their article and words, and the ids of everything else."""

    article: Callable[[str], Article | None]
    facts: Mapping[str, tuple[str, str]]
    articles: frozenset[str]
    actors: frozenset[str]
    origins: frozenset[str]
    claims: frozenset[str]
    members: Mapping[str, frozenset[str]]


def derived_damage(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Find the derived rows that point at nothing or at other words than they show."""
    ground = _ground(connection)
    for table in DERIVED:
        bad: list[Damage] = []
        check = _CHECKS.get(table.kind, _no_check)
        for thing in readable_rows(connection, table, bad):
            name = thing.id if table.has_id else getattr(thing, "claim", "")
            bad.extend(Damage(table.name, name, what, DERIVE) for what in check(ground, thing))
        yield from bad
    yield from totals_damage(connection)


def _ground(connection: sqlite3.Connection) -> Ground:
    facts: dict[str, tuple[str, str]] = {}
    for table in ("statement", "event"):
        query = f"SELECT id, article, text FROM {table}"
        facts.update({row["id"]: (row["article"], row["text"]) for row in connection.execute(query)})
    members: dict[str, set[str]] = {}
    for row in connection.execute("SELECT claim, fact FROM member"):
        members.setdefault(row["claim"], set()).add(row["fact"])
    return Ground(
        article=lru_cache(_TEXTS_HELD)(lambda id_: _article(connection, id_)),
        facts=facts,
        articles=_ids(connection, "article"),
        actors=_ids(connection, "actor"),
        origins=_ids(connection, "origin"),
        claims=_ids(connection, "claim"),
        members={claim: frozenset(held) for claim, held in members.items()},
    )


def _ids(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(row["id"] for row in connection.execute(f'SELECT id FROM "{table}"'))


def _article(connection: sqlite3.Connection, id_: str) -> Article | None:
    row = connection.execute("SELECT uri, text, digest FROM article WHERE id = ?", (id_,)).fetchone()
    if row is None:
        return None
    # Blocks that cannot be read are reported with their article.
    blocks = readable_rows(connection, BLOCK, [], "WHERE article = ?", (id_,))
    return Article(id_, row["uri"], row["text"], row["digest"], tuple(blocks))


def _missing(known: frozenset[str], ids: tuple[str, ...], word: str) -> Iterator[str]:
    for id_ in ids:
        if id_ not in known:
            yield f"it names the {word} {id_}, which is not there"


def _inside(ground: Ground, article: str, span: Span) -> Iterator[str]:
    found = ground.article(article)
    if found is None or span.end > len(found.text):
        yield f"[{span.start}, {span.end}) is outside the text of article {article}"


def _passage(ground: Ground, passage: Passage) -> Iterator[str]:
    for id_, span in ((passage.a, passage.a_span), (passage.b, passage.b_span)):
        outside = list(_inside(ground, id_, span))
        yield from outside
        article = ground.article(id_)
        if article and not outside:
            ends = (article.block_at(span.start), article.block_at(span.end - 1))
            if any(block is None or block.kind not in READ_KINDS for block in ends):
                yield f"[{span.start}, {span.end}) is outside the body of article {id_}"


def _story(ground: Ground, story: Story) -> Iterator[str]:
    yield from _missing(ground.articles, story.articles, "article")


def _claim(ground: Ground, claim: Claim) -> Iterator[str]:
    yield from _missing(ground.actors, claim.actors, "actor")
    if claim.head not in ground.members.get(claim.id, frozenset()):
        yield f"its head {claim.head} is not among its members"


def _member(ground: Ground, member: Member) -> Iterator[str]:
    article, words = ground.facts.get(member.fact, ("", ""))
    if article != member.article:
        yield f"it names {member.fact}, which is no statement or event of article {member.article}"
    outside = list(_inside(ground, member.article, member.span))
    yield from outside
    found = ground.article(member.article)
    # A statement in several parts shows its parts joined, as the statement itself does.
    if found and not outside and member.text not in (member.span.of(found.text), words):
        yield f"its words do not stand at [{member.span.start}, {member.span.end})"


def _dependence(ground: Ground, dependence: Dependence) -> Iterator[str]:
    yield from _inside(ground, dependence.article, dependence.span)
    nodes = tuple(node for node in (dependence.x, dependence.y) if not node.startswith(SOURCE))
    yield from _missing(ground.articles, nodes, "article")


def _origin(ground: Ground, origin: Origin) -> Iterator[str]:
    yield from _missing(ground.articles, origin.articles, "article")


def _standing(ground: Ground, standing: Standing) -> Iterator[str]:
    yield from _missing(ground.articles, standing.articles, "article")
    if standing.at_least > standing.at_most:
        yield f"it has at least {standing.at_least} origins and at most {standing.at_most}"


def _discrepancy(ground: Ground, discrepancy: Discrepancy) -> Iterator[str]:
    if discrepancy.claim:
        yield from _missing(ground.claims, (discrepancy.claim,), "claim")
    for side in discrepancy.sides:
        yield from _side(ground, side)


def _side(ground: Ground, side: Side) -> Iterator[str]:
    if side.member not in ground.facts:
        yield f"it names {side.member}, which is no statement or event"
    found = ground.article(side.article)
    if found is None or not stands(found.text, side.start, side.end, side.text):
        yield f"the words of its side in article {side.article} do not stand at [{side.start}, {side.end})"
    yield from _missing(ground.origins, side.origins, "origin")


def _no_check(_: Ground, __: object) -> Iterator[str]:
    """Actors, aliases and links have no spans; SQLite checks their pointers."""
    yield from ()


_CHECKS: Mapping[type, Check] = {
    Passage: _passage,
    Story: _story,
    Claim: _claim,
    Member: _member,
    Dependence: _dependence,
    Origin: _origin,
    Standing: _standing,
    Discrepancy: _discrepancy,
}
