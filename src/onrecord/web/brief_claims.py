"""A claim as the lines of a brief tell it: in how many articles it stands, who had it first, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.export.account import ClaimAccount, ReportAccount
from onrecord.export.story_account import ArticleAccount, StoryAccount
from onrecord.model.article import Article
from onrecord.model.derived import SOURCE, Claim, Member, Origin, OriginKind
from onrecord.model.reading import CitationKind, Event, Statement
from onrecord.model.span import Span
from onrecord.trace.sources import UNNAMED
from onrecord.trace.standing import Support, beginnings_of
from onrecord.web import phrases
from onrecord.web.brief_desk import StoryDesk
from onrecord.web.brief_parts import Cite, Piece, listed, name, places
from onrecord.web.brief_places import cite, near, whole
from onrecord.web.desk import ClaimLine, by_reports, head_of

MOST_ALSO, MANY = 2, 10
"""The most reports that a line cites beside the one that it quotes; where there are many, it cites one."""

SURE = 0.6
"""Of an event that is right with less than this chance, by its reader, the brief says with what chance."""

MOST_ORIGINS, MOST_FIRST = 2, 2
_LABEL = 60
_WITHOUT_SOURCE = frozenset({OriginKind.REPORT, OriginKind.UNNAMED})
_NOT_TRACED = "Not traced yet: who repeats whom is not known."


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its line, its account, and the fact that has its fullest form, where that is held."""

    claim: Claim
    line: ClaimLine
    account: ClaimAccount
    head: Statement | Event | None

    @property
    def reports(self) -> int:
        """In how many articles it stands."""
        return self.line.tally.reports


def told(desk: StoryDesk, story: StoryAccount) -> tuple[Told, ...]:
    """Return the claims of a story that stand in an article here: what several report first, then what has a source."""
    claims = (desk.snapshot.claim[account.id] for account in story.claims)
    found = [
        Told(claim, desk.claim_line[claim.id], account, desk.fact(claim.head))
        for claim, account in zip(claims, story.claims, strict=True)
        if claim.members
    ]
    return tuple(sorted(found, key=lambda one: _rank(desk, one)))


def _rank(desk: StoryDesk, one: Told) -> tuple[object, ...]:
    reports, least, most, id_ = by_reports(one.line)
    if one.reports > 1:
        return reports, least, most, one.line.when, id_
    return reports, unsourced(desk, one.claim), unsure(one.head), one.line.when, id_


def unsure(head: Statement | Event | None) -> bool:
    """Say whether an event is coded with little confidence."""
    return isinstance(head, Event) and head.confidence is not None and head.confidence < SURE


def unsourced(desk: StoryDesk, claim: Claim) -> bool:
    """Say whether every report of a claim leaves open how it knows, or has it from people whom it does not name."""
    origins = desk.origins(claim.id)
    return bool(origins) and all(origin.kind in _WITHOUT_SOURCE for origin in origins)


def label(report: ReportAccount | ArticleAccount) -> str:
    """Return what to call a report: its outlet, else the name it came in under."""
    return short(report.label)


def called(article: Article) -> str:
    """Return what to call an article: its outlet, else the name it came in under."""
    return short(article.outlet or article.uri)


def short(words: str) -> str:
    """Cut a name that is too long for a line: that of an article of no known outlet can be a whole address."""
    return words if len(words) <= _LABEL else f"{words[: _LABEL - 1]}…"


def head_member(desk: StoryDesk, one: Told) -> Member:
    """Return the report with the fullest form; of statements with the same words one that is shown anyway."""
    head = head_of(one.claim) or one.claim.members[0]
    if not isinstance(one.head, Statement):
        return head
    like = (one.head.kind, one.head.polarity)
    same = [m for m in one.claim.members if m.text == head.text and _likeness(desk.fact(m.fact)) == like]
    return min(same, key=lambda m: (desk.preferred(m.article), m.fact), default=head)


def _likeness(fact: Statement | Event | None) -> object:
    return (fact.kind, fact.polarity) if isinstance(fact, Statement) else None


def stretches(desk: StoryDesk, member: Member) -> tuple[Span, ...]:
    """Return where the words of a report stand: in one stretch, or in the parts of a statement that was split."""
    fact, text = desk.fact(member.fact), desk.facts.article[member.article].text
    if member.text == member.span.of(text) or fact is None:
        return (member.span,)
    return fact.spans or (member.span,)


