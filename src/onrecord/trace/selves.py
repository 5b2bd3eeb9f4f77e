"""Articles that contradict themselves: two sentences of one body that cannot both be right.

A second number is a contradiction only where it plainly goes back to the first ("the fourteen dockers who were
arrested"), or where both sentences tell the same deed of the same day; two counts by two speakers are a quarrel of
theirs, and none of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.article import BlockKind
from onrecord.model.derived import Discrepancy, DiscrepancyKind, Member, Side
from onrecord.model.reading import Event, Precision
from onrecord.model.span import Span
from onrecord.resolve.kinds import ONCE
from onrecord.resolve.participants import any_compatible
from onrecord.resolve.timing import days_apart
from onrecord.resolve.wording import words_in
from onrecord.trace.backing import Backing
from onrecord.trace.counts import Count, counts_in, sentence_at

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.DECK})
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today"
    r"|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2})\b"
)
_WEEK = 7


def self_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find the sentences that contradict what a claim's members say in the same article."""
    for member in backing.claim.members:
        event = backing.facts.event[member.fact]
        if event.in_block not in _HEADINGS:
            yield from _by_number(backing, member, event)
            yield from _by_day(backing, event)


def _by_number(backing: Backing, member: Member, event: Event) -> Iterator[Discrepancy]:
    """Find another number for the same deed further down in the article."""
    text = backing.facts.article[member.article].text
    own = sentence_at(text, event.trigger)
    told = [count for span in event.spans or (event.trigger,) for count in counts_in(text, span)]
    verb = {word.sense for word in words_in(event.trigger.of(text)) if word.content}
    for block in backing.facts.article[member.article].readable():
        if block.kind in _HEADINGS or block.end <= own.end:
            continue
        for count in counts_in(text, Span(max(block.start, own.end), block.end)):
            first = next((one for one in told if one.against(count)), None)
            if first and _same_deed(backing, event, own, count, verb):
                yield _row(backing, event, "amount", (first.span, count.span))
                return


def _same_deed(backing: Backing, event: Event, own: Span, count: Count, verb: set[str]) -> bool:
    """Say whether the sentence of a second number tells the same deed: the same verb, and "the" or the same day."""
    text = backing.facts.article[event.article].text
    sentence = sentence_at(text, count.span)
    if not verb & {word.sense for word in words_in(text, sentence)} or _two_speakers(backing, event, sentence):
        return False
    days = [set(_DAY.findall(span.of(text))) for span in (own, sentence)]
    apart = bool(days[0] and days[1] and not days[0] & days[1])
    return not apart and (count.definite or bool(days[0] & days[1]))


def _two_speakers(backing: Backing, event: Event, sentence: Span) -> bool:
    """Say whether both sentences are said by somebody, and not by the same."""
    statements = backing.facts.reading[event.article].statements
    within = next((s.speaker for s in statements if s.id == event.within), None)
    there = next((s.speaker for s in statements if any(span.overlaps(sentence) for span in s.spans)), None)
    if within is None or there is None:
        return False
    one, other = backing.party(within), backing.party(there)
    return within.text != there.text and (one is None or other is None or not one.compatible(other))


def _by_day(backing: Backing, event: Event) -> Iterator[Discrepancy]:
    """Find another day for a deed that is done once, in an event further down in the article."""
    if event.subtype not in ONCE or event.date is None or event.date.precision is not Precision.DAY:
        return
    for other in backing.facts.reading[event.article].events:
        if other.trigger.start <= event.trigger.start or other.in_block in _HEADINGS or other.subtype != event.subtype:
            continue
        if other.date is None or other.date.precision is not Precision.DAY or other.status is not event.status:
            continue
        if 0 < days_apart(event.date, other.date) <= _WEEK and _one_party(backing, event, other):
            days = Span(event.date.start, event.date.end), Span(other.date.start, other.date.end)
            yield _row(backing, event, "date", days)
            return


def _one_party(backing: Backing, a: Event, b: Event) -> bool:
    """Say whether the doers, and the targets, that are known in both events can be the same; some have to be known."""
    pairs = [
        [[p for role in getattr(event, slot) if (p := backing.party(role))] for event in (a, b)]
        for slot in ("actors", "recipients")
    ]
    known = [(one, other) for one, other in pairs if one and other]
    return bool(known) and all(any_compatible(one, other) for one, other in known)


def _row(backing: Backing, event: Event, field: str, spans: tuple[Span, Span]) -> Discrepancy:
    text = backing.facts.article[event.article].text
    sides: tuple[Side, ...] = tuple(
        backing.side(event.id, event.article, span, " ".join(span.of(text).split())) for span in spans
    )
    return backing.discrepancy(DiscrepancyKind.SELF, field, sides)
