"""What the page of one claim shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model.derived import SOURCE, Claim, Dependence, DependenceKind, Member, Origin, OriginKind, Standing
from onrecord.model.grading import Reliability
from onrecord.model.reading import Event, Magnitude, Statement
from onrecord.model.snapshot import grouped
from onrecord.record.gathering import Gathering
from onrecord.record.tallies import touching
from onrecord.trace.standing import rating
from onrecord.web import kinds, phrases
from onrecord.web.desk import ClaimLine, Desk, doers, kind_label
from onrecord.web.discrepancies import Card, cards_of
from onrecord.web.gathered import desk_of, gather_cards
from onrecord.web.lines import ArticleLine
from onrecord.web.picture import Picture, Point, Tie, draw
from onrecord.web.reports import WEAK, Wording, wordings_of

MOST_REPORTS = 120
MOST_TIES = 120


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing known about the claim, with the words it was read from."""

    name: str
    value: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin with what it is, the reports that rest on it, and why it counts."""

    id: str
    name: str
    kind: str
    sure: bool
    reports: tuple[ArticleLine, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class TieRow:
    """A dependence in words, with the characters that show it."""

    id: str
    x: str
    y: str
    x_href: str | None
    y_href: str | None
    words: str
    certain: bool
    directed: bool
    reason: str
    evidence: str
    href: str | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything on the page of one claim."""

    line: ClaimLine
    title: str
    heading: str
    kind: str
    details: tuple[Detail, ...]
    verdict: str
    grade: int | None
    grade_words: str
    grade_reason: str
    rating: str
    source_words: str
    house: str
    story: tuple[str, str] | None
    picture: Picture
    wordings: tuple[Wording, ...]
    reports_left: int
    origins: tuple[OriginRow, ...]
    ties: tuple[TieRow, ...]
    ties_left: int
    cards: tuple[Card, ...]


def gather_claim(held: Gathering, identifier: str) -> Desk:
    """Gather what the page of a claim shows; of thousands of reports only those that are shown in full are read."""
    (claim,) = held.claims([identifier])
    held.heads(member.article for member in claim.members)
    held.heads(article for origin in held.origins_of(identifier) for article in origin.articles)
    ties = held.dependences([identifier])
    members = _in_time(Desk(held.snapshot()), claim)[:MOST_REPORTS]
    held.articles([*(member.article for member in members), *(tie.article for tie in ties[:MOST_TIES])])
    held.facts([claim.head, *(member.fact for member in members)])
    held.citations(member.article for member in members)
    held.heads(end for tie in ties for end in (tie.x, tie.y))
    held.stories([claim.story] if claim.story else [])
    held.gradings()
    gather_cards(held, touching(held.connection, [identifier]))
    return desk_of(held, [identifier])


def _in_time(desk: Desk, claim: Claim) -> list[Member]:
    return sorted(claim.members, key=lambda m: (desk.order(m.article), m.span.start, m.fact))


def claim_page(desk: Desk, claim: Claim) -> ClaimPage:
    """Gather what the page of a claim shows."""
    line, head = desk.claim_line[claim.id], desk.fact(claim.head)
    standing = desk.snapshot.standing.get(claim.id)
    rated = _rating(desk, claim, standing) if standing else ""
    ties = desk.snapshot.dependences_of.get(claim.id, ())
    story = desk.snapshot.story.get(claim.story or "")
    members = _in_time(desk, claim)
    return ClaimPage(
        line=line,
        title=claim.title,
        heading=kinds.DEEDS[head.status] if isinstance(head, Event) else "Said" if line.said else "Done",
        kind=kind_label(head),
        details=tuple(_details(desk, head)),
        verdict=standing.verdict if standing else "Not traced yet: who repeats whom is not known.",
        grade=standing.grade if standing else None,
        grade_words=kinds.GRADES.get(standing.grade, "") if standing else "",
        grade_reason=standing.reason if standing else "",
        rating=rated,
        source_words=Reliability(rated[0]).words if rated else "",
        house=standing.joined if standing else "",
        story=(desk.story_href(story), story.title) if story else None,
        picture=picture_of(desk, claim, ties),
        wordings=wordings_of(desk, claim, members[:MOST_REPORTS]),
        reports_left=max(len(members) - MOST_REPORTS, 0),
        origins=tuple(_origin(desk, origin) for origin in desk.origins(claim.id)),
        ties=tuple(_tie(desk, tie) for tie in ties[:MOST_TIES]),
        ties_left=max(len(ties) - MOST_TIES, 0),
        cards=cards_of(desk, (claim.id,)),
    )


def _rating(desk: Desk, claim: Claim, standing: Standing) -> str:
    """Return the rating of a claim whose source somebody graded, "" for any other."""
    outlets = {member.article: desk.facts.article[member.article].outlet for member in claim.members}
    rated = rating(desk.owners, desk.snapshot.origins_of.get(claim.id, ()), standing.grade, outlets)
    return "" if rated.startswith(Reliability.F) else rated


def _details(desk: Desk, head: Statement | Event | None) -> Iterator[Detail]:
    if isinstance(head, Statement):
        yield from _said(desk, head)
    elif isinstance(head, Event):
        yield from _done(desk, head)


def _said(desk: Desk, head: Statement) -> Iterator[Detail]:
    speaker = head.speaker
    yield Detail("Speaker", desk.name_of(speaker) if speaker else "not known", speaker.text if speaker else "")
    if head.addressee:
        yield Detail("Said to", desk.name_of(head.addressee), head.addressee.text)
    if head.cue:
        yield Detail("Introduced by", kinds.CUES[head.cue.type], head.cue.text)
    if head.date:
        yield Detail("Said on", phrases.day(head.date))


