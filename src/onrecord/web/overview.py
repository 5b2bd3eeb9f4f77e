"""What the first page shows: what is in the record, and what a reader should look at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from onrecord.model.problem import Problem
from onrecord.query.choices import choose_discrepancies, choose_problems, choose_stories
from onrecord.query.filters import DiscrepancyFilter, ProblemFilter, StoryFilter
from onrecord.record.excerpts import of_problems
from onrecord.record.gathering import Gathering
from onrecord.record.tallies import StoryCount, all_days, count_of_outlets, counts_of_claims, counts_of_stories
from onrecord.web import phrases
from onrecord.web.desk import ClaimLine
from onrecord.web.discrepancies import Card
from onrecord.web.gathered import cards, claim_lines
from onrecord.web.story_page import DrawnStory, drawn_story, stamps_of
from onrecord.web.strips import axis_of

MOST_FRONT = 9
MOST_WEIGHED = 500
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
    stories: tuple[DrawnStory, ...]
    axis: tuple[str, str]
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]


def overview(held: Gathering) -> Overview:
    """Gather what the first page shows."""
    axis = Axis.of(held)
    counts = _counts(held)
    several, confirmed = counts_of_claims(held.connection)
    largest = choose_stories(StoryFilter()).page(held.connection, MOST_STORIES)
    differing = choose_discrepancies(DiscrepancyFilter()).page(held.connection, MOST_CARDS)
    unread = choose_problems(ProblemFilter()).page(held.connection, MOST_PROBLEMS)
    return Overview(
        counts=counts,
        period=axis.period or "no article has a known date",
        several=several,
        confirmed=confirmed,
        front=tuple(Repeated(claim, finding(claim)) for claim in claim_lines(held, _front(held))),
        stories=story_lines(held, largest, axis),
        axis=axis.labels,
        cards=cards(held, differing),
        problems=of_problems(held.connection, unread).problems,
    )


def story_lines(held: Gathering, ids: Sequence[str], axis: Axis) -> tuple[DrawnStory, ...]:
    """Summarise stories in the order of their ids, on one axis of days."""
    known = {story.id: story for story in held.stories(ids)}
    counted = counts_of_stories(held.connection, ids)
    return tuple(drawn_story(known[i], counted.get(i, StoryCount((), 0, 0)), axis.ends) for i in ids if i in known)


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that all stories are drawn on: their first and last day as numbers, and when the articles appeared."""

    ends: tuple[int, int]
    labels: tuple[str, str]
    period: str

    @classmethod
    def of(cls, held: Gathering) -> Self:
        """Find the axis of all articles."""
        counted = all_days(held.connection)
        ends = axis_of([day for day, _ in stamps_of(counted) if day is not None])
        known = sorted(row.day for row in counted if row.known and phrases.ordinal_day(row.day) is not None and row.day)
        first, last = (phrases.day(date.fromordinal(max(day, 1)).isoformat()) for day in ends)
        labels = (first, last) if counted else ("", "")
        return cls(ends, labels, phrases.period(known[0], known[-1]) if known else "")


def finding(claim: ClaimLine) -> str:
    """Say in one line how many repeat a claim and how few vouch for it."""
    what = "One sentence" if claim.said else "One event"
    tally = claim.tally
    several = tally.outlets > 1 and not tally.unknown
    where = phrases.count(tally.outlets, "outlet") if several else phrases.count(tally.reports, "report")
    return f"{what}, {where}, {phrases.either(tally.at_least, tally.at_most)}" + (
        f": {claim.rests}" if claim.rests else ""
    )


def _front(held: Gathering) -> list[str]:
    """Choose of the most reported claims those with the most reports to an origin, all counted that are possible."""
    most = """
        SELECT claim, reports, at_most, outlets FROM standing WHERE reports > 1 AND at_most < reports
        ORDER BY reports DESC, at_least, at_most, claim LIMIT ?
    """
    order = "CAST(reports AS REAL) / max(at_most, 1) DESC, json_array_length(outlets) DESC, claim"
    return held.ids(f"SELECT claim FROM ({most}) ORDER BY {order} LIMIT ?", MOST_WEIGHED, MOST_FRONT)


def _counts(held: Gathering) -> tuple[tuple[str, int, str], ...]:
    def rows(table: str) -> int:
        return int(held.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    return (
        ("articles", rows("article"), "articles.html"),
        ("outlets", count_of_outlets(held.connection), "outlets.html"),
        ("stories", rows("story"), "stories.html"),
        ("statements", rows("statement"), "statements.html"),
        ("events", rows("event"), "events.html"),
        ("claims", rows("claim"), "claims.html"),
        ("discrepancies", rows("discrepancy"), "discrepancies.html"),
        ("problems", rows("problem"), "problems.html"),
    )
