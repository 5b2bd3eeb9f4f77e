"""The formats that code events as the manuals do: POLECAT's columns and CAMEO's codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.export.cameo import CAMEO
from onrecord.export.plover import PLOVER
from onrecord.export.sheet import EventFormat
from onrecord.model.reading import Precision, Status, Where
from onrecord.ontology.event_types import load_event_types
from tests.export.event_kit import Coverage, day

POLECAT = [
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations"),
    *("Language", "Version"),
]
ICEWS = [
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
]


@pytest.mark.parametrize(("made", "columns"), [(PLOVER, POLECAT), (CAMEO, ICEWS)], ids=["plover", "cameo"])
def test_the_columns_of_other_data_come_first_and_in_their_order(made: EventFormat, columns: list[str]) -> None:
    names = [name for name, _ in made.columns]
    assert names[: len(columns)] == columns
    assert len(set(names)) == len(names)
    assert all(meaning for _, meaning in made.columns)


@pytest.mark.parametrize(
    ("kind", "status", "plover", "cameo"),
    [
        (
            "CONSULT/visit/visit",
            Status.OCCURRED,
            ("CONSULT", "visit", 4.0, "VERBAL COOPERATION"),
            ("042", "04", 1, 1.9),
        ),
        ("CONSULT/visit/visit", Status.PLANNED, ("AGREE", None, 2.5, "VERBAL COOPERATION"), ("036", "03", 1, 4.0)),
        ("CONSULT/visit/visit", Status.THREATENED, ("THREATEN", None, -3.5, "VERBAL CONFLICT"), ("130", "13", 3, -4.4)),
        ("AID//military-aid", Status.ONGOING, ("AID", None, 10.0, "MATERIAL COOPERATION"), ("072", "07", 2, 8.3)),
        (
            "ASSAULT/aerial/airstrike",
            Status.THREATENED,
            ("THREATEN", "violence", -3.5, "VERBAL CONFLICT"),
            ("1384", "13", 3, -7.0),
        ),
        ("SANCTION", Status.OCCURRED, ("SANCTION", None, -6.0, "MATERIAL CONFLICT"), ("160", "16", 4, -4.0)),
        (
            "CONCEDE//of-the-users-own",
            Status.OCCURRED,
            ("CONCEDE", None, 4.5, "VERBAL COOPERATION"),
            ("080", "08", 2, 5.0),
        ),
    ],
)
def test_an_event_is_coded_by_its_status(
    kind: str, status: Status, plover: tuple[object, ...], cameo: tuple[object, ...]
) -> None:
    coverage = Coverage()
    coverage.add(kind, "VEL", "OST", status=status)
    (row,) = PLOVER.make(coverage.snapshot(), load_event_types()).rows
    assert tuple(row[name] for name in ("Event Type", "Event Mode", "Intensity", "Quad Code")) == plover
    (row,) = CAMEO.make(coverage.snapshot(), load_event_types()).rows
    assert tuple(row[name] for name in ("CAMEO Code", "EventRootCode", "QuadClass", "GoldsteinScale")) == cameo
    assert row["Recorded Type"] == kind.split("/", maxsplit=1)[0]
    assert row["Status"] == status.value


def test_own_subtypes_are_coded_by_the_users_own_file(tmp_path: Path) -> None:
    coverage = Coverage()
    own = tmp_path / "events.yaml"
    own.write_text('subtypes: {port-call: {type: CONSULT, cameo: "043"}}', encoding="utf-8")
    coverage.add("CONSULT//port-call", "VEL", "OST")
    (row,) = CAMEO.make(coverage.snapshot(), load_event_types(own)).rows
    assert (row["CAMEO Code"], row["Event Text"]) == ("043", "Host a visit")


@pytest.mark.parametrize("made", [PLOVER, CAMEO], ids=["plover", "cameo"])
def test_what_did_not_happen_is_left_out_and_counted(made: EventFormat) -> None:
    coverage = Coverage()
    for status in Status:
        coverage.add("AID", "VEL KAR", "OST", status=status)
    sheet = made.make(coverage.snapshot(), load_event_types())
    assert {row["Status"] for row in sheet.rows} == {"occurred", "ongoing", "planned", "threatened"}
    (note,) = sheet.notes
    assert note.startswith("left out by their status: 1 conditional, 1 denied, 1 alleged, 1 historical;")


def test_a_row_in_the_columns_of_polecat() -> None:
    coverage = Coverage()
    coverage.add("AID", "VEL", "crowds", date=day("2031-04-30"), place=Where("Geneva", 0, 6, "Geneva", "CHE"))
    (row,) = PLOVER.make(coverage.snapshot(), load_event_types()).rows
    assert (row["Event ID"], row["Event Date"], row["Publication Date"]) == ("eve-0", "2031-04-30", "2031-05-02")
    assert (row["Actor Country"], row["Primary Actor Sector"], row["Actor Title"]) == ("VEL", "GOV", "president")
    assert (row["Recipient Name"], row["Recipient Name Raw"], row["Recipient Country"]) == (
        "crowds",
        "the crowds",
        None,
    )
    assert (row["City"], row["Country"], round(row["Latitude"]), round(row["Longitude"])) == ("Geneva", "CHE", 46, 6)
    assert (row["Source"], row["Language"], row["Story Locations"]) == ("The Courier", "en", "VEL; crowds")


def test_a_row_in_the_columns_of_icews() -> None:
    coverage = Coverage()
    event = coverage.add("AID", "FRA", "OST", date=day("2031-04-01", "2031-04-30", Precision.MONTH))
    coverage.claim(event)
    (row,) = CAMEO.make(coverage.snapshot(), load_event_types()).rows
    assert (row["Event Date"], row["Date From"], row["Date Precision"]) == (None, "2031-04-01", "month")
    assert (row["Source Country"], row["Actor1CountryCode"], row["Target Country"]) == ("France", "FRA", "OST")
    assert (row["Event Text"], row["CAMEO Code"], row["Claim ID"], row["Num Articles"]) == (
        "Provide aid",
        "070",
        "clm-0",
        1,
    )
    assert (row["Latitude"], row["Country"]) == (None, None)
