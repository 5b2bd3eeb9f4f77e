"""Discrepancies of firsts: "the first visit in ten years" against "his second visit", or another who did the same."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import combinations

from onrecord.model.article import Article
from onrecord.model.days import day_of
from onrecord.model.derived import Discrepancy, DiscrepancyKind, Member, Side
from onrecord.model.reading import HAPPENED, Event
from onrecord.model.span import Span
from onrecord.ontology.wording import sense, stem
from onrecord.read.numerals import number_of
from onrecord.resolve.kinds import mutual
from onrecord.resolve.naming import AKIN, Named, apart, name_of, named
from onrecord.resolve.participants import any_compatible
from onrecord.resolve.sentences import sentence_at
from onrecord.resolve.wording import Word, content_senses, words_in
from onrecord.trace.backing import Backing
from onrecord.trace.exemplars import of_two_articles

_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_RANK = re.compile(
    rf"\b(?P<rank>only|{'|'.join(_RANKS)}|\d+(?:st|nd|rd|th))\b(?!\s?-\s?(?!ever\b))(?P<rest>[^.;:!?\n]*)",
    re.IGNORECASE,
)
"""A rank and what follows it; "first-degree murder" counts nothing."""

_NAME = re.compile(r"[A-Z]\w+ [A-Z]")
"""A name that begins with a rank ("the Third Criminal Chamber"), where not all words have capitals, as in a heading."""

_SMALL = re.compile(r"\b[a-z]{5,}")

_BOTH = 2
_NEAR = 8
"""Words behind a rank among which what it counts has to stand."""

_YEARS = re.compile(
    r"\b(?:in|for|within)\s+(?:\w+\s+){0,2}?(?P<count>\w+(?:-\w+)?)\s+(?P<unit>years?|decades?|months?)\b"
)
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?(?P<year>[12]\d{3})\b")
_SPAN = {"year": 1.0, "decade": 10.0, "month": 1 / 12}
_THIS_YEAR = re.compile(r"\bthis (?:year|month|week|spring|summer|autumn|winter)\b")
_ON = re.compile(
    r"[.!?][\"”’')]*[ \u00a0]+(?P<word>(?:It|This|That)\b"
    r"|[^.!?\n]*\b(?:it|this|that) (?:is|was|will be|would be|makes|made) (?:only )?(?:the|their|its|his|her)\b)"
)


_BACK = re.compile(
    r"(?:^|[.!?][\"”’')]*\s+|\n\s*)"
    r"(?P<word>(?:It|This|That|(?P<who>(?:The |Mr |Mrs |Ms )?[\w’'-]+)) (?:is|was|will be|would be) (?:only )?"
    r"(?:the|their|its|his|her))\b"
)
"""How a sentence further down goes back to what the article tells: "It is the first agreement since the war".

Also by whom it was done to: "Brann is the second general to be dismissed".
"""

_MEETINGS = "meeting summit encounter"
"""What those who sign something together may be counted by: "their second meeting this year"."""

_BYGONE = re.compile(r"\b(?:last|past|previous|earlier|ago|in (?:19|20)\d\d)\b")
"""Words that put what has no date of its own into the past: "their first meeting lasted two hours last July"."""

_SINCE_THEN = re.compile(r"\bsince\b(?![^.;:!?\n]{0,60}\b[12]\d{3}\b)")
_NOT = re.compile(r"\b(?:not|n['’]t|hardly|never)\s+(?:only\s+)?(?:the|his|her|its|their|a)\s+$")


@dataclass(frozen=True, slots=True)
class Rank:
    """What one report counts an event as: 1 for the first or only one; `years` is how far back it counts, if told.

    `alone` says that nobody else did the same ("the only state to", "the first country to"), `plain` that what is
    counted is not narrowed down: not "their first formal meeting".
    """

    member: Member
    place: int
    years: float | None
    alone: bool
    plain: bool
    span: Span


@dataclass(frozen=True, slots=True)
class _Kind:
    """The words by which reports count an event: these, by sense, and nouns akin to the one that names it."""

    words: set[str]
    name: Named | None

    def named(self, word: Word, text: str) -> bool:
        """Say whether a word counts the event: "the third expulsion" of what was told as "threw out"."""
        return word.sense in self.words or apart(named(text[word.start : word.end], noun=True), self.name) <= AKIN


def first_discrepancies(backing: Backing) -> Iterator[Discrepancy]:
    """Find the firsts that another report of the event denies: by another count, or by somebody who did it before."""
    ranks = [rank for member in backing.claim.members for rank in _ranks(backing, member)]
    counts = of_two_articles(((rank.place, rank.alone, rank.years), rank.member.article, rank) for rank in ranks)
    clashing = [(a, b) for a, b in combinations(counts, 2) if _clash(a, b)]
    sides: dict[tuple[str, int], Side] = {}
    for rank in ranks:
        if any(rank.place in (a.place, b.place) for a, b in clashing):
            sides.setdefault((rank.member.article, rank.place), _side(backing, rank))
    if sides:
        yield backing.discrepancy(DiscrepancyKind.FIRST, "first", tuple(sides[key] for key in sorted(sides)))
    else:
        yield from _others(backing, [rank for rank in ranks if rank.place == 1])
        yield from _before(backing, [rank for rank in ranks if rank.place == 1 and rank.plain and not rank.alone])


def _ranks(backing: Backing, member: Member) -> Iterator[Rank]:
    """Give the ranks in the sentence that tells an event, and in one that goes on from it, of the event's own kind."""
    article, event = backing.facts.article[member.article], backing.facts.event[member.fact]
    kind = _Kind(_kinds(event, article.text), name_of(event, article.text))
    for sentence in _told_in(article.text, event):
        yield from _ranked(member, article, sentence, kind)
    wider = _Kind(kind.words | _things_done(event, article.text), kind.name)
    for sentence in _going_back(backing, member, event):
        yield from _ranked(member, article, sentence, wider)


