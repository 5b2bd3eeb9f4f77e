"""What the page of one outlet shows: what it has first, on whom its reports rest, whom it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model.grading import Reliability
from onrecord.query.choices import choose_discrepancies, with_side
from onrecord.query.filters import DiscrepancyFilter
from onrecord.record.choosing import Choice
from onrecord.record.gathering import Gathering
from onrecord.record.outlets import (
    OutletCount,
    choose_own,
    choose_reported,
    cited_in,
    days_of,
    latest_of,
    outlet_names,
    sharing,
    takings_of,
    times_of_reports,
)
from onrecord.trace.owners import Known, Owners
from onrecord.web import phrases
from onrecord.web.desk import ClaimLine, Desk
from onrecord.web.discrepancies import Card, card
from onrecord.web.gathered import desk_of, gather_cards, gather_claims
from onrecord.web.lines import ArticleLine
from onrecord.web.outlet_ties import (
    CitedRow,
    SharedRow,
    TakingRow,
    Turn,
    cited_rows,
    shared_rows,
    taken_by,
    taken_from,
    turn,
)
from onrecord.web.shown import Shown, shown
from onrecord.web.story_page import stamps_of
from onrecord.web.strips import Days, axis_of, days

MOST_WEIGHED = 200
"""Claims, those that most articles report, of which it is found out who was first."""

MOST_COMPARED = 500
"""Articles, the latest of the outlet, of which it is counted with whom they share words."""

MOST_READ = 2_000
"""Articles, the latest of the outlet, of which it is counted whom they cite."""

MOST_CLAIMS = 12
MOST_ROWS = 20
MOST_CARDS = 6
MOST_LISTED = 20

_WITH_OTHERS = """EXISTS (
    SELECT 1 FROM side JOIN article ON article.id = side.article
    WHERE side.discrepancy = discrepancy.id AND article.outlet IS NOT ?
)"""


@dataclass(frozen=True, slots=True)
class When:
    """When an outlet's articles appeared; `undated` ones have no time of publication."""

    period: str
    undated: int
    days: Days
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Firsts:
    """Of the claims that were weighed, how often the outlet was first or later, and how often the times do not tell.

    `alone` are those that no other outlet reports. `most` says that it has more claims than were weighed.
    """

    weighed: int
    most: bool
    first: int
    later: int
    open: int
    alone: int
    claims: Shown[ClaimLine]

    @property
    def words(self) -> str:
        """How the claims are shared out, in words; what there is none of is left out."""
        told = [f"it was first with {phrases.number(self.first) if self.first else 'none'}"]
        if self.later:
            told.append(f"later than another with {phrases.number(self.later)}")
        if self.open:
            told.append(f"of {phrases.number(self.open)} the times are equal or not known")
        if self.alone:
            told.append(f"{phrases.number(self.alone)} no other outlet reports")
        return "; ".join(told)


@dataclass(frozen=True, slots=True)
class OutletPage:
    """Everything on the page of one outlet.

    `read` and `compared` are of how many articles it is told whom they cite and with whom they share words, 0 for all.
    """

    name: str
    articles: int
    when: When
    grade: str
    house: str
    firsts: Firsts
    taken: Shown[TakingRow]
    takers: Shown[TakingRow]
    cited: Shown[CitedRow]
    shared: Shown[SharedRow]
    read: int
    compared: int
    own: Shown[ClaimLine]
    cards: Shown[Card]
    latest: Shown[ArticleLine]


def outlet_page(held: Gathering, found: OutletCount) -> OutletPage:
    """Gather what the page of an outlet shows; of many claims and articles only some are looked at."""
    connection, name = held.connection, found.name
    known, takings = frozenset(outlet_names(connection)), takings_of(connection, name)
    latest = latest_of(connection, name, MOST_READ)
    weighed = _weighed(held, found)
    own, apart = choose_own(name), shown(_differing(name).page(connection, -1), MOST_CARDS)
    heard = own.page(connection, MOST_CLAIMS)
    gather_claims(held, [*_first(weighed)[:MOST_CLAIMS], *heard])
    gather_cards(held, apart.rows)
    held.heads(latest[:MOST_LISTED])
    owner = Owners(held.gradings()).of(name)
    desk = desk_of(held, held.snapshot().claim)
    return OutletPage(
        name=name,
        articles=found.articles,
        when=_when(held, found),
        grade="" if owner.reliability is Reliability.F else f"{owner.reliability}, {owner.reliability.words}",
        house=_house(owner),
        firsts=_firsts(desk, weighed),
        taken=shown(taken_from(name, takings, known), MOST_ROWS),
        takers=shown(taken_by(name, takings, known), MOST_ROWS),
        cited=shown(cited_rows(cited_in(connection, latest), known), MOST_ROWS),
        shared=shown(shared_rows(sharing(connection, latest[:MOST_COMPARED])), MOST_ROWS),
        read=MOST_READ if found.articles > MOST_READ else 0,
        compared=MOST_COMPARED if found.articles > MOST_COMPARED else 0,
        own=Shown(tuple(desk.claim_line[claim] for claim in heard), own.count(connection) - len(heard)),
        cards=Shown(_cards(desk, apart.rows), apart.left),
        latest=Shown(tuple(desk.line_of[one] for one in latest[:MOST_LISTED]), max(found.articles - MOST_LISTED, 0)),
    )


def _weighed(held: Gathering, found: OutletCount) -> dict[str, Turn]:
    """Say of the claims of an outlet that most articles report where its own report stands among the others."""
    claims = choose_reported(found).page(held.connection, MOST_WEIGHED)
    times = times_of_reports(held.connection, claims)
    return {claim: turn(found.name, times[claim]) for claim in claims}


def _first(weighed: dict[str, Turn]) -> list[str]:
    return [claim for claim, found in weighed.items() if found is Turn.FIRST]


def _firsts(desk: Desk, weighed: dict[str, Turn]) -> Firsts:
    turns, first = list(weighed.values()), _first(weighed)
    lines = tuple(desk.claim_line[claim] for claim in first[:MOST_CLAIMS])
    return Firsts(
        len(turns),
        len(turns) == MOST_WEIGHED,
        len(first),
        turns.count(Turn.LATER),
        turns.count(Turn.OPEN),
        turns.count(Turn.ALONE),
        Shown(lines, len(first) - len(lines)),
    )


def _when(held: Gathering, found: OutletCount) -> When:
    stamps = stamps_of(days_of(held.connection, found.name))
    ends = axis_of([day for day, _ in stamps if day is not None])
    period = phrases.period(found.first, found.last) if found.dated else ""
    first, last = (phrases.day(date.fromordinal(max(day, 1)).isoformat()) for day in ends)
    return When(period, found.articles - found.dated, days(stamps, ends), (first, last))


def _house(known: Known) -> str:
    """Say whose the outlet is, as far as known."""
    of_state = f"directed by the state {known.state}" if known.state_controlled and known.state else ""
    return ", ".join(filter(None, (of_state, f"owned by {known.owner}" if known.owner else "")))


def _differing(name: str) -> Choice:
    """Choose the discrepancies of which an outlet is one side and another article the other."""
    return with_side(choose_discrepancies(DiscrepancyFilter()), name).where(_WITH_OTHERS, name)


def _cards(desk: Desk, ids: Sequence[str]) -> tuple[Card, ...]:
    known = {one.id: one for one in desk.snapshot.tracing.discrepancies}
    return tuple(card(desk, known[identifier]) for identifier in ids)
