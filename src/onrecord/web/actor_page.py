"""What the list of actors and the page of one actor show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.derived import Actor
from onrecord.record.choosing import Choice
from onrecord.record.dealings import months_of
from onrecord.record.gathering import Gathering
from onrecord.record.tallies import articles_naming, parts_of
from onrecord.web.desk import ClaimLine, Desk
from onrecord.web.gathered import claim_lines
from onrecord.web.lines import ArticleLine
from onrecord.web.links import page_of
from onrecord.web.months import Months, months
from onrecord.web.offices import Office, offices, years
from onrecord.web.partners import Partner, partners
from onrecord.web.shown import Shown

MOST_CLAIMS = 40
MOST_ROWS = 60
MOST_ARTICLES = 8
MOST_TIMED = 2_000
"""Articles that are put in the order of time to show the first ones: to do so with more would take too long."""


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in the list."""

    id: str
    href: str
    name: str
    kind: str
    state: str
    said: int
    did: int
    received: int
    articles: int


@dataclass(frozen=True, slots=True)
class AliasRow:
    """A name under which articles know the actor, and why it is this actor."""

    name: str
    reason: str
    articles: tuple[ArticleLine, ...]
    articles_left: int


@dataclass(frozen=True, slots=True)
class TenureRow:
    """An office that articles give the actor in the same words."""

    office: str
    state: str
    period: str
    evidence: str
    reason: str
    articles: tuple[ArticleLine, ...]
    articles_left: int


@dataclass(frozen=True, slots=True)
class Part:
    """What the actor said, did, or had done to it; `left` counts what is not shown."""

    title: str
    claims: tuple[ClaimLine, ...]
    left: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Everything on the page of one actor."""

    line: ActorLine
    aliases: tuple[AliasRow, ...]
    aliases_left: int
    tenures: tuple[TenureRow, ...]
    tenures_left: int
    parts: tuple[Part, ...]
    partners: Shown[Partner]
    months: Months
    offices: Shown[Office]


_PARTS = (("Said", "speaker"), ("Did", "actor"), ("Had done to it", "recipient"))
_TIMED = "ifnull(article.published, ifnull(article.crawled, '9')), article.id"


def actor_lines(held: Gathering, ids: Sequence[str]) -> tuple[ActorLine, ...]:
    """Summarise actors in the order of their ids."""
    actors = {actor.id: actor for actor in held.actors(ids)}
    parts, naming = parts_of(held.connection, ids), articles_naming(held.connection, ids)
    return tuple(_line(actors[i], parts, naming.get(i, 0)) for i in ids if i in actors)


def _line(actor: Actor, parts: Mapping[tuple[str, str], int], articles: int) -> ActorLine:
    said, did, received = (parts.get((actor.id, role), 0) for _, role in _PARTS)
    href = page_of("actor", actor.id)
    return ActorLine(actor.id, href, actor.name, actor.kind, actor.state or "", said, did, received, articles)


def actor_page(held: Gathering, identifier: str) -> ActorPage:
    """Gather what the page of an actor shows."""
    (line,) = actor_lines(held, [identifier])
    chosen = [(title, _claims_of(identifier, role)) for title, role in _PARTS]
    ids = {title: choice.page(held.connection, MOST_CLAIMS) for title, choice in chosen}
    lines = {one.id: one for one in claim_lines(held, [i for own in ids.values() for i in own])}
    counts = dict(zip(ids, (line.said, line.did, line.received), strict=True))
    aliases = tuple(_aliases(held, identifier))
    tenures = tuple(_tenures(held, identifier)) if line.kind == "person" else ()
    return ActorPage(
        line,
        aliases[:MOST_ROWS],
        max(len(aliases) - MOST_ROWS, 0),
        tenures[:MOST_ROWS],
        max(len(tenures) - MOST_ROWS, 0),
        tuple(Part(title, tuple(lines[i] for i in own), counts[title] - len(own)) for title, own in ids.items() if own),
        partners(held, identifier),
        months(months_of(held.connection, identifier)),
        offices(held, identifier) if tenures else Shown((), 0),
    )


def _claims_of(actor: str, role: str) -> Choice:
    order = "standing.reports DESC, standing.at_least, standing.at_most, standing.claim"
    source = "part JOIN standing INDEXED BY standing_claim ON standing.claim = part.claim"
    return Choice("part.claim", source, order).where("part.actor = ? AND part.role = ?", actor, role)


def _aliases(held: Gathering, actor: str) -> Iterator[AliasRow]:
    """Join the aliases that have the same name for the same reason, the most frequent first."""
    query = (
        "SELECT name, reason, count(DISTINCT article) FROM alias WHERE actor = ? "
        "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?"
    )
    for name, reason, number in held.connection.execute(query, (actor, MOST_ROWS + 1)).fetchall():
        where = "alias.actor = ? AND alias.name = ? AND alias.reason = ?"
        yield AliasRow(name, reason, *_articles(held, "alias", where, (actor, name, reason), number))


def _tenures(held: Gathering, actor: str) -> Iterator[TenureRow]:
    """Join what many articles say in the same words, the most frequent first."""
    own = "tenure.entity IN (SELECT entity FROM alias WHERE actor = ?)"
    columns = "office, state, since, until, text, reason"
    query = (
        f"SELECT {columns}, count(DISTINCT article) FROM tenure WHERE {own} "
        f"GROUP BY {columns} ORDER BY 7 DESC, {columns} LIMIT ?"
    )
    for row in held.connection.execute(query, (actor, MOST_ROWS + 1)).fetchall():
        office, state, since, until, text, reason, number = row
        same = " AND ".join(f"tenure.{name} IS ?" for name in columns.split(", "))
        articles = _articles(held, "tenure", f"{own} AND {same}", (actor, *tuple(row)[:6]), number)
        yield TenureRow(office, state or "", years(since, until), text, reason, *articles)


def _articles(
    held: Gathering, table: str, where: str, bound: tuple[str, ...], number: int
) -> tuple[tuple[ArticleLine, ...], int]:
    """Return the first articles of some rows in time, or where they are very many in the order of ids, and the rest."""
    joined = f"{table} JOIN article INDEXED BY article_brief ON article.id = {table}.article"
    query = f"SELECT DISTINCT article.id FROM {joined} WHERE {where} ORDER BY {_TIMED} LIMIT ?"
    if number > MOST_TIMED:
        query = f"SELECT DISTINCT article FROM {table} WHERE {where} ORDER BY article LIMIT ?"
    ids = held.ids(query, *bound, MOST_ARTICLES)
    held.heads(ids)
    line_of = Desk(held.snapshot()).line_of
    return tuple(line_of[i] for i in ids), number - len(ids)
