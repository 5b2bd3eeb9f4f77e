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
from onrecord.model.derived import Claim, ClaimKind, Member, MemberRelation
from onrecord.model.facts import Facts
from onrecord.model.reading import Citation, CitationKind, CitationScope, Event, Role, Statement
from onrecord.model.snapshot import Cast, grouped
from onrecord.read.conduit import ANNOUNCES
from onrecord.resolve.units import own_words
from onrecord.trace.bodies import Bodies
from onrecord.trace.manner import Manner
from onrecord.trace.news import finds_out
from onrecord.trace.sources import Cited, Nodes, source_key
from onrecord.trace.tellers import Tellers

Step = tuple[Cited, ...]

_SELF = frozenset({CitationKind.OFFICIAL, CitationKind.UNNAMED})
_PUBLISHERS = frozenset({CitationKind.AGENCY, CitationKind.OUTLET})
_PICTURE = re.compile(r"\s*(?:file\s+)?(?:photo|photograph|image|picture|illustration|video)s?\b", re.IGNORECASE)
_IN_PART = ("contributed", "agency-writer")
_ALL_WORDS = frozenset({MemberRelation.HEAD, MemberRelation.SAME})
_FEW = 5


class Chains:
    """Makes the chains of sources of a claim's reports."""

    def __init__(self, facts: Facts, cast: Cast, nodes: Nodes) -> None:
        self._facts = facts
        self._cast = cast
        self._nodes = nodes
        citations = [citation for reading in facts.readings for citation in reading.citations]
        self._resting = grouped((c.target, c) for c in citations if c.scope is not CitationScope.ARTICLE)
        self._manner = Manner(facts, cast)
        self._bodies = Bodies(facts, nodes)
        self._tellers = Tellers(facts, nodes, self._manner, self._resting)
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
        statement = self._manner.statement(event)
        spoken = statement is not None and statement.speaker is not None
        if citation.kind is CitationKind.SOCIAL:
            return spoken and not _is_speaker_at(citation, statement)
        if citation.kind not in _SELF and statement is not None:
            found_out = citation.kind is CitationKind.OWN and finds_out(statement)
            return _is_speaker_at(citation, statement) and not found_out and not self._manner.tells(statement, event)
        announced = citation.reason.startswith(ANNOUNCES)
        return citation.kind in _SELF and not announced and self._manner.in_passing(event)

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
        source = self._bodies.meant(self._nodes.cited(citation))
        doer = source.doer
        if member is None:
            loose = citation.reason.startswith(_IN_PART)
        elif claim.kind is ClaimKind.EVENT:
            doer = _is_doer(citation, self._facts.event[member.fact])
            printed = citation.kind in _PUBLISHERS and self._manner.is_main(self._facts.event[member.fact])
            told = printed or citation.reason.startswith(ANNOUNCES)
            loose = citation.kind is CitationKind.DOCUMENT or (not told and self.loose(member, claim))
        else:
            loose = self.loose(member, claim)
        return replace(source, doer=doer, implied=loose, heard=source.heard and not loose)

    def tellers(self, members: Sequence[Member]) -> Step:
        """Return who says that an event happened, by the statements of one article that tell of it."""
        return self._tellers.of(members)

    def loose(self, member: Member, claim: Claim | None = None) -> bool:
        """Say whether what an article cites for a member need not have reported this very claim."""
        event = self._facts.event.get(member.fact)
        if event or claim is None:
            return event is not None and (self._manner.in_passing(event) or self._manner.is_background(event))
        if not self._quotes(self._facts.statement[claim.head]) or member.relation in _ALL_WORDS:
            return False
        few = member.shared < _FEW and member.relation is not MemberRelation.TRANSLATION
        return few or not self._quotes(self._facts.statement[member.fact])

    def _quotes(self, statement: Statement) -> bool:
        return own_words(statement, self._facts.article[statement.article].text)[1]


def _parted(step: Step) -> tuple[Step, ...]:
    """Part a step into those who heard the words alone and the others, where it has both."""
    heard, others = (tuple(source for source in step if source.heard is way) for way in (True, False))
    return tuple(part for part in (heard, others) if part)


def _is_speaker(citation: Citation, speaker: Role) -> bool:
    """Say whether a citation is only the speaker again ("the ministry said"): it does not tell who heard it."""
    return citation.kind in _SELF and (
        citation.span.overlaps(speaker.span) or source_key(citation.name) == source_key(speaker.name)
    )


def _is_doer(citation: Citation, event: Event) -> bool:
    """Say whether a body that is cited for an event is named as its doer: it announces a deed of its own."""
    return citation.kind is CitationKind.OFFICIAL and any(role.span.overlaps(citation.span) for role in event.actors)


def _is_speaker_at(citation: Citation, statement: Statement | None) -> bool:
    """Say whether a citation stands where the speaker of a statement does."""
    speaker = statement.speaker if statement else None
    return speaker is not None and citation.span.overlaps(speaker.span)


def _of_a_picture(article: Article, citation: Citation) -> bool:
    """Say whether a credit stands in a line that begins by naming a picture ("Photo: Jo Ost, Velpress")."""
    line = article.text.rfind("\n", 0, citation.start) + 1
    return bool(_PICTURE.match(article.text[line : citation.start]))
