"""Discrepancies of place on the ground: "at his home" against "on the steps of the town hall", whose waters it was.

Reading takes towns and states for the place of an event; these are told in words without a name. Only what stands in
the sentence of the event, as the spot where it happened, is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from onrecord.model.article import HEADINGS
from onrecord.model.derived import Discrepancy, DiscrepancyKind
from onrecord.model.reading import Event
from onrecord.model.span import Span
from onrecord.ontology.sites import load_sites
from onrecord.resolve.naming import named
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.wording import words_in
from onrecord.trace.backing import Backing

_STOP = re.compile(
    r"[;:]|\b(?:who|whom|which|that|after|before|when|where|while|since|and was|and were|and then"
    r"|held|jailed|imprisoned|serving|convicted|sentenced|accused|wanted|working|studying|living|said|told)\b"
)
"""What begins a clause that tells of something else."""

_THERE = re.compile(r"^[^.,;]{0,12}\bthere\b")
_MOST = 160

Spot = tuple[str, Span]
"""A sort of site or of waters, and where an article tells it."""


def site_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find the spots that the reports of an event give for it and that exclude each other."""
    found: dict[str, tuple[Event, Spot]] = {}
    for member in backing.claim.members:
        event = backing.facts.event[member.fact]
        spot = _spot(backing, event)
        if spot:
            found.setdefault(member.article, (event, spot))
    apart = [{a, b} for a, b in combinations(found, 2) if load_sites().apart(found[a][1][0], found[b][1][0])]
    told = (found[article] for article in sorted(set().union(*apart)))
    sides = (backing.side(event.id, event.article, span) for event, (_, span) in told)
    yield from backing.differing(DiscrepancyKind.PLACE, "place", sides)


def _spot(backing: Backing, event: Event) -> Spot | None:
    """Return the one spot that an article gives for an event: in its sentence, or where it tells the deed again."""
    if event.in_block in HEADINGS:
        return None
    text = backing.facts.article[event.article].text
    sentence = sentence_at(text, event.trigger)
    spots = list(_waters(text, sentence))
    if not spots and event.subtype in load_sites().occasions:
        spots = list(_behind(text, event.trigger, sentence)) or list(_told_again(backing, event, sentence))
    return spots[0] if len({sort for sort, _ in spots}) == 1 else None


def _waters(text: str, sentence: Span) -> Iterator[Spot]:
    for sort, pattern in load_sites().waters:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            before = re.search(
                r"\b(?:in|inside|within|into|on|from)\s+$", text[max(0, match.start() - 10) : match.start()]
            )
            if before:
                yield sort, Span(match.start() - len(before.group()), match.end())


def _behind(text: str, trigger: Span, sentence: Span) -> Iterator[Spot]:
    """Give the first spot behind a verb, before another clause; or, for "there", the last one before it."""
    stop = _STOP.search(text, trigger.end, sentence.end)
    end = min(stop.start() if stop else sentence.end, trigger.end + _MOST)
    if _THERE.match(text[trigger.end : end]):
        earlier = list(_to().finditer(text, sentence.start, trigger.start))
        yield from (_site(match) for match in earlier[-1:])
        return
    first = _at().search(text, trigger.end, end)
    if first:
        yield _site(first)


def _told_again(backing: Backing, event: Event, sentence: Span) -> Iterator[Spot]:
    """Give the spots in other sentences whose verb tells the same deed, where the article has no other like it."""
    verbs = load_sites().families.get(event.subtype or "", frozenset())
    reading = backing.facts.reading[event.article]
    others = [other for other in reading.events if other.subtype == event.subtype and other.in_block not in HEADINGS]
    text = backing.facts.article[event.article].text
    if not verbs or len(others) > 1:
        return
    for block in backing.facts.article[event.article].readable():
        if block.kind in HEADINGS:
            continue
        for word in words_in(text, block.span):
            place = Span(word.start, word.end)
            if not sentence.overlaps(place) and _is_verb(text, word.start, word.end, verbs):
                yield from _behind(text, place, sentence_at(text, place))


def _is_verb(text: str, start: int, end: int, verbs: frozenset[str]) -> bool:
    """Say whether a word, with the particle behind it, is one of some verbs."""
    following = re.match(r"\s+[a-z]+", text[end : end + 12])
    forms = [text[start:end], text[start:end] + following.group() if following else ""]
    found = [named(form, noun=False) for form in forms if form]
    return any(name is not None and name[0] in verbs for name in found)


def _site(match: re.Match[str]) -> Spot:
    return load_sites().sort[match["noun"].casefold()], Span(*match.span())


@cache
def _at() -> re.Pattern[str]:
    return _prepositional(r"at|in|inside|outside|on the steps of|in front of|at the gates? of|at the doors? of")


@cache
def _to() -> re.Pattern[str]:
    return _prepositional(r"at|in|inside|outside|to|into")


def _prepositional(prepositions: str) -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in load_sites().nouns)
    article = r"(?:(?:the|an?|his|her|their|its|[A-Z][\w-]+[’']s?)\s+)?"
    return re.compile(rf"\b(?:{prepositions})\s+{article}(?:[\w’'-]+\s+){{0,3}}?(?P<noun>{nouns})\b(?![’'-]|\s+of\b)")
