"""Articles put together from filled paragraphs, with the facts that stand in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from bench.coverage.bases import PUBLISHED
from bench.coverage.names import Outlet
from bench.coverage.render import Cast, Filled
from onrecord.model.article import Article, Block, BlockKind, Candidate, Field
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import (
    Citation,
    CitationScope,
    Cue,
    Entity,
    Event,
    Magnitude,
    Mention,
    Reading,
    Role,
    Statement,
    Tenure,
    When,
    Where,
)
from onrecord.model.span import Span, text_of
from onrecord.ontology.addresses import address_of

_BASE_DAY = date.fromisoformat(PUBLISHED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when an article appears; `published` is ISO or None, `url` "" where only the file is known."""

    uri: str
    url: str
    outlet: Outlet
    published: str | None
    day: date


def article_of(place: Place, title: Filled, body: Sequence[Filled], cast: Cast) -> tuple[Article, Reading]:
    """Put an article together, with its facts."""
    parts = [title, *body]
    starts = [0, *accumulate(len(part.text) + 1 for part in parts)]
    text = "\n".join(part.text for part in parts)
    kinds = [BlockKind.TITLE, *(BlockKind.BODY for _ in body)]
    blocks = tuple(Block(at, at + len(part.text), kind) for at, part, kind in zip(starts, parts, kinds, strict=False))
    id_ = content_id(Prefix.ARTICLE, address_of(place.url) if place.url else place.uri, text)
    article = Article(
        id_,
        place.uri,
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        blocks,
        outlet=place.outlet.name,
        title=title.text,
        published=place.published,
        language="en",
        url=place.url or None,
        candidates=tuple(_candidates(place, title.text)),
    )
    return article, Planting(article, cast, place.day).reading(list(zip(starts, parts, strict=False)))


def _candidates(place: Place, title: str) -> list[Candidate]:
    found = [
        Candidate(Field.TITLE, title, "text:first line", title, Span(0, len(title)), True, "the only one"),
        Candidate(Field.OUTLET, place.outlet.name, "html:site_name", place.outlet.name, None, True, "the only one"),
    ]
    if place.published:
        found.append(
            Candidate(Field.PUBLISHED, place.published, "html:time", place.published, None, True, "the only one")
        )
    return found


