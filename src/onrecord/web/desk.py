"""The record as the pages see it: a snapshot with the lookups and the one-line summaries that many pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.model.derived import SOURCE, Claim, ClaimKind, Member, Origin, OriginKind, Story
from onrecord.model.reading import Citation, CitationScope, Event, Role, Statement, StatementKind
from onrecord.model.snapshot import Snapshot, grouped
from onrecord.record.tallies import Reported
from onrecord.trace.owners import Owners
from onrecord.web import kinds, phrases
from onrecord.web.lines import ArticleLine, article_line
from onrecord.web.links import page_of, safe_name
from onrecord.web.strips import Strip, strip


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reports, outlets, text families and origins a claim has; `traced` is False before tracing.

    `unknown` counts the reports whose outlet is not known.
    """

    reports: int
    outlets: int
    unknown: int
    families: int
    at_least: int
    at_most: int
    traced: bool

    @property
    def origins(self) -> str:
        """The origins in plain words."""
        return phrases.interval(self.at_least, self.at_most) if self.traced else "origins not traced"

    @property
    def where(self) -> str:
        """The outlets in plain words."""
        if not self.unknown:
            return phrases.count(self.outlets, "outlet")
        if self.outlets:
            return f"{phrases.count(self.outlets, 'outlet')} and {self.unknown} unknown"
        return "outlet unknown" if self.unknown == 1 else "outlets unknown"

    @property
    def strip(self) -> Strip:
        """The small picture of reports and origins."""
        return strip(self.reports, self.at_least, self.at_most)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list: what it says, who says or does it, and how it stands."""

    id: str
    href: str
    said: bool
    quoted: bool
    words: str
    who: str
    label: str
    tally: Tally
    rests: str
    when: tuple[bool, str, str]
    differs: int


class Desk:
    """An excerpt of the record with what pages need to know about it; everything is looked up once.

    `reported` are the counts of claims of which the excerpt does not hold all reports.
    """

    def __init__(self, snapshot: Snapshot, reported: Mapping[str, Reported] | None = None) -> None:
        self.snapshot = snapshot
        self.facts = snapshot.facts
        self._reported = reported or {}

    @cached_property
    def owners(self) -> Owners:
        """What is known of sources: their reliability, and whose they are."""
        return Owners(self.snapshot.gradings)

    @cached_property
    def line_of(self) -> dict[str, ArticleLine]:
        """Every article's line, by article id."""
        return {article.id: article_line(article) for article in self.facts.articles}

    @cached_property
    def claim_line(self) -> dict[str, ClaimLine]:
        """Every claim's line, by claim id."""
        return {claim.id: self._claim_line(claim) for claim in self.snapshot.resolution.claims}

    @cached_property
    def cited(self) -> dict[str, tuple[Citation, ...]]:
        """The citations that a statement, an event or a whole article (by id) rests on, from who heard it outwards."""
        every = [c for reading in self.facts.readings for c in reading.citations]
        pairs = ((c.article if c.scope is CitationScope.ARTICLE else c.target, c) for c in every)
        found = grouped(pairs)
        return {key: tuple(sorted(rows, key=lambda c: (c.place, c.start, c.id))) for key, rows in found.items()}

    def fact(self, identifier: str) -> Statement | Event | None:
        """Return the statement or event with this id."""
        return self.facts.statement.get(identifier) or self.facts.event.get(identifier)

    def fact_href(self, identifier: str) -> str | None:
        """Return the address of the place in its article where a statement, event, citation or tenure is marked."""
        found = self.fact(identifier) or self.facts.citation.get(identifier)
        if found is None or found.article not in self.line_of:
            return None
        return f"{self.line_of[found.article].href}#{safe_name(identifier)}"

    def name_of(self, role: Role | None) -> str:
        """Return the name of who fills a slot, as resolved across articles where that is known."""
        if role is None:
            return "somebody not named"
        actor = self.snapshot.cast.of(role.entity)
        return actor.name if actor else role.name

    def names(self, roles: tuple[Role, ...]) -> str:
        """Return the names of several who fill a slot, each once."""
        return phrases.listed(list(dict.fromkeys(self.name_of(role) for role in roles)))

    def node_name(self, node: str) -> str:
        """Return what to call a node of the dependence graph: an article's outlet, or the source's name."""
        if node in self.line_of:
            return self.line_of[node].name
        return node.removeprefix(SOURCE) or "unnamed source"

    def origin_name(self, origin: Origin) -> str:
        """Return what to call an origin: its name, else the outlet it entered through, else what kind it is."""
        if origin.name:
            return origin.name
        if len(origin.articles) == 1 and origin.articles[0] in self.line_of:
            return self.line_of[origin.articles[0]].name
        return "Reports that name no source" if origin.kind is OriginKind.REPORT else kinds.ORIGINS[origin.kind]

    def origins(self, claim: str) -> tuple[Origin, ...]:
        """Return a claim's origins: the sure ones first, the ones with most reports before the others."""
        found = self.snapshot.origins_of.get(claim, ())
        return tuple(sorted(found, key=lambda o: (o.counted != "least", -len(o.articles), o.name or "", o.id)))

    def tally(self, claim: Claim) -> Tally:
        """Count what stands behind a claim."""
        standing, told = self.snapshot.standing.get(claim.id), self.reported(claim)
        counts = told.reports, told.outlets, told.unknown
        if standing is None:
            return Tally(*counts, told.reports, 0, 0, traced=False)
        return Tally(*counts, standing.families, standing.at_least, standing.at_most, traced=True)

    def reported(self, claim: Claim) -> Reported:
        """Return the counts of a claim: those given, else those of the reports that the excerpt holds."""
        if claim.id in self._reported:
            return self._reported[claim.id]
        articles = sorted({member.article for member in claim.members} & self.line_of.keys())
        found = [self.facts.article[article].outlet for article in articles]
        differs = len(self.snapshot.discrepancies_of.get(claim.id, ()))
        return Reported(len(articles), len(set(filter(None, found))), found.count(None), differs)

    def who(self, claim: Claim) -> str:
        """Return who said it, or who did it to whom."""
        head = self.fact(claim.head)
        if isinstance(head, Statement):
            return self.name_of(head.speaker) if head.speaker else "speaker not known"
        if isinstance(head, Event):
            return doers(self, head)
        return phrases.listed([a.name for i in claim.actors if (a := self.snapshot.cast.actor.get(i))])

    def order(self, article: str) -> tuple[bool, str, str]:
        """Return the place of an article in the order of time, after all others where it is not in the record."""
        line = self.line_of.get(article)
        return line.order if line else (True, "", article)

    def first_seen(self, members: tuple[Member, ...]) -> tuple[bool, str, str]:
        """Return the time order of the earliest report."""
        return min((self.order(member.article) for member in members), default=(True, "", ""))

    def story_href(self, story: Story) -> str:
        """Return the address of a story's page."""
        return page_of("story", story.id)

    def _claim_line(self, claim: Claim) -> ClaimLine:
        head = self.fact(claim.head)
        return ClaimLine(
            id=claim.id,
            href=page_of("claim", claim.id),
            said=claim.kind is ClaimKind.UTTERANCE,
            quoted=isinstance(head, Statement) and head.kind is StatementKind.DIRECT,
            words=words_of(claim),
            who=self.who(claim),
            label=kind_label(head),
            tally=self.tally(claim),
            rests=_rests(self.origins(claim.id)),
            when=self.first_seen(claim.members),
            differs=self.reported(claim).differs,
        )


