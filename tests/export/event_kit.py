"""Invented events put together into a snapshot."""

from __future__ import annotations

from onrecord.model.article import Article
from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation, Resolution, Standing, Tracing
from onrecord.model.facts import Facts
from onrecord.model.reading import (
    Entity,
    EntityKind,
    Event,
    Magnitude,
    Precision,
    Reading,
    Role,
    Status,
    When,
    Where,
)
from onrecord.model.snapshot import Snapshot
from onrecord.model.span import Span


def day(since: str, until: str = "", precision: Precision = Precision.DAY) -> When:
    """Return a date."""
    return When(since, until or since, precision, 0, 3, "then", "text")


class Coverage:
    """Invented events, one article each, put together into a snapshot; a name in capitals is that of a state."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.readings: list[Reading] = []
        self.claims: list[Claim] = []

    def add(
        self,
        kind: str,
        actors: str,
        recipients: str,
        status: Status = Status.OCCURRED,
        date: When | None = None,
        place: Where | None = None,
        magnitude: tuple[Magnitude, ...] = (),
        confidence: float | None = None,
    ) -> Event:
        """Add an event "TYPE/mode/subtype" of the entities whose names are given, one a word."""
        number = len(self.articles)
        text = "Ada Torvik of Velmark, Ostania and Karsia met in Geneva over 12 ships. " * 2
        article = Article(
            f"art-{number}",
            f"{number}.txt",
            text,
            "d",
            outlet="The Courier",
            language="en",
            published="2031-05-02T08:00",
        )
        type_, mode, subtype = [*(part or None for part in kind.split("/")), None, None][:3]
        names = dict.fromkeys((*actors.split(), *recipients.split()))
        parties = {name: self._role(name, place, article.id) for place, name in enumerate(names)}
        event = Event(
            f"eve-{number}",
            article.id,
            str(type_),
            status,
            "body",
            Span(0, 3),
            (Span(0, 10),),
            text[:10],
            mode,
            subtype,
            tuple(parties[name] for name in actors.split()),
            tuple(parties[name] for name in recipients.split()),
            date,
            place,
            magnitude,
            confidence=confidence,
        )
        self.articles.append(article)
        self.readings.append(
            Reading(article.id, tuple(self._entity(name, article.id) for name in parties), events=(event,))
        )
        return event

    def claim(self, *events: Event) -> Claim:
        """Say that these events are one claim, the first its head."""
        key = f"clm-{len(self.claims)}"
        members = tuple(Member(key, e.id, e.article, MemberRelation.SAME, e.trigger, e.text, 1, 1.0) for e in events)
        claim = Claim(key, ClaimKind.EVENT, "a claim", events[0].id, (), members)
        self.claims.append(claim)
        return claim

    def snapshot(self) -> Snapshot:
        """Return everything that was added, each claim on one to two origins."""
        standings = tuple(
            Standing(claim.id, tuple(m.article for m in claim.members), (), 1, 1, 2, "v", 3, "r")
            for claim in self.claims
        )
        return Snapshot(
            Facts.of(self.articles, self.readings), Resolution(claims=tuple(self.claims)), Tracing(standings=standings)
        )

    def _role(self, name: str, place: int, article: str) -> Role:
        known = name.isupper()
        return Role(
            name,
            place * 5,
            place * 5 + 4,
            f"the {name}",
            f"ent-{article}-{name}" if known else None,
            name if known else None,
        )

    def _entity(self, name: str, article: str) -> Entity:
        return Entity(f"ent-{article}-{name}", article, EntityKind.STATE, name, name, "GOV", "president")
