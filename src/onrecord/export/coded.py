"""Events as the field's manuals code them: which go in, under which code, and where they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.export.dyads import Dyad, all_dyads
from onrecord.export.sheet import Column
from onrecord.export.towns import town_of
from onrecord.model.reading import EntityKind, Event, Precision, Status
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import REPORTED, Coding, EventTypes, Kind
from onrecord.ontology.gazetteer import Town
from onrecord.ontology.states import load_states


@dataclass(frozen=True)
class Coded:
    """A dyad with the code that the manuals give its event."""

    dyad: Dyad
    coding: Coding
    snapshot: Snapshot
    countries: Mapping[str, str]

    @property
    def event(self) -> Event:
        """The event."""
        return self.dyad.event

    @property
    def day(self) -> str | None:
        """The first day of the event where its date is known to the day."""
        date = self.event.date
        return date.since if date and date.precision is Precision.DAY else None

    @cached_property
    def town(self) -> Town | None:
        """The town where the event happened, where the gazetteer has it."""
        place = self.event.place
        return town_of(place.name, place.state) if place and place.state else None

    def named(self, *kinds: EntityKind) -> str | None:
        """Return the names of these kinds in the article, divided by semicolons."""
        entities = self.snapshot.facts.reading[self.event.article].entities
        return "; ".join(sorted({entity.name for entity in entities if entity.kind in kinds})) or None

    def country(self, code: str | None) -> str | None:
        """Return the name of a state, also of one that the user brought, else its code."""
        return self.countries.get(code, code) if code else None


def coded_dyads(snapshot: Snapshot, types: EventTypes) -> Iterator[Coded]:
    """Yield the dyads of the events that the manuals code, by article and place."""
    countries = _countries(snapshot)
    for dyad in all_dyads(snapshot):
        event = dyad.event
        if event.status in REPORTED:
            kind = Kind(event.type, event.mode, event.subtype)
            yield Coded(dyad, types.coding(kind, event.status), snapshot, countries)


def _countries(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of states by their codes: the bundled ones, and those that the record has as actors."""
    own = {a.state: a.name for a in snapshot.resolution.actors if a.kind is EntityKind.STATE and a.state}
    return {**own, **{state.code: state.name for state in load_states().by_code.values()}}


def left_out(snapshot: Snapshot, kept: Iterable[Status]) -> str:
    """Say how many events of which other statuses there are, or "" where there are none.

    Counted are events, not dyads.
    """
    kept = frozenset(kept)
    counts = Counter(event.status for reading in snapshot.facts.readings for event in reading.events)
    others = {status.value: counts[status] for status in Status if counts[status] and status not in kept}
    if not others:
        return ""
    listed = ", ".join(f"{count} {status}" for status, count in others.items())
    return f"left out by their status: {listed}; the format dyads has them"


OWN: tuple[Column[Coded], ...] = (
    Column(
        "Status",
        "what the text says of the event; a planned or threatened one is coded as an intention",
        lambda c: c.event.status.value,
    ),
    Column("Recorded Type", "PLOVER type before the status is taken into account", lambda c: c.event.type),
    Column("Recorded Subtype", "our subtype", lambda c: c.event.subtype),
    Column(
        "Confidence",
        "chance that actor, recipient and type are right; empty where the network did not judge the event",
        lambda c: c.event.confidence,
    ),
    Column("Mutual", "true where both sides do it: the order of the two then says nothing", lambda c: c.dyad.mutual),
    Column("Date From", "first day of its date, however exactly known", lambda c: c.event.date and c.event.date.since),
    Column("Date To", "last day of its date", lambda c: c.event.date and c.event.date.until),
    Column("Date Precision", "day, week, month, ...", lambda c: c.event.date and c.event.date.precision.value),
    Column("Article ID", "id of the article", lambda c: c.dyad.article.id),
    Column(
        "Claim ID",
        "id of the claim: the same event as all articles report it",
        lambda c: c.dyad.claim and c.dyad.claim.id,
    ),
    Column("Num Articles", "how many articles report the claim", lambda c: c.dyad.reports),
    Column(
        "Origins At Least",
        "independent origins behind the claim, at least",
        lambda c: c.dyad.standing and c.dyad.standing.at_least,
    ),
    Column(
        "Origins At Most",
        "independent origins behind the claim, at most",
        lambda c: c.dyad.standing and c.dyad.standing.at_most,
    ),
    Column("Evidence", "the words that report the event", lambda c: c.event.text),
)
"""The columns that the record adds to those of other event data, after them."""
