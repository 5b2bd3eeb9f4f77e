"""The monthly series of state pairs: what happened between two states, counted once per claim."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export.coded import left_out
from onrecord.export.dyads import dyads_of
from onrecord.export.sheet import Column, EventFormat, Sheet, described, filled
from onrecord.model.reading import Event, Precision, Status, When
from onrecord.model.snapshot import Snapshot, grouped
from onrecord.ontology.event_types import DONE, Coding, EventTypes, Kind

_MONTH = len("2024-01")
_FINE = (Precision.DAY, Precision.WEEK, Precision.MONTH)
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two states by their codes; of a mutual event in the order of the alphabet."""

    actor: str
    recipient: str
    mutual: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One claim: its events (those that happened), the pairs of states, the month and the code of its fullest event."""

    events: tuple[str, ...]
    pairs: tuple[Pair, ...]
    month: str
    coding: Coding


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair of states in one month."""

    pair: Pair
    month: str
    happenings: tuple[Happening, ...]

    def of(self, *quads: str) -> list[Coding]:
        """Return the codings that fall in these quarters; a name's end stands for both: "conflict"."""
        return [h.coding for h in self.happenings if h.coding.quad.endswith(quads)]


def month_of(date: When) -> str | None:
    """Return the month in which a date lies or begins, as "2024-03", or None where the date does not say.

    A week that lies in two months says neither.
    """
    if date.precision not in _FINE:
        return None
    one = date.precision is Precision.DAY or date.since[:_MONTH] == date.until[:_MONTH]
    return date.since[:_MONTH] if one else None


def _claims(snapshot: Snapshot) -> Iterator[Sequence[Event]]:
    """Give the events of each claim that happened, that with the fullest form first; an event in no claim by itself."""
    done = [event for event in snapshot.facts.event.values() if event.status in DONE]
    by_claim = grouped((claim.id if (claim := snapshot.claim_of.get(e.id)) else e.id, e) for e in done)
    heads = {claim.head for claim in snapshot.resolution.claims}
    for _, events in sorted(by_claim.items()):
        yield sorted(events, key=lambda event: (event.id not in heads, event.id))


def _pairs(snapshot: Snapshot, event: Event) -> tuple[Pair, ...]:
    """Return the pairs of states in an event, one state with itself among them."""
    found = []
    for dyad in dyads_of(snapshot, event):
        if dyad.actor.state and dyad.recipient.state:
            sides = (dyad.actor.state, dyad.recipient.state)
            first, second = sorted(sides) if dyad.mutual else sides
            found.append(Pair(first, second, dyad.mutual))
    return tuple(dict.fromkeys(found))


def _happening(snapshot: Snapshot, types: EventTypes, events: Sequence[Event]) -> Happening | str:
    """Return what a claim adds to the series, or why it adds nothing."""
    told = next(((event, pairs) for event in events if (pairs := _pairs(snapshot, event))), None)
    if told is None:
        return "without a state on both sides"
    event, pairs = told
    between = tuple(pair for pair in pairs if pair.actor != pair.recipient)
    if not between:
        return "within one state"
    dates = [found.date for found in events if found.date]
    months = [month for date in dates if (month := month_of(date))]
    if not months:
        return "with a date coarser than a month" if dates else "without a date"
    coding = types.coding(Kind(event.type, event.mode, event.subtype), Status.OCCURRED)
    month, _ = Counter(months).most_common(1)[0]  # of as many, the fullest form's or the first
    return Happening(tuple(found.id for found in events), between, month, coding)


def _cells(happenings: Iterable[Happening]) -> Iterator[Cell]:
    found: defaultdict[tuple[str, str, bool, str], list[Happening]] = defaultdict(list)
    for happening in happenings:
        for pair in happening.pairs:
            found[pair.actor, pair.recipient, pair.mutual, happening.month].append(happening)
    for (actor, recipient, mutual, month), members in sorted(found.items()):
        yield Cell(Pair(actor, recipient, mutual), month, tuple(members))


def _sum(values: Iterable[float]) -> float:
    return round(math.fsum(values), 4)


def _mean(values: Sequence[float]) -> float | None:
    return round(math.fsum(values) / len(values), 4) if values else None


def _count(quad: str) -> Column[Cell]:
    return Column(quad.replace(" ", "_"), f"claims of {quad}", lambda cell: len(cell.of(quad)))


def _scored(name: str, side: str, of: Callable[[Coding], float]) -> tuple[Column[Cell], ...]:
    def values(cell: Cell) -> list[float]:
        return [of(coding) for coding in cell.of(side)]

    label = {"plover": "PLOVER score", "goldstein": "Goldstein score"}[name]
    return (
        Column(f"{name}_{side}_sum", f"sum of the {label} over the claims of {side}", lambda c: _sum(values(c))),
        Column(f"{name}_{side}_mean", f"its mean, empty where there is no claim of {side}", lambda c: _mean(values(c))),
    )


def _score(coding: Coding) -> float:
    return coding.score


def _goldstein(coding: Coding) -> float:
    return coding.goldstein


def _events(cell: Cell) -> list[str]:
    return sorted(event for happening in cell.happenings for event in happening.events)


COLUMNS: tuple[Column[Cell], ...] = (
    Column("actor_state", "code of the state that acts", lambda c: c.pair.actor),
    Column("recipient_state", "code of the state that is acted on", lambda c: c.pair.recipient),
    Column(
        "mutual",
        "true for what both do, such as talks: a row of its own, its states in the order of the alphabet",
        lambda c: c.pair.mutual,
    ),
    Column("month", "the month, as 2024-03", lambda c: c.month),
    *(_count(quad) for quad in _QUADS),
    *_scored("plover", "cooperation", _score),
    *_scored("plover", "conflict", _score),
    *_scored("goldstein", "cooperation", _goldstein),
    *_scored("goldstein", "conflict", _goldstein),
    Column(
        "claims",
        "claims: what is counted and scored; an event that twelve papers report is one",
        lambda c: len(c.happenings),
    ),
    Column("events", "events behind them: one for each report", lambda c: len(_events(c))),
    Column("event_ids", "ids of these events, as a JSON list", _events),
)


def _sheet(snapshot: Snapshot, types: EventTypes) -> Sheet:
    found: list[Any] = [_happening(snapshot, types, events) for events in _claims(snapshot)]
    reasons = Counter(reason for reason in found if isinstance(reason, str))
    notes = [f"left out {count} claim{'s' * (count > 1)} {reason}" for reason, count in sorted(reasons.items())]
    status = left_out(snapshot, DONE)
    cells = _cells(happening for happening in found if isinstance(happening, Happening))
    return Sheet(tuple(filled(COLUMNS, cells)), tuple([status, *notes] if status else notes))


MONTHLY = EventFormat("monthly", described(COLUMNS), _sheet)
