"""What the list of actors and the page of one actor show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model.derived import Actor, Alias
from onrecord.model.reading import Role, Tenure
from onrecord.model.snapshot import grouped
from onrecord.web import phrases
from onrecord.web.desk import ClaimLine, Desk, by_reports
from onrecord.web.lines import ArticleLine
from onrecord.web.links import page_of

MOST_CLAIMS = 100
MOST_ROWS = 60


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


@dataclass(frozen=True, slots=True)
class TenureRow:
    """An office that articles give the actor in the same words."""

    office: str
    state: str
    period: str
    evidence: str
    reason: str
    articles: tuple[ArticleLine, ...]


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


class Parts:
    """Who said, did and received what: facts by actor id, gathered once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        readings = desk.facts.readings
        self.said = self._by_actor((s.id, (s.speaker,) if s.speaker else ()) for r in readings for s in r.statements)
        self.did = self._by_actor((e.id, e.actors) for r in readings for e in r.events)
        self.received = self._by_actor((e.id, e.recipients) for r in readings for e in r.events)
        self.aliases = grouped((alias.actor, alias) for alias in desk.snapshot.resolution.aliases)
        tenures = ((desk.snapshot.cast.of(t.entity), t) for r in readings for t in r.tenures)
        self.tenures = grouped((actor.id, tenure) for actor, tenure in tenures if actor)

    def _by_actor(self, facts: Iterable[tuple[str, tuple[Role, ...]]]) -> dict[str, tuple[str, ...]]:
        return grouped((actor, fact) for fact, roles in facts for actor in self._actors(roles))

    def _actors(self, roles: Iterable[Role]) -> list[str]:
        found = (self._desk.snapshot.cast.of(role.entity) for role in roles)
        return list(dict.fromkeys(actor.id for actor in found if actor))

    def claims(self, facts: Iterable[str]) -> tuple[ClaimLine, ...]:
        """Return the claims that these facts report, each once."""
        claims = (self._desk.snapshot.claim_of.get(fact) for fact in facts)
        lines = {claim.id: self._desk.claim_line[claim.id] for claim in claims if claim}
        return tuple(sorted(lines.values(), key=by_reports))


def actor_lines(desk: Desk, parts: Parts) -> tuple[ActorLine, ...]:
    """Summarise every actor, those with most to do first."""
    lines = (_line(parts, actor) for actor in desk.snapshot.resolution.actors)
    return tuple(sorted(lines, key=lambda a: (-(a.said + a.did + a.received), -a.articles, a.name, a.id)))


def _line(parts: Parts, actor: Actor) -> ActorLine:
    return ActorLine(
        id=actor.id,
        href=page_of("actor", actor.id),
        name=actor.name,
        kind=actor.kind,
        state=actor.state or "",
        said=len(parts.claims(parts.said.get(actor.id, ()))),
        did=len(parts.claims(parts.did.get(actor.id, ()))),
        received=len(parts.claims(parts.received.get(actor.id, ()))),
        articles=len({alias.article for alias in parts.aliases.get(actor.id, ())}),
    )


def actor_page(desk: Desk, parts: Parts, line: ActorLine) -> ActorPage:
    """Gather what the page of an actor shows."""
    aliases = tuple(_aliases(desk, parts.aliases.get(line.id, ())))
    tenures = tuple(_tenures(desk, parts.tenures.get(line.id, ())))
    kinds = (("Said", parts.said), ("Did", parts.did), ("Had done to it", parts.received))
    shown = (_part(title, parts.claims(facts.get(line.id, ()))) for title, facts in kinds)
    return ActorPage(
        line,
        aliases[:MOST_ROWS],
        max(len(aliases) - MOST_ROWS, 0),
        tenures[:MOST_ROWS],
        max(len(tenures) - MOST_ROWS, 0),
        tuple(part for part in shown if part.claims),
    )


def _part(title: str, claims: tuple[ClaimLine, ...]) -> Part:
    return Part(title, claims[:MOST_CLAIMS], max(len(claims) - MOST_CLAIMS, 0))


def _aliases(desk: Desk, aliases: Iterable[Alias]) -> Iterator[AliasRow]:
    """Join the aliases that have the same name for the same reason, the most frequent first."""
    same = grouped(((alias.name, alias.reason), alias.article) for alias in aliases)
    for (name, reason), articles in sorted(same.items(), key=lambda item: (-len(item[1]), item[0])):
        yield AliasRow(name, reason, tuple(_in_order(desk, articles)))


def _tenures(desk: Desk, tenures: Iterable[Tenure]) -> Iterator[TenureRow]:
    """Join what many articles say in the same words, the most frequent first."""
    same = grouped(((t.office, t.state or "", _years(t), t.text, t.reason), t.article) for t in tenures)
    for row, articles in sorted(same.items(), key=lambda item: (-len(item[1]), item[0])):
        yield TenureRow(*row, tuple(_in_order(desk, articles)))


def _in_order(desk: Desk, articles: Iterable[str]) -> list[ArticleLine]:
    lines = {desk.line_of[article] for article in articles if article in desk.line_of}
    return sorted(lines, key=lambda line: line.order)


def _years(tenure: Tenure) -> str:
    since = f"from {phrases.day(tenure.since)}" if tenure.since else ""
    until = f"until {phrases.day(tenure.until)}" if tenure.until else ""
    return " ".join(filter(None, (since, until)))
