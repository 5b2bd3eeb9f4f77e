"""Who says that an event happened, by the statements that tell of it: the police, a mayor, who announces a deed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.model.article import HEADINGS
from onrecord.model.derived import Member, OriginKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Citation, CitationKind, EntityKind, Event, Role, Statement
from onrecord.model.span import Span
from onrecord.ontology.conduits import is_nameless, load_conduits
from onrecord.resolve.sentences import sentence_at
from onrecord.trace.bodies import Bodies
from onrecord.trace.manner import Manner
from onrecord.trace.sources import UNNAMED, Cited, Nodes, is_abstract, is_pronoun
from onrecord.trace.speakers import speakers_of

_PRINTED = frozenset({OriginKind.AGENCY, OriginKind.OUTLET})
_INFINITIVE = re.compile(r"to\s", re.IGNORECASE)
_PUBLISHERS = frozenset({CitationKind.AGENCY, CitationKind.OUTLET})
_BESIDE = 2
_MOST = 0.5
_ANNOUNCED = re.compile(
    r"[.!?][\"”’')]*[ \u00a0]+(?:It|This|(?:The|That|His|Her|Their) \w+) (?:was|were) (?:\w+ )?"
    r"(?:announced|confirmed|reported|disclosed|revealed|made public) (?:\w+ )?by (?P<who>[^.,;:!?\n]+?)"
    r"(?=[.,;:!?\n]| (?:on|in|at|this|last|late|early|yesterday)\b)"
)
_SO_SAID = re.compile(
    r"[.!?][\"”’')]*[ \u00a0]+(?:So (?:said|says)|(?:This|That) (?:is|was) (?:according to|the word of))\s"
    r"(?P<who>[^.,;:!?\n]+?)(?=[.,;:!?\n]| (?:on|in|at|this|last|late|early|yesterday)\b)"
)
_CONFIRMED = re.compile(
    r"[.!?][\"”’')]*[ \u00a0]+"
    r"(?P<who>(?:(?:The|His|Her|Their|Its|An?)\s|[A-Z])(?:(?!\b(?:not|no|nobody|neither)\b)[^.,;:!?\n]){1,60}?)\s"
    r"(?:later\s|also\s)?"
    r"(?:announced|confirmed|reported|disclosed|revealed)\s"
    r"(?:(?:the|this|that|his|her|their)\s(?:news|arrests?|releases?|expulsions?|detentions?|deaths?|attacks?|deal|visit|dismissals?"
    r"|appointments?|seizures?|reports?|decisions?|step|move|signing|incidents?|shootings?|killings?)|it|this)\b"
)


_PAPER = re.compile(
    r"(?:the\s)?(?:(?:local|state)\s)?(?:papers?|newspapers?|media|press|agency|agencies|reports?|tv|television|radio)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[“”\"„;:]")
_TRAILING = re.compile(
    r",\s(?P<who>(?:the|its|his|her|their|an?|[A-Z])(?:(?!\b(?:and|but|who|which|that|as|after|while)\b)[^.,;:!?\n]){2,60}?)\s"
    r"(?:said|says|announced|confirmed|reported|disclosed)(?=[.!?]|\s(?:in|on|at|late|early|yesterday|today)\s[^,;:“”]{1,80}[.!?])"
)
"""Who told what stands before the last comma of a sentence."""


class Tellers:
    """Finds who says that an event happened; `resting` are the citations for each statement or event itself."""

    def __init__(self, facts: Facts, nodes: Nodes, manner: Manner, resting: Mapping[str, Sequence[Citation]]) -> None:
        self._facts = facts
        self._bodies = Bodies(facts, nodes)
        self._nodes = nodes
        self._manner = manner
        self._resting = resting

    def of(self, members: Sequence[Member]) -> tuple[Cited, ...]:
        """Return who says that an event happened, also who announces a deed of their own.

        A speaker who is cited as the source, or is the outlet's own reporter, is in the chain already; one who only
        mentions the event, in passing or in a demand or judgement, does not say that it happened.
        """
        found: dict[str, Cited] = {}
        itself = min((m.span.start for m in members if self._tells_itself(m)), default=None)
        for member in members:
            for said in self._telling_it(member, itself):
                known = found.get(said.node)
                if known is None or known.implied:
                    found[said.node] = said
        return tuple(found.values())

    def _telling_it(self, member: Member, itself: int | None) -> Iterator[Cited]:
        """Give who says so at one report; `itself` is where the article first tells the event in its own words."""
        event = self._facts.event[member.fact]
        announced = self._announced(event)
        if announced:
            yield announced
        statement = self._manner.statement(event)
        speaker = statement.speaker if statement else None
        for one in speakers_of(speaker) if speaker else ():
            if statement and not self._is_cited(statement, one) and self._manner.tells(statement, event):
                yield from self._told_by(one, statement, member, itself)

    def _told_by(self, speaker: Role, statement: Statement, member: Member, itself: int | None) -> Iterator[Cited]:
        """Give who speaks in a statement that tells of an event, where that is somebody's word on it."""
        event = self._facts.event[member.fact]
        again = _doer_again(speaker, statement, event)
        doer = again is not None or self._does(speaker, event)
        if doer and (self._manner.is_background(event) or _INFINITIVE.match(statement.text)):
            return  # "they threatened to close it": the deed itself, and nobody's report of it
        said = self._said(again or speaker, event, doer=doer)
        if said is not None:
            known = itself is not None and itself < member.span.start and self._is_person(speaker)
            # Who speaks of what the article has told already need not be its source.
            yield replace(said, implied=not doer) if known else said

    def _tells_itself(self, member: Member) -> bool:
        """Say whether an article tells an event in its own words, without saying how it knows."""
        event = self._facts.event[member.fact]
        told = event.within is None and not self._resting.get(event.id) and event.in_block not in HEADINGS
        return told and not self._manner.in_passing(event)

    def _is_person(self, speaker: Role) -> bool:
        party = self._manner.party(speaker)
        return party is not None and party.kind is EntityKind.PERSON

    def _announced(self, event: Event) -> Cited | None:
        """Return who announced it, as the next sentence says: "The step was confirmed by the ministry"."""
        if event.within or self._resting.get(event.id):
            return None
        text = self._manner.text(event)
        sentence = sentence_at(text, event.trigger)
        tries = (form.match(text, sentence.end) for form in (_ANNOUNCED, _CONFIRMED, _SO_SAID))
        found = next(filter(None, (_behind(text, event.trigger, sentence), *tries)), None)
        if found is None:
            return None
        name, span = found["who"], Span(*found.span("who"))
        if is_nameless(name):
            return Cited(UNNAMED, name, OriginKind.UNNAMED, event.article, span, name)
        return Cited(self._nodes.of(name), name, OriginKind.OFFICIAL, event.article, span, name)

    def _said(self, speaker: Role, event: Event, *, doer: bool) -> Cited | None:
        """Return who speaks as a source; a pronoun that points at nobody known, and "his refusal", name nobody."""
        party = self._manner.party(speaker)
        if party is None and (is_pronoun(speaker.text) or is_abstract(speaker.text)):
            return None
        if event.in_block in HEADINGS and _PAPER.fullmatch(speaker.text):
            return None  # "…, paper says": which one, the body says
        said = self._nodes.speaker(speaker, party, event.article, doer=doer)
        if party is None:
            said = self._bodies.meant(said)
        passing = self._manner.in_passing(event) and not self._manner.is_main(event)
        unsure = passing if said.kind in _PRINTED else self._manner.is_background(event)
        return replace(said, implied=unsure)

    def _does(self, speaker: Role, event: Event) -> bool:
        party = self._manner.party(speaker)
        doers = (self._manner.party(role) for role in event.actors)
        return party is not None and any(doer.compatible(party) for doer in doers if doer)

    def _is_cited(self, statement: Statement, speaker: Role) -> bool:
        """Say whether the speaker is cited as a source; "the report that this newspaper has seen" is another one."""
        shared = [
            (min(c.end, speaker.end) - max(c.start, speaker.start), c) for c in self._resting.get(statement.id, ())
        ]
        whole = _MOST * (speaker.end - speaker.start)
        people = any(word in speaker.text.casefold().split() for word in load_conduits().words["reporters"])
        if any(_names_on(c, speaker) for _, c in shared):
            return True
        return any(common > 0 and (c.kind is not CitationKind.OWN or people or common >= whole) for common, c in shared)


def _behind(text: str, trigger: Span, sentence: Span) -> re.Match[str] | None:
    """Find who told all of a sentence, behind its last comma: "…, the presidency announced in a statement"."""
    if _MARKS.search(text, trigger.end, sentence.end):
        return None
    return _TRAILING.search(text, trigger.end, sentence.end + 1)


def _names_on(citation: Citation, speaker: Role) -> bool:
    """Say whether a publisher's name goes on right behind the words for a speaker: "the state agency Velpress"."""
    behind = citation.start - speaker.end
    return citation.kind in _PUBLISHERS and 0 <= behind <= _BESIDE and speaker.text.islower()


def _doer_again(speaker: Role, statement: Statement, event: Event) -> Role | None:
    """Return the doer where a pronoun behind the deed takes it up again: "The union called a strike, it said"."""
    word = speaker.text.casefold()
    doer = event.actors[0] if len(event.actors) == 1 else None
    if doer is None or speaker.entity is not None or word not in ("it", "they"):
        return None
    ordered = doer.start < event.trigger.start < speaker.start and statement.spans[0].contains(doer.span)
    many = doer.text.casefold().endswith(("s", "police"))
    return doer if ordered and (word == "it" or many) else None