def reports(desk: StoryDesk, one: Told) -> Iterator[Piece]:
    """Say in how many articles a claim stands, with some of the others as evidence."""
    if one.reports == 1:
        yield from (" One report: ", name(label(one.account.reports[0])), ".")
        return
    tally = one.line.tally
    others = _others(desk, one)
    more = one.reports - 1 - len(others)
    yield f" In {phrases.count(one.reports, 'article')} ({tally.where}), also"
    yield places(*others, again=True)
    yield f" and {phrases.number(more)} more." if more > 0 else "."


def _others(desk: StoryDesk, one: Told) -> list[Cite]:
    """Choose reports beside the fullest: one of each origin first."""
    head = head_member(desk, one).article
    first: dict[str, Member] = {}
    for member in sorted(one.claim.members, key=lambda m: (desk.preferred(m.article), m.span, m.fact)):
        first.setdefault(member.article, member)
    origins = [(o.counted != "least", (first.keys() & o.articles) - {head}) for o in desk.origins(one.claim.id)]
    found = [(later, min(held, key=desk.preferred)) for later, held in origins if held]
    most = MOST_ALSO if one.reports <= MANY else 1
    by_origin = [article for _, article in sorted(found, key=lambda row: (row[0], desk.preferred(row[1])))]
    chosen = [article for article in dict.fromkeys((*by_origin, *first)) if article != head][:most]
    return [_cite(desk, first[article]) for article in sorted(chosen, key=desk.order)]


def _cite(desk: StoryDesk, member: Member) -> Cite:
    return cite(desk.facts.article[member.article], stretches(desk, member)[0], member.fact)


def first(desk: StoryDesk, accounts: Sequence[ReportAccount | ArticleAccount]) -> Iterator[Piece]:
    """Name who was first, with the time; where the times leave it open, all who may have been, with the day."""
    if not accounts:
        yield "unknown, no time of publication is given"
        return
    named = [[name(label(one)), places(*whole(desk.facts.article[one.article]))] for one in accounts]
    if len(accounts) > MOST_FIRST:
        shown = min(range(len(accounts)), key=lambda at: desk.preferred(accounts[at].article))
        yield f"one of {phrases.number(len(accounts))} reports of {phrases.day(accounts[0].published)}, among them "
        yield from named[shown]
        return
    yield from listed(named, MOST_FIRST, "or")
    day = phrases.moment if len(accounts) == 1 else phrases.day
    yield f", {day(accounts[0].published)}"


def standing(desk: StoryDesk, one: Told) -> Iterator[Piece]:
    """Say on how many origins a claim rests and on which, with the words that name them."""
    tally = one.line.tally
    if not tally.traced:
        yield f" {_NOT_TRACED}"
        return
    if tally.at_least != tally.at_most:
        yield f" {phrases.sentence(tally.origins)}"
    yield f" {phrases.sentence(_verdict(one))[:-1]}"
    yield places(*origin_cites(desk, one.claim))
    yield "."
    yield f" {phrases.sentence(one.account.joined)}" if one.account.joined else ""


def _verdict(one: Told) -> str:
    """Return the verdict; that it is a single report was said before it."""
    for beginning in beginnings_of(Support.SINGLE):
        if one.reports == 1 and one.account.verdict.startswith(f"{beginning} report, "):
            return one.account.verdict.removeprefix(f"{beginning} report, ")
    return one.account.verdict


def origin_cites(desk: StoryDesk, claim: Claim) -> tuple[Cite, ...]:
    """Cite the words by which reports name the origins of a claim, each origin once."""
    found = (_naming(desk, claim, origin) for origin in desk.origins(claim.id) if origin.name)
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_ORIGINS]


def _naming(desk: StoryDesk, claim: Claim, origin: Origin) -> Cite | None:
    """Find where a report names an origin: where it cites it, or what ties it to it."""
    facts = [m.fact for m in claim.members if m.article in origin.articles]
    cited = [c for key in (*facts, *origin.articles) for c in desk.cited.get(key, ()) if c.name == origin.name]
    own = CitationKind(origin.kind) if origin.kind is not OriginKind.REPORT else None
    citation = min(cited, key=lambda c: (c.kind is not own, desk.preferred(c.article), c.start, c.id), default=None)
    if citation:
        return near(desk.facts.article[citation.article], citation.span, citation.id)
    node = SOURCE + str(origin.name) if origin.kind is not OriginKind.UNNAMED else UNNAMED
    ties = [t for t in desk.snapshot.dependences_of.get(claim.id, ()) if t.y == node and t.article in desk.line_of]
    tie = min(ties, key=lambda t: (not t.certain, desk.preferred(t.article), t.id), default=None)
    return near(desk.facts.article[tie.article], tie.span, tie.id) if tie else None
