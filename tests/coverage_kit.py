"""Invented coverage for tests, made by hand: articles with what is read in them, without a language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.derived import Actor, Alias, Claim, Link, LinkKind, Passage, PassageKind, Resolution, Story, Tracing
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import (
    Citation,
    CitationKind,
    CitationScope,
    Cue,
    CueType,
    Entity,
    EntityKind,
    Event,
    Magnitude,
    Mention,
    MentionForm,
    Polarity,
    Precision,
    Reading,
    Role,
    Statement,
    StatementKind,
    Status,
    When,
    Where,
)
from onrecord.model.snapshot import Cast
from onrecord.model.span import Span
from onrecord.resolve.deeds import match_events
from onrecord.resolve.utterances import match_utterances
from onrecord.trace.run import trace


class Draft:
    """One article and what is read in it; every piece of text given must stand in the article."""

    def __init__(self, key: str, text: str, outlet: str | None, published: str | None, title: str | None) -> None:
        whole = f"{title}\n{text}" if title else text
        body = len(title) + 1 if title else 0
        blocks = [Block(body, len(whole), BlockKind.BODY)]
        if title:
            blocks.insert(0, Block(0, len(title), BlockKind.TITLE))
        self.article = Article(
            f"art-{key}", f"{key}.txt", whole, key, tuple(blocks), outlet, title, published=published
        )
        self.body = body
        self.reading = Reading(self.article.id)

    def place(self, piece: str, after: int = 0) -> Span:
        start = self.article.text.index(piece, after)
        return Span(start, start + len(piece))

    def entity(self, name: str, kind: EntityKind, state: str | None) -> str:
        id_ = content_id(Prefix.ENTITY, self.article.id, name)
        if id_ not in {entity.id for entity in self.reading.entities}:
            entity = Entity(id_, self.article.id, kind, name, state)
            found = self.article.text.find(name)
            mentions = self.reading.mentions
            if found >= 0:
                mention_id = content_id(Prefix.MENTION, id_)
                span = (found, found + len(name))
                mentions = (*mentions, Mention(mention_id, self.article.id, id_, *span, name, MentionForm.NAME))
            self.reading = replace(self.reading, entities=(*self.reading.entities, entity), mentions=mentions)
        return id_

    def cite(
        self,
        name: str,
        kind: str = "agency",
        target: str | None = None,
        place: int = 0,
        scope: CitationScope = CitationScope.STATEMENT,
        text: str | None = None,
        reason: str = "",
    ) -> None:
        span = self.place(text or name)
        target = target or self.article.id
        scope = CitationScope.ARTICLE if target == self.article.id else scope
        id_ = content_id(Prefix.CITATION, self.article.id, name, target, place, kind)
        citation = Citation(
            id_,
            self.article.id,
            CitationKind(kind),
            name,
            span.start,
            span.end,
            text or name,
            scope,
            target,
            place,
            reason,
        )
        self.reading = replace(self.reading, citations=(*self.reading.citations, citation))


class Coverage:
    """Articles about one or more stories, and the actors in them."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self.actors: dict[str, Actor] = {}
        self.names: dict[str, str] = {}
        self.stories: dict[str, str] = {}
        self.passages: list[Passage] = []
        self.links: list[Link] = []

    def actor(self, *names: str, kind: str = "person", state: str | None = None) -> None:
        actor = Actor(content_id(Prefix.ACTOR, names[0]), EntityKind(kind), names[0], state)
        self.actors[actor.id] = actor
        self.names |= dict.fromkeys(names, actor.id)

    def article(
        self,
        key: str,
        text: str,
        outlet: str | None = None,
        published: str | None = None,
        title: str | None = None,
        story: str = "one",
    ) -> Draft:
        draft = self.drafts[key] = Draft(key, text, outlet or f"Outlet {key.upper()}", published, title)
        self.stories[draft.article.id] = story
        return draft

    def role(self, draft: Draft, name: str) -> Role:
        """Fill a slot by an actor's name, or by words of the article that name no actor."""
        if name not in self.names:
            return Role(name, *_range(draft.place(name)), name)
        actor = self.actors[self.names[name]]
        entity = draft.entity(name, actor.kind, actor.state)
        start = max(draft.article.text.find(name), 0)
        end = start + len(name) if name in draft.article.text else start + 1
        return Role(name, start, end, draft.article.text[start:end], entity, actor.state)

    def says(
        self,
        draft: Draft,
        speaker: str | None,
        *pieces: str,
        kind: str = "direct",
        cites: Sequence[tuple[str, str] | tuple[str, str, int] | tuple[str, str, int, str]] = (),
        block: str = "body",
        to: str | None = None,
        polarity: str = "affirms",
    ) -> str:
        spans: list[Span] = []
        for piece in pieces:
            spans.append(draft.place(piece, spans[-1].end if spans else 0 if block != "body" else draft.body))
        text = " … ".join(pieces)
        id_ = content_id(Prefix.STATEMENT, draft.article.id, spans)
        role = self.role(draft, speaker) if speaker else None
        addressee = Role(to, *_range(draft.place(to)), to) if to else None
        cue = Cue(0, 1, draft.article.text[:1], CueType.SAYS)
        shape = StatementKind(kind)
        statement = Statement(
            id_, draft.article.id, shape, block, tuple(spans), text, Polarity(polarity), cue, role, addressee
        )
        draft.reading = replace(draft.reading, statements=(*draft.reading.statements, statement))
        self._cites(draft, id_, cites, CitationScope.STATEMENT)
        return id_

    def does(
        self,
        draft: Draft,
        actors: Sequence[str],
        type_: str,
        recipients: Sequence[str],
        clause: str,
        *,
        subtype: str | None = None,
        status: str = "occurred",
        day: str | None = None,
        place: tuple[str, str | None] | None = None,
        sums: Sequence[Magnitude] = (),
        cites: Sequence[tuple[str, str] | tuple[str, str, int] | tuple[str, str, int, str]] = (),
        within: str | None = None,
        reason: str = "",
        trigger: str | None = None,
    ) -> str:
        span = draft.place(clause)
        id_ = content_id(Prefix.EVENT, draft.article.id, span, type_, subtype)
        event = Event(
            id_,
            draft.article.id,
            type_,
            Status(status),
            "body",
            draft.place(trigger, span.start) if trigger else span,
            (span,),
            clause,
            subtype=subtype,
            actors=tuple(self.role(draft, name) for name in actors),
            recipients=tuple(self.role(draft, name) for name in recipients),
            date=When(day, day, Precision.DAY, span.start, span.end, clause, "text") if day else None,
            place=Where(place[0], *_range(draft.place(place[0])), place[0], place[1]) if place else None,
            magnitude=tuple(replace(s, start=draft.place(s.text).start, end=draft.place(s.text).end) for s in sums),
            within=within,
            reason=reason,
        )
        draft.reading = replace(draft.reading, events=(*draft.reading.events, event))
        self._cites(draft, id_, cites, CitationScope.EVENT)
        return id_

    def _cites(
        self,
        draft: Draft,
        target: str,
        cites: Sequence[tuple[str, str] | tuple[str, str, int] | tuple[str, str, int, str]],
        scope: CitationScope,
    ) -> None:
        for cite in cites:
            place, reason = cite[2] if len(cite) > 2 else 0, cite[3] if len(cite) > 3 else ""
            draft.cite(cite[0], cite[1], target, place, scope, reason=reason)

    def shares(self, a: str, b: str, piece: str, kind: PassageKind = PassageKind.NARRATIVE) -> None:
        """Align the same piece of text in two articles."""
        left, right = sorted((a, b))
        spans = self.drafts[left].place(piece), self.drafts[right].place(piece)
        ids = f"art-{left}", f"art-{right}"
        id_ = content_id(Prefix.PASSAGE, *ids, *spans)
        self.passages.append(Passage(id_, kind, *ids, *spans, len(piece.split())))

    def copies(self, a: str, b: str) -> None:
        """Say that two articles are one text."""
        left, right = sorted((f"art-{a}", f"art-{b}"))
        self.links.append(Link(content_id(Prefix.LINK, left, right), LinkKind.COPY, left, right, 100, 0.9, 0.9, 0.99))

    def facts(self) -> Facts:
        drafts = self.drafts.values()
        return Facts.of([draft.article for draft in drafts], [draft.reading for draft in drafts])

    def resolution(self, facts: Facts | None = None) -> Resolution:
        facts = facts or self.facts()
        aliases = [
            Alias(self.names[entity.name], entity.id, entity.article, entity.name)
            for entity in facts.entity.values()
            if entity.name in self.names
        ]
        actors = tuple(sorted(self.actors.values(), key=lambda actor: actor.id))
        stories = tuple(self._story(name) for name in sorted(set(self.stories.values())))
        cast = Cast(actors, aliases)
        claims = (*match_utterances(facts, cast, stories), *match_events(facts, cast, stories))
        return Resolution(actors, tuple(aliases), tuple(self.passages), tuple(self.links), stories, claims)

    def _story(self, name: str) -> Story:
        return Story(name, name, tuple(sorted(a for a, story in self.stories.items() if story == name)))

    def claims(self) -> tuple[Claim, ...]:
        return self.resolution().claims

    def trace(self) -> Tracing:
        facts = self.facts()
        return trace(facts, self.resolution(facts))


def _range(span: Span) -> tuple[int, int]:
    return span.start, span.end


def amount(value: float, text: str, unit: str = "USD", bound: str = "", additional: bool = False) -> Magnitude:
    """An amount whose place is found when it is put into an event."""
    return Magnitude(value, unit, 0, 1, text, bound, additional)