def by_reports(line: ClaimLine) -> tuple[int, int, int, str]:
    """Sort claims: most reports first, then fewest origins."""
    return -line.tally.reports, line.tally.at_least, line.tally.at_most, line.id


def doers(desk: Desk, event: Event) -> str:
    """Write who did it to whom; who stands on both sides, as in talks, is named once."""
    actors = desk.names(event.actors) or "somebody not named"
    active = {desk.name_of(role) for role in event.actors}
    others = tuple(role for role in event.recipients if desk.name_of(role) not in active)
    return f"{actors} → {desk.names(others)}" if others else actors


def kind_label(fact: Statement | Event | None) -> str:
    """Name what kind of statement or event it is, in lower case words."""
    if isinstance(fact, Statement):
        return kinds.STATEMENTS[fact.kind]
    if fact is None:
        return ""
    return (fact.subtype or fact.mode or fact.type).replace("_", " ").lower()


def _rests(origins: tuple[Origin, ...]) -> str:
    """Name the origins that have a name, and count the others."""
    named = [origin.name for origin in origins if origin.name]
    others = len(origins) - len(named)
    if not named:
        return "no source named" if origins else ""
    loose = [f"{others} that name{'s' if others == 1 else ''} no source"] if others else []
    return phrases.listed([*dict.fromkeys(named), *loose], 4)


def head_of(claim: Claim) -> Member | None:
    """Return the member with the fullest form; a long statement may be the head of several claims, one a sentence."""
    return next((member for member in claim.members if member.fact == claim.head), None)


def words_of(claim: Claim) -> str:
    """Return the words that stand for a claim: its fullest form, without a comma left over at its end."""
    head = head_of(claim)
    return " ".join(head.text.split()).rstrip(" ,;") if head else claim.title