def _told_in(text: str, event: Event) -> Iterator[Span]:
    """Give the sentence that tells an event, and the next one if it goes on with "it": "It was their third meeting"."""
    own = sentence_at(text, event.trigger)
    yield own
    ahead = _ON.match(text, own.end)
    if ahead:
        yield sentence_at(text, Span(ahead.start("word"), ahead.end("word")))


def _going_back(backing: Backing, member: Member, event: Event) -> Iterator[Span]:
    """Give the sentences further down that go back to an event with "it", where none like it stands between."""
    text = backing.facts.article[member.article].text
    told = {one.fact for one in backing.claim.members}
    alike = [
        other
        for other in backing.facts.reading[member.article].events
        if (other.type, other.subtype) == (event.type, event.subtype) and other.id not in told
    ]
    names = _participants(event)
    for match in _BACK.finditer(text, sentence_at(text, event.trigger).end):
        place = Span(match.start("word"), match.end("word"))
        if match["who"] and not names & {word.sense for word in words_in(match["who"])}:
            continue
        if not any(event.trigger.start < other.trigger.start < place.start for other in alike):
            yield sentence_at(text, place)


def _participants(event: Event) -> set[str]:
    """Return the words, by sense, for who takes part in an event, by name or by what the article calls him."""
    roles = (*event.actors, *event.recipients)
    return {word.sense for role in roles for word in words_in(f"{role.name} {role.text}") if word.content}


def _things_done(event: Event, text: str) -> set[str]:
    """Return the nouns behind the verb of an event, by sense: what was signed, called or granted."""
    behind = [word for span in event.clause for word in words_in(text, span) if word.start >= event.trigger.end]
    met = content_senses(words_in(_MEETINGS)) if mutual(event) else ()
    return {word.sense for word in behind if word.content and text[word.start].islower()} | set(met)


def _ranked(member: Member, article: Article, sentence: Span, kind: _Kind) -> Iterator[Rank]:
    """Give the ranks in a sentence that count something of these kinds."""
    for match in _RANK.finditer(article.text, sentence.start, sentence.end):
        near = words_in(article.text, Span(*match.span("rest")))[:_NEAR] if match["rest"] else ()
        at = next((at for at, word in enumerate(near) if kind.named(word, article.text)), None)
        named = _NAME.match(match.group()) and _SMALL.search(article.text, sentence.start, sentence.end)
        if named or _NOT.search(article.text, sentence.start, match.start()):
            continue
        if at is not None and "," not in article.text[match.start() : near[at].start]:
            alone = any(word.form in ("to", "that", "which", "who") for word in near[:at])
            end = _end(article.text, near[at].end, sentence.end)
            years = _reach(article.text[near[at].end : sentence.end], article.published)
            yield Rank(member, _place(match["rank"].casefold()), years, alone, at == 0, Span(match.start(), end))


def _kinds(event: Event, text: str) -> set[str]:
    """Return the words, by sense, by which a report can count an event: its kind, its verb, "time"."""
    named = (event.subtype or event.type).replace("-", " ")
    own = {word.sense for piece in (named, event.trigger.of(text)) for word in words_in(piece) if word.content}
    return own | {sense(stem("time"))}


def _place(rank: str) -> int:
    """Return the number that a rank stands for; "only" counts like "first"."""
    if rank == "only":
        return 1
    return _RANKS.index(rank) + 1 if rank in _RANKS else int(re.sub(r"\D", "", rank))


def _end(text: str, start: int, stop: int) -> int:
    """Return where the reach of a rank ends: behind "in ten years" or "since 2019", else behind the counted word."""
    found = [m.end() for m in (_YEARS.search(text, start, stop), _SINCE.search(text, start, stop)) if m]
    return max(found, default=start)