def _done(desk: Desk, head: Event) -> Iterator[Detail]:
    yield Detail("Who", doers(desk, head), ", ".join(role.text for role in (*head.actors, *head.recipients)))
    article = desk.facts.article.get(head.article)
    yield Detail("What", kind_label(head), head.trigger.of(article.text) if article else "")
    yield Detail("PLOVER type", " / ".join(filter(None, (head.type, head.mode))))
    yield Detail("Did it happen", kinds.STATUSES[head.status])
    if head.date:
        yield Detail("When", phrases.period(head.date.since, head.date.until), head.date.text)
    if head.place:
        yield Detail("Where", head.place.name, head.place.text)
    for amount in head.magnitude:
        yield Detail("How much", amount_words(amount), amount.text)
    told = desk.facts.statement.get(head.within or "")
    if told:
        yield Detail("On the word of", desk.name_of(told.speaker) if told.speaker else "a speaker not known")


def amount_words(amount: Magnitude) -> str:
    """Write an amount with its unit and bound."""
    bound = {"min": "at least ", "max": "at most ", "about": "about "}.get(amount.bound, "")
    more = "a further " if amount.additional else ""
    return f"{bound}{more}{phrases.number(amount.value)} {amount.unit}"


def picture_of(desk: Desk, claim: Claim, ties: Sequence[Dependence]) -> Picture:
    """Lay out who repeats whom for one claim; a source whose own article is among the reports is drawn as that."""
    articles = sorted({m.article for m in claim.members if m.article in desk.line_of})
    own = _own_reports(ties, articles)
    roots = {own.get(node, node): counted for node, counted in _roots(desk, claim).items()}
    ends = {end for tie in ties for end in (tie.x, tie.y)}
    points = [_report_point(desk, article, roots) for article in articles]
    points += [
        Point(node, desk.node_name(node), source=True, root=roots.get(node, ""))
        for node in sorted(ends - own.keys())
        if node.startswith(SOURCE)
    ]
    links = [_picture_tie(desk, tie) for tie in ties if tie.kind is not DependenceKind.OWN]
    return draw(points, [replace(link, x=own.get(link.x, link.x), y=own.get(link.y, link.y)) for link in links])


def _own_reports(ties: Sequence[Dependence], articles: Sequence[str]) -> dict[str, str]:
    """Return the sources that took the claim from one report here: the outlet's own article, which others cite."""
    held = grouped((tie.x, tie.y) for tie in ties if tie.x.startswith(SOURCE) and tie.y in articles)
    return {source: reports[0] for source, reports in held.items() if len(set(reports)) == 1}


def _report_point(desk: Desk, article: str, roots: dict[str, str]) -> Point:
    line = desk.line_of[article]
    known = desk.facts.article[article].outlet is not None
    names = (line.outlet, line.title) if known else (line.title, line.outlet)
    return Point(article, *names, line.brief, line.order[1], line.href, root=roots.get(article, ""))


def _picture_tie(desk: Desk, tie: Dependence) -> Tie:
    sure = "certain" if tie.certain else "possible"
    why = f"{desk.node_name(tie.x)} {kinds.DEPENDENCES[tie.kind]}: {desk.node_name(tie.y)} ({sure}). {tie.reason}"
    return Tie(tie.x, tie.y, tie.certain, tie.directed, tie.kind in WEAK, why)


def _roots(desk: Desk, claim: Claim) -> dict[str, str]:
    """Return the point of the picture where each origin enters: the source it names, else its earliest report."""
    nodes = {end for tie in desk.snapshot.dependences_of.get(claim.id, ()) for end in (tie.x, tie.y)}
    roots: dict[str, str] = {}
    for origin in reversed(desk.origins(claim.id)):
        source = f"{SOURCE}{origin.name}"
        known = sorted((a for a in origin.articles if a in desk.line_of), key=desk.order)
        entry = source if source in nodes else next(iter(known), None)
        if entry:
            roots[entry] = origin.counted
    return roots


def _origin(desk: Desk, origin: Origin) -> OriginRow:
    reports = sorted((desk.line_of[a] for a in origin.articles if a in desk.line_of), key=lambda line: line.order)
    return OriginRow(
        origin.id,
        desk.origin_name(origin),
        "" if origin.kind is OriginKind.REPORT else kinds.ORIGINS[origin.kind],
        origin.counted == "least",
        tuple(reports),
        origin.reason,
    )


def _tie(desk: Desk, tie: Dependence) -> TieRow:
    article = desk.facts.article.get(tie.article)
    line = desk.line_of.get(tie.article)
    ends = (desk.line_of.get(tie.x), desk.line_of.get(tie.y))
    return TieRow(
        id=tie.id,
        x=desk.node_name(tie.x),
        y=desk.node_name(tie.y) if tie.kind is not DependenceKind.OWN else "",
        x_href=ends[0].href if ends[0] else None,
        y_href=ends[1].href if ends[1] else None,
        words=kinds.DEPENDENCES[tie.kind],
        certain=tie.certain,
        directed=tie.directed,
        reason=tie.reason,
        evidence=_clipped(tie.span.of(article.text)) if article else "",
        href=line.href if line else None,
    )


def _clipped(text: str, room: int = 240) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= room else f"{flat[:room].rstrip()}… ({len(flat) - room} more characters)"
