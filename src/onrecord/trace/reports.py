"""One claim as each article reports it: its members there, and the chain of sources that the article gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.model.article import HEADINGS, Article
from onrecord.model.derived import Claim, ClaimKind, Member, OriginKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Citation, CitationKind, Event, Statement
from onrecord.model.snapshot import Cast, grouped
from onrecord.model.span import Span
from onrecord.resolve.units import own_words
from onrecord.resolve.wording import Word, words_in
from onrecord.trace.chains import Chains
from onrecord.trace.offices import Offices
from onrecord.trace.owners import Owners
from onrecord.trace.recordings import one_recording
from onrecord.trace.sources import Cited, Nodes

_PUBLISHERS = frozenset({CitationKind.AGENCY, CitationKind.OUTLET})


@dataclass(frozen=True)
class Report:
    """What one article says of a claim, and on whose word.

    `chain` are the cited sources from those who heard it out to the article; sources of one step stand side by side.
    `credited` counts the last steps that the article gives for itself as a whole. `own` is the article's word that it
    heard it itself, `loose` says that this need not be about this very claim. `outlet` is the node of its outlet,
    `speaker` the actor id of who speaks.
    `cited` says that other reports name its outlet for this very claim. `kind` is the claim's.
    """

    article: Article
    members: tuple[Member, ...]
    chain: tuple[tuple[Cited, ...], ...]
    credited: int
    own: Citation | None
    loose: bool
    words: tuple[Word, ...]
    quoted: bool
    outlet: str | None = None
    speaker: str | None = None
    cited: bool = False
    kind: ClaimKind = ClaimKind.UTTERANCE

    @property
    def id(self) -> str:
        """The article's id, which is the report's node."""
        return self.article.id

    @property
    def main(self) -> Member:
        """The member to compare: the first in the body, else in a heading."""
        return self.members[0]

    @cached_property
    def settled(self) -> bool:
        """Whether the article says how it knows.

        That all of it was taken from another outlet ("Source: ...") does not say how that outlet knew this claim.
        """
        if self.own or self.cited or len(self._sure) > len(self._credits):
            return True
        return any(source.kind is not OriginKind.OUTLET for step in self._credits[:1] for source in step)

    @property
    def told_by(self) -> tuple[Cited, ...]:
        """Who says that an event happened, to an outlet with its own reporting: it heard them and did not see it."""
        if self.own is None or self.kind is not ClaimKind.EVENT:
            return ()
        return self.first or next(iter(self.chain), ())

    @cached_property
    def first(self) -> tuple[Cited, ...]:
        """The sources from which the claim set out, by the article's word; those only implied are none."""
        return self._sure[0] if self._sure else ()

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The nodes at which the article's word on where it has the claim ends: itself, or the outlets it credits."""
        return tuple(source.node for source in self.first) or (self.id,)

    @cached_property
    def _credits(self) -> tuple[tuple[Cited, ...], ...]:
        return _sure(self.chain[len(self.chain) - self.credited :])

    @cached_property
    def _sure(self) -> tuple[tuple[Cited, ...], ...]:
        return _sure(self.chain)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words of the main member as compared letter by letter."""
        return tuple(word.form for word in self.words)


def _sure(steps: Iterable[tuple[Cited, ...]]) -> tuple[tuple[Cited, ...], ...]:
    """Leave out the sources that are only implied."""
    kept = (tuple(source for source in step if not source.implied) for step in steps)
    return tuple(step for step in kept if step)


class Reporter:
    """Makes the reports of claims from the facts."""

    def __init__(self, facts: Facts, cast: Cast, owners: Owners | None = None) -> None:
        self._facts = facts
        citations = [citation for reading in facts.readings for citation in reading.citations]
        outlets = [article.outlet for article in facts.articles if article.outlet]
        names = [*(citation.name for citation in citations), *outlets]
        self.nodes = Nodes(names, outlets, _acronyms(citations), (owners or Owners()).newsroom)
        self._chains = Chains(facts, cast, self.nodes)
        self._offices = Offices(facts)

    def reports(self, claim: Claim) -> tuple[Report, ...]:
        """Return a claim's reports, one an article, in the order of article ids."""
        members = grouped((member.article, member) for member in claim.members)
        made = [self._report(claim, article, members[article]) for article in sorted(members)]
        reports = one_occasion(one_body(_one_recording(claim, made), self._offices))
        named = {(s.node, r.id) for r in reports for step in r.chain[: len(r.chain) - r.credited] for s in step}
        return tuple(
            replace(report, cited=True)
            if any(node == report.outlet and by != report.id for node, by in named)
            else report
            for report in reports
        )

    def _report(self, claim: Claim, article: str, members: Sequence[Member]) -> Report:
        ordered = tuple(sorted(members, key=self._main_first))
        outlet = self._facts.article[article].outlet
        direct, whole = _told(self._chains.direct(ordered)), self._chains.whole(ordered)
        steps, credits_ = self._chains.steps(claim, direct), self._chains.steps(claim, ((c, None) for c in whole))
        said = self._chains.tellers(ordered) if claim.kind is ClaimKind.EVENT else ()
        first = tuple(c for c in said if all(c.node != other.node for step in steps for other in step))
        own = [(self._chains.loose(member, claim), c) for c, member in direct if c.kind is CitationKind.OWN]
        own += [(False, c) for c in whole if c.kind is CitationKind.OWN and not steps]
        loose, word = min(own, key=lambda row: (row[0], row[1].start, row[1].id), default=(False, None))
        return Report(
            article=self._facts.article[article],
            members=ordered,
            chain=(*((first,) if first else ()), *steps, *credits_),
            credited=len(credits_),
            own=word,
            loose=loose,
            words=words_of(self._fact(ordered[0]), ordered[0].span, self._facts.article[article].text),
            quoted=self._quoted(ordered[0]),
            outlet=self.nodes.of(outlet) if outlet else None,
            kind=claim.kind,
            speaker=claim.actors[0] if claim.kind is ClaimKind.UTTERANCE and claim.actors else None,
        )

    def _main_first(self, member: Member) -> tuple[bool, int, str]:
        fact: Statement | Event = self._fact(member)
        return fact.in_block in HEADINGS, -len(member.span), member.fact

    def _fact(self, member: Member) -> Statement | Event:
        statement = self._facts.statement.get(member.fact)
        return statement or self._facts.event[member.fact]

    def _quoted(self, member: Member) -> bool:
        fact = self._fact(member)
        return isinstance(fact, Statement) and own_words(fact, self._facts.article[member.article].text)[1]


