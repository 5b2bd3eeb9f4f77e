"""Headings that have as done what the article below them has only threatened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.article import HEADINGS, Block
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.reading import Event, Status
from onrecord.ontology.wording import load_wording
from onrecord.resolve.kinds import repeated
from onrecord.resolve.naming import AKIN, Named, apart, name_of, named
from onrecord.resolve.wording import words_in
from onrecord.trace.backing import Backing

_DONE = frozenset({Status.OCCURRED, Status.ONGOING})
_THREAT = "THREATEN"
_WITH = re.compile(r"\bto\s+(?:\w+ly\s+)?(?P<verb>[^\W\d_]+(?:\s(?:out|off|up|down))?)")


def foretold_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find the headings that tell a deed, in words akin, with which somebody in the body only threatens.

    Not so where the heading leaves it open ("may", "vows", a question mark), or the body, too, has it as done.
    """
    for member in backing.claim.members:
        event = backing.facts.event[member.fact]
        verb = _threatened(backing, event)
        if verb is None or event.in_block in HEADINGS or _done(backing, event, verb):
            continue
        for other in backing.facts.reading[event.article].events:
            if other.in_block in HEADINGS and _tells(backing, event, verb, other):
                spans = _heading(backing, other).span, event.clause[0]
                yield backing.within(DiscrepancyKind.HEADLINE, "status", event, spans)
                return


def _threatened(backing: Backing, event: Event) -> Named | None:
    """Return the word for what an event threatens with: its own, or the verb behind "threatened to"."""
    text = backing.facts.article[event.article].text
    if event.status is Status.THREATENED:
        return name_of(event, text)
    if event.type != _THREAT or event.status not in _DONE:
        return None
    end = max(span.end for span in event.clause)
    found = _WITH.search(text, event.trigger.end, end)
    return named(found["verb"], noun=False) if found else None


def _done(backing: Backing, event: Event, verb: Named) -> bool:
    """Say whether the body has as done what would be the deed."""
    text = backing.facts.article[event.article].text
    body = (other for other in backing.facts.reading[event.article].events if other.in_block not in HEADINGS)
    return any(other.status in _DONE and _one_kind(event, verb, other, text) for other in body if other is not event)


def _one_kind(event: Event, verb: Named, other: Event, text: str) -> bool:
    """Say whether another event is of the kind that is threatened: named in words akin, or read as the same kind."""
    same = event.status is Status.THREATENED and event.subtype is not None and event.subtype == other.subtype
    return same or apart(verb, name_of(other, text)) <= AKIN


def _tells(backing: Backing, event: Event, verb: Named, other: Event) -> bool:
    """Say whether a heading's event is the deed, as done: in words akin, to the same, not by another state."""
    text = backing.facts.article[event.article].text
    heading = _heading(backing, other).span
    words = words_in(text, heading)
    if "?" in heading.of(text) or any(word.form in load_wording().open for word in words):
        return False
    if other.status not in _DONE or repeated(other) or not _one_kind(event, verb, other, text):
        return False
    targets = {word.sense for role in other.recipients for word in words_in(role.text) if word.content}
    clause = {word.sense for span in event.clause for word in words_in(text, span) if word.content}
    return bool(targets & clause) and not _other_states(backing, event, other)


def _other_states(backing: Backing, a: Event, b: Event) -> bool:
    states = [{party.state for party in backing.parties(event.actors) if party.state} for event in (a, b)]
    return bool(states[0] and states[1]) and states[0].isdisjoint(states[1])


def _heading(backing: Backing, event: Event) -> Block:
    """Return the title or deck that an event stands in."""
    blocks = backing.facts.article[event.article].blocks
    return next(block for block in blocks if block.start <= event.trigger.start < block.end)
