"""Events in the columns of POLECAT, the event data set that is coded by PLOVER's manual.

Source of the columns: the header of the files of "POLECAT Weekly Data" (Harvard Dataverse, doi:10.7910/DVN/AJGVIT); of
types, modes and scores: the PLOVER manual (openeventdata/PLOVER). POLECAT's files are tab-separated, one row an event,
with several actors in one cell; here a row is a dyad.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onrecord.export.coded import OWN, Coded, coded_dyads, left_out
from onrecord.export.dyads import Party
from onrecord.export.sheet import Column, EventFormat, Sheet, described, filled
from onrecord.model.reading import EntityKind
from onrecord.model.signature import software
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import REPORTED, EventTypes

_BODIES = (EntityKind.ORGANISATION, EntityKind.AGENCY, EntityKind.OUTLET)


def _nothing(_: Coded) -> None:
    return None


def _empty(name: str) -> Column[Coded]:
    return Column(name, "always empty: kept so that programs written for POLECAT find its columns", _nothing)


def _side(side: str, of: Callable[[Coded], Party]) -> tuple[Column[Coded], ...]:
    who = side.lower()
    return (
        Column(f"{side} Name", f"name of the {who}, or the words of the article", lambda c: of(c).name),
        Column(
            f"{side} Country", f"ISO 3166 alpha-3 code of the {who}'s state, or the user's own", lambda c: of(c).state
        ),
        _empty(f"{side} COW"),
        Column(f"Primary {side} Sector", f"PLOVER sector of the {who}", lambda c: of(c).sector),
        Column(f"{side} Sectors", f"all sectors of the {who}; the record knows one", lambda c: of(c).sector),
        Column(f"{side} Title", f"office of the {who}", lambda c: of(c).title),
        Column(f"{side} Name Raw", f"the words that stand for the {who} in the article", lambda c: of(c).text),
        _empty(f"Wikipedia {side} ID"),
    )


def _place(attribute: str) -> Callable[[Coded], Any]:
    return lambda c: getattr(c.event.place, attribute, None)


def _town(attribute: str) -> Callable[[Coded], Any]:
    return lambda c: getattr(c.town, attribute, None)


COLUMNS: tuple[Column[Coded], ...] = (
    Column("Event ID", "the event's id, the same in all rows of the event", lambda c: c.event.id),
    Column(
        "Event Date", "first day, where the date is known to the day; never the day of publication", lambda c: c.day
    ),
    Column("Event Type", "the type that the manual gives an event of this status", lambda c: c.coding.type),
    Column("Event Mode", "the mode of that type", lambda c: c.coding.mode),
    Column("Intensity", "PLOVER's score of type and mode, from -10 to 10", lambda c: c.coding.score),
    Column("Quad Code", "the quarter that the type belongs to, in capitals", lambda c: c.coding.quad.upper()),
    _empty("Contexts"),
    *_side("Actor", lambda c: c.dyad.actor),
    *_side("Recipient", lambda c: c.dyad.recipient),
    Column("Placename", "where it happened", _place("name")),
    Column("City", "the place, where the gazetteer knows it as a town of that state", _town("name")),
    _empty("District"),
    _empty("Province"),
    Column("Country", "code of the state in which the place lies", _place("state")),
    Column("Latitude", "of the town, in degrees", _town("latitude")),
    Column("Longitude", "of the town, in degrees", _town("longitude")),
    Column("GeoNames ID", "of the town", _town("geonames")),
    Column("Raw Placename", "the words that stand for the place in the article", _place("text")),
    _empty("Feature Type"),
    Column("Source", "outlet of the article", lambda c: c.dyad.article.outlet),
    Column("Publication Date", "day on which the article was published", lambda c: c.dyad.published),
    Column(
        "Story People", "persons whom the article names, divided by semicolons", lambda c: c.named(EntityKind.PERSON)
    ),
    Column("Story Organizations", "organisations, agencies and outlets that it names", lambda c: c.named(*_BODIES)),
    Column("Story Locations", "states that it names", lambda c: c.named(EntityKind.STATE)),
    Column("Language", "code of the article's language", lambda c: c.dyad.article.language),
    Column("Version", "name and version of the program that wrote the row", lambda _: software()),
    *OWN,
)


def _sheet(snapshot: Snapshot, types: EventTypes) -> Sheet:
    note = left_out(snapshot, REPORTED)
    return Sheet(tuple(filled(COLUMNS, coded_dyads(snapshot, types))), (note,) if note else ())


PLOVER = EventFormat("plover", described(COLUMNS), _sheet)
