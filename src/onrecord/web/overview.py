"""What the first page shows: what is in the record, and what a reader should look at first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model.problem import Problem
from onrecord.web import phrases
from onrecord.web.desk import ClaimLine, Desk
from onrecord.web.discrepancies import Card, card, in_order
from onrecord.web.story_page import StoryLine, stamp_of, story_line
from onrecord.web.strips import axis_of

MOST_FRONT = 9
MOST_STORIES = 12
MOST_CARDS = 4
MOST_PROBLEMS = 8


@dataclass(frozen=True, slots=True)
class Repeated:
    """A claim that many report and few vouch for, with the finding in one line."""

    claim: ClaimLine
    finding: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page."""

    counts: tuple[tuple[str, int, str], ...]
    period: str
    several: int
    confirmed: int
    front: tuple[Repeated, ...]
    stories: tuple[StoryLine, ...]
    axis: tuple[str, str]
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]


def overview(desk: Desk, stories: tuple[StoryLine, ...]) -> Overview:
    """Gather what the first page shows."""
    several = [claim for claim in desk.claims if claim.tally.reports > 1]
    first, last = _stamps(desk)
    shown = in_order(desk)[:MOST_CARDS]
    return Overview(
        counts=_counts(desk),
        period=phrases.period(first, last) if first else "no article has a known date",
        several=len(several),
        confirmed=sum(claim.tally.at_least > 1 for claim in several),
        front=tuple(Repeated(claim, finding(claim)) for claim in _front(several)),
        stories=stories[:MOST_STORIES],
        axis=axis_days(desk),
        cards=tuple(card(desk, found) for found in shown),
        problems=desk.snapshot.problems[:MOST_PROBLEMS],
    )


def story_lines(desk: Desk) -> tuple[StoryLine, ...]:
    """Summarise all stories on one axis of days, the largest first, of equal ones the earliest."""
    axis = _axis(desk)
    ordered = sorted(desk.snapshot.resolution.stories, key=lambda s: (-len(s.articles), s.since or "9", s.id))
    return tuple(story_line(desk, story, axis) for story in ordered)


def axis_days(desk: Desk) -> tuple[str, str]:
    """Return the first and last day of the axis that all stories share."""
    first, last = (date.fromordinal(max(day, 1)).isoformat() for day in _axis(desk))
    return (phrases.day(first), phrases.day(last)) if desk.facts.articles else ("", "")


def _axis(desk: Desk) -> tuple[int, int]:
    return axis_of([day for day, _ in map(stamp_of, desk.facts.articles) if day is not None])


def finding(claim: ClaimLine) -> str:
    """Say in one line how many repeat a claim and how few vouch for it."""
    what = "One sentence" if claim.said else "One event"
    tally = claim.tally
    several = tally.outlets > 1 and not tally.unknown
    where = phrases.count(tally.outlets, "outlet") if several else phrases.count(tally.reports, "report")
    return f"{what}, {where}, {phrases.either(tally.at_least, tally.at_most)}" + (
        f": {claim.rests}" if claim.rests else ""
    )


def _front(several: list[ClaimLine]) -> list[ClaimLine]:
    """Choose the claims with the most reports to an origin, all origins counted that are possible."""
    traced = [claim for claim in several if claim.tally.traced and claim.tally.at_most < claim.tally.reports]
    traced.sort(key=lambda c: (-c.tally.reports / max(c.tally.at_most, 1), -c.tally.outlets, c.id))
    return traced[:MOST_FRONT]


def _stamps(desk: Desk) -> tuple[str | None, str | None]:
    found = sorted((phrases.time_order(a.published), a.published or "") for a in desk.facts.articles if a.published)
    known = [stamp for order, stamp in found if order]
    return (known[0], known[-1]) if known else (None, None)


def _counts(desk: Desk) -> tuple[tuple[str, int, str], ...]:
    snapshot, facts = desk.snapshot, desk.facts
    outlets = {article.outlet for article in facts.articles if article.outlet}
    claims = len(snapshot.resolution.claims)
    return (
        ("articles", len(facts.articles), "articles.html"),
        ("outlets", len(outlets), "articles.html"),
        ("stories", len(snapshot.resolution.stories), "stories.html"),
        ("statements", len(facts.statement), "claims.html"),
        ("events", len(facts.event), "claims.html"),
        ("claims", claims, "claims.html"),
        ("discrepancies", len(snapshot.tracing.discrepancies), "discrepancies.html"),
        ("problems", len(snapshot.problems), "problems.html"),
    )