class Planting:
    """Makes the facts of the paragraphs of one article."""

    def __init__(self, article: Article, cast: Cast, day: date) -> None:
        self._article = article
        self._id = article.id
        self._text = article.text
        self._cast = cast
        self._shift = timedelta(days=(day - _BASE_DAY).days)
        self._entities: dict[tuple[str, str], Entity] = {}
        self._ids: dict[tuple[int, str], str] = {}
        self._facts: dict[str, str] = {}
        self._at: tuple[int, ...] = ()
        self._start = 0
        self._base = 0

    def reading(self, parts: Sequence[tuple[int, Filled]]) -> Reading:
        """Return the facts of all paragraphs."""
        reading = Reading(self._id)
        found: list[Reading] = []
        for start, part in parts:
            if part.template:
                self._at, self._start, self._base = part.at, start, part.template.base
                found.append(self._planted(part.template.facts))
        return replace(
            reading,
            entities=tuple(self._entities.values()),
            mentions=tuple(fact for each in found for fact in each.mentions),
            tenures=tuple(fact for each in found for fact in each.tenures),
            statements=tuple(fact for each in found for fact in each.statements),
            citations=tuple(fact for each in found for fact in each.citations),
            events=tuple(fact for each in found for fact in each.events),
        )

    def _planted(self, facts: Reading) -> Reading:
        self._facts = {facts.article: self._id}
        mentions = tuple(map(self._mention, facts.mentions))
        tenures = tuple(map(self._tenure, facts.tenures))
        statements = tuple(map(self._statement, facts.statements))
        events = tuple(map(self._event, facts.events))
        citations = tuple(map(self._citation, facts.citations))
        return Reading(self._id, (), mentions, tenures, statements, citations, events)

    def _span(self, start: int, end: int) -> tuple[int, int, str]:
        first, last = self._start + self._at[start], self._start + self._at[end]
        return first, last, self._text[first:last]

    def _spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(Span(self._start + self._at[s.start], self._start + self._at[s.end]) for s in spans)

    def _entity(self, id_: str, at: int) -> str:
        """Return the id of the entity that stands for one of a base; `at` is where it is met."""
        known = self._ids.get((self._base, id_))
        if known:
            return known
        old = self._cast.library.entities[self._base][id_]
        name = self._cast.named(self._base, old.name)
        entity = self._entities.get((old.kind, name))
        if entity is None:
            new = content_id(Prefix.ENTITY, self._id, old.kind, name, at)
            home = self._cast.home(self._base, old)
            entity = Entity(new, self._id, old.kind, name, home, old.sector, old.office)
            self._entities[old.kind, name] = entity
        self._ids[self._base, id_] = entity.id
        return entity.id

    def _mention(self, old: Mention) -> Mention:
        start, end, text = self._span(old.start, old.end)
        entity = self._entity(old.entity, start)
        id_ = content_id(Prefix.MENTION, self._id, entity, start, end)
        return Mention(id_, self._id, entity, start, end, text, old.form, old.reason)

    def _tenure(self, old: Tenure) -> Tenure:
        start, end, text = self._span(old.start, old.end)
        entity = self._entity(old.entity, start)
        id_ = content_id(Prefix.TENURE, self._id, entity, old.office, start, end)
        state = self._cast.code(self._base, old.state)
        return Tenure(id_, self._id, entity, old.office, start, end, text, state, old.since, old.until, old.reason)

    def _role(self, old: Role | None) -> Role | None:
        return self._slot(old) if old else None

    def _slot(self, old: Role) -> Role:
        start, end, text = self._span(old.start, old.end)
        entity = self._entity(old.entity, start) if old.entity else None
        name = self._cast.named(self._base, old.name) if entity else text if old.name == old.text else old.name
        return Role(name, start, end, text, entity, self._cast.code(self._base, old.state))

    def _statement(self, old: Statement) -> Statement:
        spans = self._spans(old.spans)
        cue = Cue(*self._span(old.cue.start, old.cue.end), old.cue.type) if old.cue else None
        id_ = content_id(Prefix.STATEMENT, self._id, spans, cue.start if cue else "")
        self._facts[old.id] = id_
        return Statement(
            id_,
            self._id,
            old.kind,
            old.in_block,
            spans,
            text_of(self._text, spans),
            old.polarity,
            cue,
            self._role(old.speaker),
            self._role(old.addressee),
            self._day(old.date) if old.date else None,
            old.reason,
        )

    def _event(self, old: Event) -> Event:
        (trigger,) = self._spans([old.trigger])
        spans = self._spans(old.spans)
        id_ = content_id(Prefix.EVENT, self._id, trigger.start, trigger.end, old.type, old.subtype, old.status)
        self._facts[old.id] = id_
        return Event(
            id_,
            self._id,
            old.type,
            old.status,
            old.in_block,
            trigger,
            spans,
            text_of(self._text, spans),
            old.mode,
            old.subtype,
            tuple(map(self._slot, old.actors)),
            tuple(map(self._slot, old.recipients)),
            self._when(old.date) if old.date else None,
            self._where(old.place) if old.place else None,
            tuple(map(self._magnitude, old.magnitude)),
            self._facts[old.within] if old.within else None,
            old.reason,
            old.confidence,
        )

    def _when(self, old: When) -> When:
        moves = old.anchor != "text"
        since, until = (self._day(day) if moves else day for day in (old.since, old.until))
        return When(since, until, old.precision, *self._span(old.start, old.end), old.anchor)

    def _day(self, day: str) -> str:
        return (date.fromisoformat(day) + self._shift).isoformat()

    def _where(self, old: Where) -> Where:
        name = self._cast.named(self._base, old.name)
        return Where(name, *self._span(old.start, old.end), self._cast.code(self._base, old.state))

    def _magnitude(self, old: Magnitude) -> Magnitude:
        return Magnitude(old.value, old.unit, *self._span(old.start, old.end), old.bound, old.additional)

    def _citation(self, old: Citation) -> Citation:
        start, end, text = self._span(old.start, old.end)
        name = text if old.name == old.text else self._cast.named(self._base, old.name)
        target = self._facts[old.target]
        id_ = content_id(Prefix.CITATION, self._id, target, start, end, name, old.place)
        scope: CitationScope = old.scope
        return Citation(id_, self._id, old.kind, name, start, end, text, scope, target, old.place, old.reason)
