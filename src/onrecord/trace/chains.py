"""The sources that an article gives for a claim, in the order in which the claim came from them to the article.

An article rarely writes of each thing whence it has it, and what it does write may be about something else. Sources are
therefore marked as only implied, which keeps them out of the lower bound of origins, where

- a statement mentions an event in passing ("voters approve of the visit, a poll found" is no report of the visit): the
  event is a noun, or lies so far back that it is background;
- a document stands behind an event: it says what its authors think, and reports an event only by chance;
- a report quotes nothing or only a few words, where others quote all of them: it may be about another occasion;
- an agency only contributed to an article, or a writer of it is mentioned: any sentence may be somebody else's.

A credit for a picture says nothing about the text below it and is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.model.article import Article
from onrecord.model.days import day_of
from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation, OriginKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Citation, CitationKind, CitationScope, EntityKind, Event, Role, Statement, Status
from onrecord.model.snapshot import Cast, grouped
from onrecord.model.span import Span
from onrecord.resolve.participants import party_of
from onrecord.resolve.units import own_words
from onrecord.trace.counts import sentence_at
from onrecord.trace.news import announces, happens, in_passing, is_main, takes_as_known, tells
from onrecord.trace.sources import Cited, Nodes, is_abstract, is_pronoun, source_key

Step = tuple[Cited, ...]

_SELF = frozenset({CitationKind.OFFICIAL, CitationKind.UNNAMED})
_PUBLISHERS = frozenset({CitationKind.AGENCY, CitationKind.OUTLET})
_PRINTED = frozenset({OriginKind.AGENCY, OriginKind.OUTLET})
_HEADINGS = frozenset({"title", "deck"})
_PRINTS = frozenset({EntityKind.AGENCY, EntityKind.OUTLET})
_PICTURE = re.compile(r"\s*(?:file\s+)?(?:photo|photograph|image|picture|illustration|video)s?\b", re.IGNORECASE)
_INFINITIVE = re.compile(r"to\s", re.IGNORECASE)
_MOST = 0.5
_ANNOUNCED = re.compile(
    r"[.!?][\"”’')]*[ \u00a0]+(?:It|This|(?:The|That|His|Her|Their) \w+) (?:was|were) (?:\w+ )?"
    r"(?:announced|confirmed|reported|disclosed|revealed|made public) (?:\w+ )?by (?P<who>[^.,;:!?\n]+?)"
    r"(?=[.,;:!?\n]| (?:on|in|at|this|last|late|early|yesterday)\b)"
)
_IN_PART = ("contributed", "agency-writer")
_ALL_WORDS = frozenset({MemberRelation.HEAD, MemberRelation.SAME})
_FEW = 5
_BACKGROUND_DAYS = 7


class Chains:
    """Makes the chains of sources of a claim's reports."""

    def __init__(self, facts: Facts, cast: Cast, nodes: Nodes) -> None:
        self._facts = facts
        self._cast = cast
        self._nodes = nodes
        citations = [citation for reading in facts.readings for citation in reading.citations]
        self._resting = grouped((c.target, c) for c in citations if c.scope is not CitationScope.ARTICLE)
        self._whole = grouped(
            (c.article, c)
            for c in citations
            if c.scope is CitationScope.ARTICLE and not _of_a_picture(facts.article[c.article], c)
        )

    def whole(self, members: Sequence[Member]) -> tuple[Citation, ...]:
        """Return the citations of the members' article as a whole.

        A dateline stands before the text it is for; what comes earlier on the page is another text.
        """
        last = max(member.span.start for member in members)
        found = self._whole.get(members[0].article, ())
        return tuple(c for c in found if c.start < last or not c.reason.startswith("dateline"))

    def direct(self, members: Iterable[Member]) -> list[tuple[Citation, Member]]:
        """Return the citations for the members themselves, and for an event those of the statement that reports it."""
        return [(citation, member) for member in members for citation in self._of(member)]

    def _of(self, member: Member) -> Iterator[Citation]:
        statement = self._facts.statement.get(member.fact)
        event = self._facts.event.get(member.fact)
        resting = list(self._resting.get(member.fact, ()))
        if event and event.within:
            resting += self._resting.get(event.within, ())
        speaker = statement.speaker if statement else None
        yield from (c for c in resting if not (speaker and _is_speaker(c, speaker)) and not self._is_aside(c, event))

    def _is_aside(self, citation: Citation, event: Event | None) -> bool:
        """Say whether a citation does not say that an event happened: where its speaker posted, or in passing."""
        if event is None:
            return False
        statement = self._facts.statement.get(event.within or "")
        spoken = statement is not None and statement.speaker is not None
        if citation.kind is CitationKind.SOCIAL:
            return spoken and not _is_speaker_at(citation, statement)
        if citation.kind not in _SELF and statement is not None:
            return _is_speaker_at(citation, statement) and not self._tells(statement, event)
        return citation.kind in _SELF and self._in_passing(event)

    def steps(self, claim: Claim, citations: Iterable[tuple[Citation, Member | None]]) -> tuple[Step, ...]:
        """Order the sources by their place in the chain; those of one place stand side by side, each once.

        Who heard the words alone comes before others of that place, who pass them on ("she tweeted, N. reports").
        """
        places: defaultdict[int, dict[str, Cited]] = defaultdict(dict)
        cited = [(c, self._cited(claim, c, m)) for c, m in citations if c.kind is not CitationKind.OWN]
        own = {self._nodes.of(actor.name) for a in claim.actors if (actor := self._cast.actor.get(a))}
        if claim.kind is ClaimKind.UTTERANCE:  # who speaks is no source of it, whoever else tells of the words
            cited = [(c, source) for c, source in cited if c.kind not in _SELF or source.node not in own]
        for citation, source in sorted(cited, key=lambda row: (row[0].place, row[1].implied, row[0].start, row[0].id)):
            places[citation.place].setdefault(source.node, source)
        steps = (tuple(places[place].values()) for place in sorted(places))
        return tuple(part for step in steps for part in _parted(step))

    def _cited(self, claim: Claim, citation: Citation, member: Member | None) -> Cited:
        source = self._nodes.cited(citation)
        if member is None:
            loose = citation.reason.startswith(_IN_PART)
        elif claim.kind is ClaimKind.EVENT:
            told = citation.kind in _PUBLISHERS and self._is_main(self._facts.event[member.fact])
            loose = citation.kind is CitationKind.DOCUMENT or (not told and self.loose(member, claim))
        else:
            loose = self.loose(member, claim)
        return replace(source, implied=loose, heard=source.heard and not loose)

    def loose(self, member: Member, claim: Claim | None = None) -> bool:
        """Say whether what an article cites for a member need not have reported this very claim."""
        event = self._facts.event.get(member.fact)
        if event or claim is None:
            return event is not None and (self._in_passing(event) or self._is_background(event))
        if not self._quotes(self._facts.statement[claim.head]) or member.relation in _ALL_WORDS:
            return False
        few = member.shared < _FEW and member.relation is not MemberRelation.TRANSLATION
        return few or not self._quotes(self._facts.statement[member.fact])

    def _quotes(self, statement: Statement) -> bool:
        return own_words(statement, self._facts.article[statement.article].text)[1]

    def _in_passing(self, event: Event) -> bool:
        """Say whether a statement takes an event for known: it names it by a noun or a gerund."""
        return in_passing(event.trigger.of(self._text(event)), event)

    def _is_background(self, event: Event) -> bool:
        """Say whether an event goes far back, so that who speaks of it now may have it from anybody."""
        if event.status is Status.HISTORICAL:
            return True
        published = self._facts.article[event.article].published
        until = event.date.until if event.date else None
        return bool(until and published) and _days(str(until), str(published)) > _BACKGROUND_DAYS

    def speakers(self, members: Sequence[Member]) -> Step:
        """Return who says that an event happened, also who announces a deed of their own.

        A speaker who is cited as the source, or is the outlet's own reporter, is in the chain already; one who only
        mentions the event, in passing or in a demand or judgement, does not say that it happened.
        """
        found: dict[str, Cited] = {}
        itself = min((m.span.start for m in members if self._tells_itself(m)), default=None)
        for member in members:
            event = self._facts.event[member.fact]
            announced = self._announced(event)
            if announced:
                found.setdefault(announced.node, announced)
            statement = self._facts.statement.get(event.within or "")
            speaker = statement.speaker if statement else None
            if statement and speaker and not self._is_cited(statement, speaker) and self._tells(statement, event):
                doer = self._does(speaker, event)
                if doer and (self._is_background(event) or _INFINITIVE.match(statement.text)):
                    continue  # "they threatened to close it": the deed itself, and nobody's report of it
                said = self._said(speaker, event, doer=doer)
                if said is not None and itself is not None and itself < member.span.start and self._is_person(speaker):
                    said = replace(
                        said, implied=not doer
                    )  # who speaks of what the article has told need not be its source
                known = found.get(said.node) if said is not None else None
                if said is not None and (known is None or known.implied):
                    found[said.node] = said
        return tuple(found.values())

    def _tells(self, statement: Statement, event: Event) -> bool:
        """Say whether a statement tells an event as news; what a publisher mentions rests on it in any case."""
        if not tells(statement):
            return False
        party, text = party_of(statement.speaker, self._cast, self._facts), self._text(event)
        printed = party is not None and party.kind in _PRINTS
        if takes_as_known(statement) and not printed:
            return False
        main = announces(statement, event, text) or happens(statement, event, text)
        return printed or main or not self._in_passing(event)

    def _tells_itself(self, member: Member) -> bool:
        """Say whether an article tells an event in its own words, without saying how it knows."""
        event = self._facts.event[member.fact]
        told = event.within is None and not self._resting.get(event.id) and event.in_block not in _HEADINGS
        return told and not self._in_passing(event)

    def _is_person(self, speaker: Role) -> bool:
        party = party_of(speaker, self._cast, self._facts)
        return party is not None and party.kind is EntityKind.PERSON

    def _is_main(self, event: Event) -> bool:
        """Say whether a report of somebody else's is about an event, though it names it by a noun."""
        statement = self._facts.statement.get(event.within or "")
        return statement is not None and not self._is_background(event) and is_main(statement, event)

    def _text(self, event: Event) -> str:
        return self._facts.article[event.article].text

    def _announced(self, event: Event) -> Cited | None:
        """Return who announced it, as the next sentence says: "The step was confirmed by the ministry"."""
        if event.within or self._resting.get(event.id):
            return None
        text = self._facts.article[event.article].text
        found = _ANNOUNCED.match(text, sentence_at(text, event.trigger).end)
        if found is None:
            return None
        name, span = found["who"], Span(*found.span("who"))
        return Cited(self._nodes.of(name), name, OriginKind.OFFICIAL, event.article, span, name)

    def _said(self, speaker: Role, event: Event, *, doer: bool) -> Cited | None:
        """Return who speaks as a source; a pronoun that points at nobody known, and "his refusal", name nobody."""
        party = party_of(speaker, self._cast, self._facts)
        if party is None and (is_pronoun(speaker.text) or is_abstract(speaker.text)):
            return None
        said = self._nodes.speaker(speaker, party, event.article, doer=doer)
        passing = self._in_passing(event) and not self._is_main(event)
        unsure = passing if said.kind in _PRINTED else self._is_background(event)
        return replace(said, implied=unsure)

    def _does(self, speaker: Role, event: Event) -> bool:
        party = party_of(speaker, self._cast, self._facts)
        doers = (party_of(role, self._cast, self._facts) for role in event.actors)
        return party is not None and any(doer.compatible(party) for doer in doers if doer)

    def _is_cited(self, statement: Statement, speaker: Role) -> bool:
        """Say whether the speaker is cited as a source; "the report that this newspaper has seen" is another one."""
        shared = (
            (min(c.end, speaker.end) - max(c.start, speaker.start), c) for c in self._resting.get(statement.id, ())
        )
        return any(
            common > 0 and (c.kind is not CitationKind.OWN or common >= _MOST * (speaker.end - speaker.start))
            for common, c in shared
        )


