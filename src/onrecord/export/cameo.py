"""Events in CAMEO's codes and the columns of the ICEWS event data, with GDELT's names for what ICEWS leaves out.

Sources: for the first twenty columns the ICEWS Coded Event Data (doi:10.7910/DVN/28075); for base code, root code and
quad class the GDELT event codebook (2013); for the codes the CAMEO codebook (Schrodt 2012), by which an intention to
cooperate is of root 03 and a threat of root 13.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.export.coded import OWN, Coded, coded_dyads, left_out
from onrecord.export.dyads import Party
from onrecord.export.sheet import Column, EventFormat, Sheet, described, filled
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import REPORTED, EventTypes


def _nothing(_: Coded) -> None:
    return None


def _empty(name: str) -> Column[Coded]:
    return Column(name, "always empty: kept so that programs written for ICEWS find its columns", _nothing)


def _side(side: str, who: str, of: Callable[[Coded], Party]) -> tuple[Column[Coded], ...]:
    return (
        Column(f"{side} Name", f"name of the {who}, or the words of the article", lambda c: of(c).name),
        Column(f"{side} Sectors", f"PLOVER sector of the {who}", lambda c: of(c).sector),
        Column(f"{side} Country", f"name of the {who}'s state", lambda c: c.country(of(c).state)),
    )


def _story(coded: Coded) -> str | None:
    story = coded.snapshot.story_of.get(coded.event.article)
    return story.id if story else None


COLUMNS: tuple[Column[Coded], ...] = (
    Column("Event ID", "the event's id, the same in all rows of the event", lambda c: c.event.id),
    Column(
        "Event Date", "first day, where the date is known to the day; never the day of publication", lambda c: c.day
    ),
    *_side("Source", "actor", lambda c: c.dyad.actor),
    Column("Event Text", "CAMEO's label of the code", lambda c: c.coding.cameo.label),
    Column("CAMEO Code", "the code of an event of this status; text: its zeros count", lambda c: c.coding.cameo.code),
    Column("Intensity", "Goldstein score of the code", lambda c: c.coding.goldstein),
    *_side("Target", "recipient", lambda c: c.dyad.recipient),
    Column("Story ID", "id of the story that the article belongs to", _story),
    _empty("Sentence Number"),
    Column("Publisher", "outlet of the article", lambda c: c.dyad.article.outlet),
    Column("City", "the place, where the gazetteer knows it as a town of that state", lambda c: c.town and c.town.name),
    _empty("District"),
    _empty("Province"),
    Column(
        "Country",
        "name of the state in which the place lies",
        lambda c: c.country(c.event.place.state) if c.event.place else None,
    ),
    Column("Latitude", "of the town, in degrees", lambda c: c.town and c.town.latitude),
    Column("Longitude", "of the town, in degrees", lambda c: c.town and c.town.longitude),
    Column("EventBaseCode", "the code's first three figures", lambda c: c.coding.cameo.base),
    Column("EventRootCode", "the code's first two figures", lambda c: c.coding.cameo.root),
    Column(
        "QuadClass",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
        lambda c: c.coding.cameo.quad,
    ),
    Column("GoldsteinScale", "the same as Intensity, under GDELT's name", lambda c: c.coding.goldstein),
    Column("Actor1CountryCode", "code of the actor's state", lambda c: c.dyad.actor.state),
    Column("Actor2CountryCode", "code of the recipient's state", lambda c: c.dyad.recipient.state),
    Column("Publication Date", "day on which the article was published", lambda c: c.dyad.published),
    *OWN,
)


def _sheet(snapshot: Snapshot, types: EventTypes) -> Sheet:
    note = left_out(snapshot, REPORTED)
    return Sheet(tuple(filled(COLUMNS, coded_dyads(snapshot, types))), (note,) if note else ())


CAMEO = EventFormat("cameo", described(COLUMNS), _sheet)
