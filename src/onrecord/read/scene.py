"""When, where, how much and on whose word: what surrounds an event in its own clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from spacy.tokens import Doc, Token

from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Event, Magnitude, Role, Status, When, Where
from onrecord.model.span import Span, text_of
from onrecord.read.amounts import find_amounts
from onrecord.read.arguments import Arguments
from onrecord.read.clauses import clause_tokens, first_conjunct, governor
from onrecord.read.dates import resolve_dates
from onrecord.read.doc import article_of, statements_of
from onrecord.read.findings import Found
from onrecord.read.places import find_places

LONG_AGO_DAYS = 365
"""An event dated more than this before its article is told as history; last year's drill still is news."""

_SAME_TIME = frozenset({"during", "in", "at", "on"})
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "on", "off", "across", "around", "over", "along"})
_NAMING = frozenset({"compound", "nmod", "amod", "nummod", "poss"})
_PAST = frozenset({Status.OCCURRED, Status.ONGOING})

Placed = TypeVar("Placed", When, Where, Magnitude)


class Scene:
    """The dates, places, amounts and statements of one doc, for the events in it."""

    def __init__(self, doc: Doc) -> None:
        self._article = article_of(doc)
        self._told = _day(self._article.published or self._article.crawled)
        self._statements = statements_of(doc)
        self._dates = [when for when in resolve_dates(doc) if _is_adverbial(doc, when)]
        self._located = [where for where in find_places(doc) if _is_location(doc, where)]
        self._amounts = find_amounts(doc)

    def event(self, found: Found, arguments: Arguments) -> Event | None:
        """Make the event of a finding; None when a slot that it needs turns out to be filled by nobody."""
        actors = arguments.roles(found.actors, acting=True)
        recipients = _without(arguments.roles(found.recipients), () if found.sense.mutual else actors)
        filled = {"actor": actors, "recipient": recipients}
        block = self._article.block_at(found.trigger.idx)
        alone = found.sense.mutual and recipients and set(actors) <= set(recipients)
        if block is None or alone or not all(filled[slot] for slot in found.sense.needs):
            return None
        spans = clause_spans(found)
        trigger = Span(found.trigger.idx, max(found.last.idx + len(found.last), found.trigger.idx + len(found.trigger)))
        when = self._when(found, spans)
        return Event(
            id=content_id(Prefix.EVENT, self._article.id, trigger.start, trigger.end, found.kind, found.status),
            article=self._article.id,
            type=found.kind.type,
            status=self._status(found.status, when),
            in_block=block.kind.value,
            trigger=trigger,
            spans=spans,
            text=text_of(self._article.text, spans),
            mode=found.kind.mode,
            subtype=found.kind.subtype,
            actors=actors,
            recipients=recipients,
            date=when,
            place=_nearest(_inside(self._located, spans, ()), trigger),
            magnitude=tuple(_inside(self._amounts, spans, actors)),
            within=self._within(trigger),
            reason=found.reason,
        )

    def _when(self, found: Found, spans: Sequence[Span]) -> When | None:
        own = _inside(self._dates, spans, ())
        if not own and found.nominal and _is_at_that_time(found.trigger):
            own = _inside(self._dates, _runs(clause_tokens(_verb_above(found.trigger))), ())
        if found.clause.tag_ == "VBD":
            # "slammed them for plans to pay more by 2030": what is told as past has no date to come.
            own = [when for when in own if when.since[:10] <= (self._told or when.since)[:10]]
        return _nearest(own, Span(found.trigger.idx, found.trigger.idx + len(found.trigger)))

    def _status(self, status: Status, when: When | None) -> Status:
        """Read an event dated long before its article as historical, one dated after it as planned."""
        if status not in _PAST or when is None or self._told is None:
            return status
        if when.since[:10] > self._told:
            return Status.PLANNED
        distance = date.fromisoformat(self._told) - date.fromisoformat(when.until[:10])
        return Status.HISTORICAL if distance.days > LONG_AGO_DAYS else status

    def _within(self, trigger: Span) -> str | None:
        """Return the statement that reports the event: the one whose content holds the trigger most closely."""
        holding = [(len(span), s.id) for s in self._statements for span in s.spans if span.contains(trigger)]
        return min(holding)[1] if holding else None


def _day(said: str | None) -> str | None:
    """Return the day of an ISO date or time, None where it is none."""
    try:
        return date.fromisoformat((said or "")[:10]).isoformat()
    except ValueError:
        return None


def clause_spans(found: Found) -> tuple[Span, ...]:
    """Return the spans of the clause that an event stands in; of a noun by itself, those of its phrase."""
    tokens = clause_tokens(found.clause)
    trigger = found.trigger
    if trigger not in tokens:
        tokens = sorted([*tokens, trigger], key=lambda token: token.i)
    return _runs(tokens)


def _runs(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """Join neighbouring tokens into spans, without white space and punctuation at their ends."""
    spans: list[Span] = []
    for _, run in groupby(enumerate(tokens), key=lambda pair: pair[1].i - pair[0]):
        words = [token for _, token in run]
        while words and (words[0].is_punct or words[0].is_space):
            words = words[1:]
        while words and (words[-1].is_punct or words[-1].is_space):
            words = words[:-1]
        if words:
            spans.append(Span(words[0].idx, words[-1].idx + len(words[-1])))
    return tuple(spans)


def _is_adverbial(doc: Doc, when: When) -> bool:
    """Say whether a date tells when, and is no part of a name ("the 2016 election")."""
    words = doc.char_span(when.start, when.end, alignment_mode="expand")
    return words is not None and words.root.dep_ not in _NAMING


def _is_location(doc: Doc, where: Where) -> bool:
    """Say whether a place stands after a preposition of place, not as somebody's home or a destination."""
    words = doc.char_span(where.start, where.end, alignment_mode="expand")
    if words is None:
        return False
    root = first_conjunct(words.root)
    while root.dep_ in ("compound", "appos", "nmod") and root.head != root:
        root = root.head
    return root.dep_ == "pobj" and root.head.lower_ in _LOCATIVE


def _is_at_that_time(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in _SAME_TIME and _verb_above(noun) != noun


def _verb_above(noun: Token) -> Token:
    above = governor(noun)
    return above if above is not None and above.pos_ in ("VERB", "AUX") else noun


def _inside(items: Iterable[Placed], spans: Sequence[Span], roles: Sequence[Role]) -> list[Placed]:
    """Return what lies in the clause and not in one of the roles."""
    return [
        item
        for item in items
        if any(span.start <= item.start and item.end <= span.end for span in spans)
        and not any(role.start <= item.start and item.end <= role.end for role in roles)
    ]


def _nearest(items: Sequence[Placed], trigger: Span) -> Placed | None:
    """Return what stands nearest to the trigger, what follows it before what precedes it."""
    return min(items, key=lambda item: (_distance(item, trigger), item.start), default=None)


def _distance(item: Placed, trigger: Span) -> int:
    return item.start - trigger.end if item.start >= trigger.start else 2 * (trigger.start - item.end)


def _without(roles: tuple[Role, ...], others: tuple[Role, ...]) -> tuple[Role, ...]:
    """Drop roles that point at the same words or entity as one of the others."""
    taken = {(role.start, role.end) for role in others} | {role.entity for role in others if role.entity}
    return tuple(role for role in roles if (role.start, role.end) not in taken and role.entity not in taken)
