"""Articles that contradict themselves: two sentences of one body that cannot both be right.

A second number is a contradiction only where it plainly goes back to the first ("the fourteen dockers who were
arrested"), or where both sentences tell the same deed of the same day; two counts by two speakers are a quarrel of
theirs, and none of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.model.article import HEADINGS
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.reading import Event, Precision
from onrecord.model.span import Span
from onrecord.ontology.date_words import load_date_words
from onrecord.read.numerals import NUMBER, value_of
from onrecord.resolve.kinds import ONCE
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.timing import days_apart
from onrecord.resolve.wording import content_senses, words_in
from onrecord.trace.backing import Backing
from onrecord.trace.counts import Count, counts_in

_WEEK = 7


def self_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find the sentences that contradict what a claim's members say in the same article."""
    for member in backing.claim.members:
        event = backing.facts.event[member.fact]
        if event.in_block not in HEADINGS:
            yield from _by_number(backing, event)
            yield from _by_day(backing, event)


def _by_number(backing: Backing, event: Event) -> Iterator[Discrepancy]:
    """Find another number for the same deed further down in the article."""
    article = backing.facts.article[event.article]
    text = article.text
    own = sentence_at(text, event.trigger)
    told = [count for span in event.clause for count in counts_in(text, span)]
    verb = set(content_senses(words_in(event.trigger.of(text))))
    for block in article.readable():
        if block.kind in HEADINGS or block.end <= own.end:
            continue
        for count in counts_in(text, Span(max(block.start, own.end), block.end)):
            first = next((one for one in told if one.against(count)), None)
            if first and not _has_too(text, count, first) and _same_deed(backing, event, own, count, verb):
                yield backing.within(DiscrepancyKind.SELF, "amount", event, (first.span, count.span))
                return


def _has_too(text: str, count: Count, first: Count) -> bool:
    """Say whether the sentence of a second number has the first one as well: "shot three dockers, killing two"."""
    sentence = sentence_at(text, count.span)
    return any(value_of(match) == first.value for match in NUMBER.finditer(text, sentence.start, sentence.end))


def _same_deed(backing: Backing, event: Event, own: Span, count: Count, verb: set[str]) -> bool:
    """Say whether the sentence of a second number tells the same deed: the same verb, and "the" or the same day."""
    text = backing.facts.article[event.article].text
    sentence = sentence_at(text, count.span)
    if not verb & {word.sense for word in words_in(text, sentence)} or _two_speakers(backing, event, sentence):
        return False
    days = [set(_day().findall(span.of(text))) for span in (own, sentence)]
    apart = bool(days[0] and days[1] and not days[0] & days[1])
    return not apart and (count.definite or bool(days[0] & days[1]))


@cache
def _day() -> re.Pattern[str]:
    """Return the pattern of the words for a day: a weekday, yesterday or today, a day of a month."""
    words = load_date_words()
    weekdays, months = ("|".join(name.capitalize() for name in names) for names in (words.day_names, words.month_names))
    return re.compile(rf"\b(?:{weekdays}|yesterday|today|\d{{1,2}} (?:{months})|(?:{months}) \d{{1,2}})\b")


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
        if other.trigger.start <= event.trigger.start or other.in_block in HEADINGS or other.subtype != event.subtype:
            continue
        if other.date is None or other.date.precision is not Precision.DAY or other.status is not event.status:
            continue
        if 0 < days_apart(event.date, other.date) <= _WEEK and backing.agreeing(event, other):
            days = (when.span for when in (event.date, other.date))
            yield backing.within(DiscrepancyKind.SELF, "date", event, days)
            return