def _reach(rest: str, published: str | None) -> float | None:
    """Return how many years back a count goes, None where the text does not say."""
    years = _YEARS.search(rest)
    if years:
        count = number_of(years["count"]) or (float(years["count"]) if years["count"].isdigit() else 1.0)
        return count * _SPAN[years["unit"].rstrip("s")]
    since = _SINCE.search(rest)
    if since and published:
        return float(int(published[:4]) - int(since["year"]))
    return 1.0 if _THIS_YEAR.search(rest) else None


def _clash(a: Rank, b: Rank) -> bool:
    """Say whether two counts of one event cannot both be right: the higher one does not reach further back."""
    if a.member.article == b.member.article or a.place == b.place or a.alone is not b.alone:
        return False
    early, late = sorted((a, b), key=lambda rank: rank.place)
    return early.years is None or late.years is None or late.years <= early.years


def _others(backing: Backing, ranks: list[Rank]) -> Iterator[Discrepancy]:
    """Find who else did the same, as another report of the claim tells, where one says that nobody did."""
    told = sorted({member.article for member in backing.claim.members})
    alone = [rank for rank in ranks if rank.alone]
    deeds = (_deed(backing, backing.facts.event[rank.member.fact]) for rank in alone)
    for rank in of_two_articles((deed, rank.member.article, rank) for deed, rank in zip(deeds, alone, strict=True)):
        event = backing.facts.event[rank.member.fact]
        elsewhere = (article for article in told if article != rank.member.article)
        others = (other for article in elsewhere for other in backing.facts.reading[article].events)
        rival = next((other for other in others if _is_rival(backing, event, other)), None)
        if rival:
            theirs = backing.side(rival.id, rival.article, rival.clause[0])
            yield backing.discrepancy(DiscrepancyKind.FIRST, "first", (_side(backing, rank), theirs))
            return


def _before(backing: Backing, ranks: list[Rank]) -> Iterator[Discrepancy]:
    """Find what another article tells the same to have done before, where one says that this was the first time."""
    for rank in ranks:
        event = backing.facts.event[rank.member.fact]
        elsewhere = (reading for reading in backing.facts.readings if reading.article != rank.member.article)
        others = (other for reading in elsewhere for other in reading.events)
        earlier = next((other for other in others if _is_earlier(backing, rank, event, other)), None)
        if earlier:
            theirs = backing.side(earlier.id, earlier.article, earlier.clause[0])
            yield backing.discrepancy(DiscrepancyKind.FIRST, "first", (_side(backing, rank), theirs))
            return


def _is_earlier(backing: Backing, rank: Rank, event: Event, other: Event) -> bool:
    """Say whether another event is of the same kind, by and to the same, earlier, and not too far back to count."""
    if (event.type, event.subtype) != (other.type, other.subtype) or other.status not in HAPPENED or other.date is None:
        return False
    article = backing.facts.article[event.article]
    sentence = sentence_at(article.text, rank.span)
    if event.date is None and _BYGONE.search(article.text, sentence.start, sentence.end):
        return False
    day, before = (day_of(when) for when in (event.date.since if event.date else article.published, other.date.until))
    if not day or not before or before >= day or _SINCE_THEN.search(article.text, rank.span.start, sentence.end):
        return False
    back = day.year - int(other.date.since[:4])
    return (rank.years is None or back < rank.years) and _one_company(backing, event, other)


def _one_company(backing: Backing, a: Event, b: Event) -> bool:
    """Say whether the same did it to the same; of what is done together, whether all who are named are the same."""
    if not (mutual(a) and mutual(b)):
        return backing.agreeing(a, b) == _BOTH
    one, other = (set(backing.parties((*event.actors, *event.recipients))) for event in (a, b))
    return min(len(one), len(other)) >= _BOTH and all(
        any(party.compatible(their) for their in them) for us, them in ((one, other), (other, one)) for party in us
    )


def _deed(backing: Backing, event: Event) -> Hashable:
    """Return what a rival is told by: the kind of event, who did it and to whom."""
    return event.type, event.subtype, backing.parties(event.actors), backing.parties(event.recipients)


def _is_rival(backing: Backing, event: Event, other: Event) -> bool:
    """Say whether another event is of the same kind, to the same recipient, by somebody else."""
    if (event.type, event.subtype) != (other.type, other.subtype) or other.status not in HAPPENED:
        return False
    doers, others = backing.parties(event.actors), backing.parties(other.actors)
    same_target = any_compatible(backing.parties(event.recipients), backing.parties(other.recipients))
    return bool(doers and others) and same_target and not any_compatible(doers, others)


def _side(backing: Backing, rank: Rank) -> Side:
    return backing.side(rank.member.fact, rank.member.article, rank.span)