def _parted(step: Step) -> tuple[Step, ...]:
    """Part a step into those who heard the words alone and the others, where it has both."""
    heard, others = (tuple(source for source in step if source.heard is way) for way in (True, False))
    return tuple(part for part in (heard, others) if part)


def _days(since: str, until: str) -> int:
    """Return the days from one ISO day to another; 0 where one is not complete."""
    first, last = day_of(since), day_of(until)
    return (last - first).days if first and last else 0


def _is_speaker(citation: Citation, speaker: Role) -> bool:
    """Say whether a citation is only the speaker again ("the ministry said"): it does not tell who heard it."""
    overlap = citation.start < speaker.end and speaker.start < citation.end
    return citation.kind in _SELF and (overlap or source_key(citation.name) == source_key(speaker.name))


def _is_speaker_at(citation: Citation, statement: Statement | None) -> bool:
    """Say whether a citation stands where the speaker of a statement does."""
    speaker = statement.speaker if statement else None
    return speaker is not None and citation.start < speaker.end and speaker.start < citation.end


def _of_a_picture(article: Article, citation: Citation) -> bool:
    """Say whether a credit stands in a line that begins by naming a picture ("Photo: Jo Ost, Velpress")."""
    line = article.text.rfind("\n", 0, citation.start) + 1
    return bool(_PICTURE.match(article.text[line : citation.start]))
