"""One claim as each article reports it: its members there, and the chain of sources that the article gives for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.model.article import Article, BlockKind
from onrecord.model.derived import Claim, ClaimKind, Member, OriginKind
from onrecord.model.facts import Facts
from onrecord.model.reading import Citation, CitationKind, CitationScope, Event, Role, Statement, StatementKind
from onrecord.model.snapshot import Cast, grouped
from onrecord.model.span import Span
from onrecord.resolve.participants import party_of
from onrecord.resolve.units import own_words
from onrecord.resolve.wording import Word, words_in
from onrecord.trace.sources import Cited, Nodes, source_key

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.DECK})
_SELF = frozenset({CitationKind.OFFICIAL, CitationKind.UNNAMED})


@dataclass(frozen=True)
class Report:
    """What one article says of a claim, and on whose word.

    `chain` are the cited sources from those who heard it out to the article; sources of one step stand side by side.
    `credited` counts the last steps that the article gives for itself as a whole. `own` is the article's word that it
    heard it itself; `outlet` is the node of its outlet, `speaker` the actor id of who speaks.
    `cited` says that other reports name its outlet for this very claim.
    """

    article: Article
    members: tuple[Member, ...]
    chain: tuple[tuple[Cited, ...], ...]
    credited: int
    own: Citation | None
    words: tuple[Word, ...]
    quoted: bool
    outlet: str | None = None
    speaker: str | None = None
    cited: bool = False

    @property
    def id(self) -> str:
        """The article's id, which is the report's node."""
        return self.article.id

    @property
    def main(self) -> Member:
        """The member to compare: the first in the body, else in a heading."""
        return self.members[0]

    @property
    def settled(self) -> bool:
        """Whether the article says how it knows.

        That all of it was taken from another outlet ("Source: ...") does not say how that outlet knew this claim.
        """
        if self.own or self.cited or len(self.chain) > self.credited:
            return True
        return bool(self.chain) and any(source.kind is not OriginKind.OUTLET for source in self.chain[0])

    @property
    def ends(self) -> tuple[str, ...]:
        """The nodes at which the article's word on where it has the claim ends: itself, or the outlets it credits."""
        return tuple(source.node for source in self.chain[0]) if self.chain else (self.id,)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words of the main member as compared letter by letter."""
        return tuple(word.form for word in self.words)


class Reporter:
    """Makes the reports of claims from the facts."""

    def __init__(self, facts: Facts, cast: Cast) -> None:
        self._facts = facts
        self._cast = cast
        citations = [citation for reading in facts.readings for citation in reading.citations]
        outlets = [article.outlet for article in facts.articles if article.outlet]
        self.nodes = Nodes([*(citation.name for citation in citations), *outlets])
        self._resting = grouped((c.target, c) for c in citations if c.scope is not CitationScope.ARTICLE)
        self._whole = grouped((c.article, c) for c in citations if c.scope is CitationScope.ARTICLE)

    def reports(self, claim: Claim) -> tuple[Report, ...]:
        """Return a claim's reports, one an article, in the order of article ids."""
        members = grouped((member.article, member) for member in claim.members)
        reports = [self._report(claim, article, members[article]) for article in sorted(members)]
        named = {(s.node, r.id) for r in reports for step in r.chain[: len(r.chain) - r.credited] for s in step}
        return tuple(
            replace(report, cited=any(node == report.outlet and by != report.id for node, by in named))
            for report in reports
        )

    def _report(self, claim: Claim, article: str, members: Sequence[Member]) -> Report:
        ordered = tuple(sorted(members, key=self._main_first))
        outlet = self._facts.article[article].outlet
        direct = [c for member in ordered for c in self._direct(member)]
        whole = self._whole.get(article, ())
        steps = self._steps(c for c in direct if c.kind is not CitationKind.OWN)
        credits_ = self._steps(c for c in whole if c.kind is not CitationKind.OWN)
        own = [c for c in direct if c.kind is CitationKind.OWN]
        own += [c for c in whole if c.kind is CitationKind.OWN and not steps]
        said = self._speakers(ordered) if claim.kind is ClaimKind.EVENT else ()
        first = tuple(c for c in said if all(c.node != other.node for step in steps for other in step))
        return Report(
            article=self._facts.article[article],
            members=ordered,
            chain=(*((first,) if first else ()), *steps, *credits_),
            credited=len(credits_),
            own=min(own, key=lambda c: (c.start, c.id), default=None),
            words=words_of(self._fact(ordered[0]), ordered[0].span, self._facts.article[article].text),
            quoted=self._quoted(ordered[0]),
            outlet=self.nodes.of(outlet) if outlet else None,
            speaker=claim.actors[0] if claim.kind is ClaimKind.UTTERANCE and claim.actors else None,
        )

    def _main_first(self, member: Member) -> tuple[bool, int, str]:
        fact: Statement | Event = self._fact(member)
        return fact.in_block in _HEADINGS, -len(member.span), member.fact

    def _fact(self, member: Member) -> Statement | Event:
        statement = self._facts.statement.get(member.fact)
        return statement or self._facts.event[member.fact]

    def _quoted(self, member: Member) -> bool:
        fact = self._fact(member)
        return isinstance(fact, Statement) and fact.kind is not StatementKind.INDIRECT

    def _direct(self, member: Member) -> list[Citation]:
        """Return the citations for a member itself, and for an event those of the statement that reports it."""
        fact = self._fact(member)
        resting = list(self._resting.get(fact.id, ()))
        if isinstance(fact, Event) and fact.within:
            resting += self._resting.get(fact.within, ())
        speaker = fact.speaker if isinstance(fact, Statement) else None
        return [c for c in resting if not (speaker and _is_speaker(c, speaker))]

    def _steps(self, citations: Iterable[Citation]) -> tuple[tuple[Cited, ...], ...]:
        """Order the sources by their place in the chain; those of one place stand side by side, each once."""
        places: defaultdict[int, dict[str, Cited]] = defaultdict(dict)
        for citation in sorted(citations, key=lambda c: (c.place, c.start, c.id)):
            source = self.nodes.cited(citation)
            places[citation.place].setdefault(source.node, source)
        return tuple(tuple(places[place].values()) for place in sorted(places))

    def _speakers(self, members: Iterable[Member]) -> tuple[Cited, ...]:
        """Return who says that an event happened, unless they are who did it: announcing a deed is no report of it."""
        found: dict[str, Cited] = {}
        for member in members:
            event = self._facts.event[member.fact]
            statement = self._facts.statement.get(event.within or "")
            party = party_of(statement.speaker, self._cast, self._facts) if statement else None
            if not (statement and statement.speaker and party):
                continue
            doers = (party_of(role, self._cast, self._facts) for role in event.actors)
            if not any(doer.compatible(party) for doer in doers if doer):
                said = self.nodes.speaker(statement.speaker, party.name, event.article)
                found.setdefault(said.node, said)
        return tuple(found.values())


def words_of(fact: Statement | Event, span: Span, text: str) -> tuple[Word, ...]:
    """Return the words of a fact that lie in `span`, without what stands between its parts ("he said")."""
    parts = own_words(fact, text)[0] if isinstance(fact, Statement) else fact.spans or (fact.trigger,)
    inner = [(max(part.start, span.start), min(part.end, span.end)) for part in parts]
    return tuple(word for start, end in inner if start < end for word in words_in(text, Span(start, end)))


def _is_speaker(citation: Citation, speaker: Role) -> bool:
    """Say whether a citation is only the speaker again ("the ministry said"): it does not tell who heard it."""
    overlap = citation.start < speaker.end and speaker.start < citation.end
    return citation.kind in _SELF and (overlap or source_key(citation.name) == source_key(speaker.name))


def by_node(reports: Iterable[Report]) -> Mapping[str, tuple[Cited, ...]]:
    """Return how the reports name each source, by the source's node."""
    return grouped((source.node, source) for report in reports for step in report.chain for source in step)