def _acronyms(citations: Iterable[Citation]) -> Mapping[str, str]:
    """Return the names of the publishers that articles also call by an acronym: those of the user's file among them."""
    found: dict[str, set[str]] = {}
    for citation in citations:
        short = citation.text.strip()
        if citation.kind in _PUBLISHERS and short != citation.name and re.fullmatch(r"[A-Z]{2,6}", short):
            found.setdefault(short, set()).add(citation.name)
    return {short: names.pop() for short, names in found.items() if len(names) == 1}


def _one_recording(claim: Claim, reports: Sequence[Report]) -> Sequence[Report]:
    """Give all recordings of words spoken once one node."""
    if claim.kind is ClaimKind.EVENT:
        return reports
    chains = one_recording([report.chain for report in reports])
    return [replace(report, chain=chain) for report, chain in zip(reports, chains, strict=True)]


def one_occasion(reports: Sequence[Report]) -> list[Report]:
    """Take a report that tells words in brief for one of the occasion at which another report has them spoken.

    Both name the same interviewer or platform, so that the brief one is about no other occasion.
    """
    heard = {s.node for r in reports for step in r.chain for s in step if s.heard and not s.implied}
    heard |= {r.outlet for r in reports if r.own and not r.loose and r.outlet}
    return [
        replace(
            r,
            chain=tuple(tuple(replace(s, implied=s.implied and s.node not in heard) for s in step) for step in r.chain),
        )
        if r.kind is ClaimKind.UTTERANCE
        else r
        for r in reports
    ]


def one_body(reports: Sequence[Report], offices: Offices) -> list[Report]:
    """Give the sources that are one voice one node: "the foreign ministry", its minister and its spokeswoman."""
    officials = [s for r in reports for step in r.chain for s in step if s.kind is OriginKind.OFFICIAL]
    if len({source.node for source in officials}) < 2:
        return list(reports)
    same, vague = offices.joined(officials)
    short = {node: other.node for node, other in _by_short_name(officials).items()}
    same = {node: short.get(other, other) for node, other in same.items()}
    doers = {same[source.node] for source in officials if source.doer}
    return [
        replace(r, chain=tuple(_once(_renamed(source, same, vague, doers) for source in step) for step in r.chain))
        for r in reports
    ]


def _once(step: Iterable[Cited]) -> tuple[Cited, ...]:
    """Leave out a source that a step has already, under another name."""
    kept: dict[str, Cited] = {}
    for source in step:
        known = kept.get(source.node)
        if known is None or known.implied:
            kept[source.node] = source
    return tuple(kept.values())


def _by_short_name(officials: Sequence[Cited]) -> dict[str, Cited]:
    """Return the body meant by words that one report has for it and another only uses alone: "the organisation"."""
    known: dict[str, dict[str, Cited]] = {}
    for one in officials:
        if one.text != one.name:
            known.setdefault(one.text.casefold(), {})[one.node] = one
    found = {one.node: known.get(one.text.casefold(), {}) for one in officials if one.text == one.name}
    return {
        node: next(iter(others.values())) for node, others in found.items() if len(others) == 1 and node not in others
    }


def _renamed(source: Cited, same: Mapping[str, str], vague: frozenset[str], doers: set[str]) -> Cited:
    if source.kind is not OriginKind.OFFICIAL:
        return source
    node = same[source.node]
    return replace(source, node=node, doer=source.doer or node in doers, vague=source.node in vague)


def _told(direct: Sequence[tuple[Citation, Member]]) -> list[tuple[Citation, Member]]:
    """Leave out the letters and statements in which an outlet was told itself: they are no other source."""
    own = any(citation.kind is CitationKind.OWN for citation, _ in direct)
    return [(c, m) for c, m in direct if not (own and c.kind is CitationKind.DOCUMENT)]


def words_of(fact: Statement | Event, span: Span, text: str) -> tuple[Word, ...]:
    """Return the words of a fact that lie in `span`, without what stands between its parts ("he said")."""
    parts = own_words(fact, text)[0] if isinstance(fact, Statement) else fact.clause
    inner = [(max(part.start, span.start), min(part.end, span.end)) for part in parts]
    return tuple(word for start, end in inner if start < end for word in words_in(text, Span(start, end)))


def by_node(reports: Iterable[Report]) -> Mapping[str, tuple[Cited, ...]]:
    """Return how the reports name each source, by the source's node."""
    return grouped((source.node, source) for report in reports for step in report.chain for source in step)
