"""When, where, how much and on whose word: what surrounds an event in its own clause."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from spacy.tokens import Doc

from onrecord.model.days import day_of
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Event, Magnitude, Role, Status, When, Where
from onrecord.model.span import Span, text_of
from onrecord.ontology.event_types import DONE
from onrecord.read.amounts import find_amounts
from onrecord.read.arguments import Arguments
from onrecord.read.clauses import first_conjunct
from onrecord.read.datelines import after_dateline
from onrecord.read.doc import article_of, statements_of
from onrecord.read.extents import beyond, clause_spans, inside, nearest
from onrecord.read.findings import Found
from onrecord.read.mentions import MentionIndex
from onrecord.read.nations import Nations
from onrecord.read.places import find_places
from onrecord.read.stretches import tokens_of
from onrecord.read.timing import Timing

LONG_AGO_DAYS = 365
"""An event dated more than this before its article is told as history; last year's drill still is news."""

_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "on", "off", "across", "around", "over", "along"})
_ON_THE_SPOT = frozenset({"ASSAULT", "MOBILIZE"})


class Scene:
    """The dates, places, amounts and statements of one doc, for the events in it; each is read when first asked for."""

    def __init__(self, doc: Doc, index: MentionIndex) -> None:
        self._article = article_of(doc)
        told = day_of(self._article.published or self._article.crawled)
        self._told = told.isoformat() if told else None
        self._statements = statements_of(doc)
        self._doc, self._index = doc, index

    @cached_property
    def _timing(self) -> Timing:
        return Timing(self._doc, self._told)

    @cached_property
    def _nations(self) -> Nations:
        return Nations(self._doc, self._index)

    @cached_property
    def _located(self) -> list[Where]:
        return [where for where in find_places(self._doc) if _is_location(self._doc, where)]

    @cached_property
    def _amounts(self) -> list[Magnitude]:
        return [*find_amounts(self._doc)]

    def event(self, found: Found, arguments: Arguments) -> Event | None:
        """Make the event of a finding; None when a slot that it needs turns out to be filled by nobody."""
        actors = arguments.roles(found.actors, acting=True)
        recipients = self._nations.resolved(arguments.roles(found.recipients), actors)
        recipients = _without(recipients, () if found.sense.mutual else actors)
        filled = {"actor": actors, "recipient": recipients}
        block = self._article.block_at(found.trigger.idx)
        alone = found.sense.mutual and actors and recipients and set(actors) <= set(recipients)
        if block is None or alone or not all(filled[slot] for slot in found.sense.needs):
            return None
        spans = clause_spans(found)
        shown = tuple(after_dateline(self._article.text, span) for span in spans)
        trigger = Span(found.trigger.idx, max(found.last.idx + len(found.last), found.trigger.idx + len(found.trigger)))
        when = self._timing.when(found, spans)
        place = nearest([where for where in inside(self._located, spans) if self._is_scene(where, found)], trigger)
        slots = {"actor": actors, "recipient": recipients, "date": (when,) if when else ()}
        return Event(
            id=content_id(Prefix.EVENT, self._article.id, trigger.start, trigger.end, found.kind, found.status),
            article=self._article.id,
            type=found.kind.type,
            status=self._status(found.status, when),
            in_block=block.kind.value,
            trigger=trigger,
            spans=shown,
            text=text_of(self._article.text, shown),
            mode=found.kind.mode,
            subtype=found.kind.subtype,
            actors=actors,
            recipients=recipients,
            date=when,
            place=place,
            magnitude=tuple(inside(self._amounts, spans, actors)),
            within=self._within(trigger),
            reason=found.reason + beyond(slots, spans),
        )

    def _status(self, status: Status, when: When | None) -> Status:
        """Read an event dated long before its article as historical, one dated after it as planned."""
        if status not in DONE or when is None or self._told is None:
            return status
        if when.since[:10] > self._told:
            return Status.PLANNED
        distance = date.fromisoformat(self._told) - date.fromisoformat(when.until[:10])
        return Status.HISTORICAL if distance.days > LONG_AGO_DAYS else status

    def _is_scene(self, where: Where, found: Found) -> bool:
        """Say whether a place is where an event was, not what it bears on: "sanctions on Moscow" are nowhere."""
        before = self._article.text[max(0, where.start - 3) : where.start].lower()
        return before != "on " or found.kind.type in _ON_THE_SPOT

    def _within(self, trigger: Span) -> str | None:
        """Return the statement that reports the event: the one whose content holds the trigger most closely."""
        holding = [(len(span), s.id) for s in self._statements for span in s.spans if span.contains(trigger)]
        return min(holding)[1] if holding else None


def _is_location(doc: Doc, where: Where) -> bool:
    """Say whether a place stands after a preposition of place, not as somebody's home or a destination."""
    words = tokens_of(doc, where.start, where.end)
    if words is None:
        return False
    root = first_conjunct(words.root)
    while root.dep_ in ("compound", "appos", "nmod") and root.head != root:
        root = root.head
    return root.dep_ == "pobj" and root.head.lower_ in _LOCATIVE


def _without(roles: tuple[Role, ...], others: tuple[Role, ...]) -> tuple[Role, ...]:
    """Drop roles that point at the same words or entity as one of the others."""
    taken = {(role.start, role.end) for role in others} | {role.entity for role in others if role.entity}
    return tuple(role for role in roles if (role.start, role.end) not in taken and role.entity not in taken)
