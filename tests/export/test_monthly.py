from __future__ import annotations

import pytest

from onrecord.export.monthly import MONTHLY, month_of
from onrecord.export.sheet import Sheet
from onrecord.model.reading import Precision, Status
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import load_event_types
from tests.export.event_kit import Coverage, day


def series(snapshot: Snapshot) -> Sheet:
    return MONTHLY.make(snapshot, load_event_types())


@pytest.mark.parametrize(
    ("since", "until", "precision", "month"),
    [
        ("2031-04-30", "2031-04-30", Precision.DAY, "2031-04"),
        ("2031-04-30", "2031-05-02", Precision.DAY, "2031-04"),
        ("2031-04-07", "2031-04-13", Precision.WEEK, "2031-04"),
        ("2031-04-28", "2031-05-04", Precision.WEEK, None),
        ("2031-04-01", "2031-04-30", Precision.MONTH, "2031-04"),
        ("2031-04-01", "2031-06-30", Precision.QUARTER, None),
        ("2031-12-01", "2031-12-31", Precision.YEAR, None),
    ],
)
def test_the_month_of_a_date(since: str, until: str, precision: Precision, month: str | None) -> None:
    assert month_of(day(since, until, precision)) == month


def test_an_event_that_many_report_counts_once() -> None:
    coverage = Coverage()
    reports = [coverage.add("AID", "VEL", "OST", date=day("2031-04-30") if n == 2 else None) for n in range(12)]
    coverage.claim(*reports)
    alone = coverage.add("AID//military-aid", "VEL", "OST", date=day("2031-04-02"))
    (row,) = series(coverage.snapshot()).rows
    assert (row["actor_state"], row["recipient_state"], row["month"]) == ("VEL", "OST", "2031-04")
    assert (row["claims"], row["events"], row["material_cooperation"]) == (2, 13, 2)
    assert (row["plover_cooperation_sum"], row["plover_cooperation_mean"]) == (20.0, 10.0)
    assert (row["goldstein_cooperation_sum"], row["goldstein_cooperation_mean"]) == (15.3, 7.65)
    assert (row["plover_conflict_sum"], row["plover_conflict_mean"]) == (0.0, None)
    assert row["event_ids"] == sorted([*(event.id for event in reports), alone.id])


def test_quarters_are_counted_apart() -> None:
    coverage = Coverage()
    for kind in ("CONSULT", "AID", "ACCUSE", "ASSAULT", "ASSAULT"):
        coverage.add(kind, "VEL", "OST", date=day("2031-04-30"))
    (row,) = series(coverage.snapshot()).rows
    quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    assert [row[quad] for quad in quads] == [1, 1, 1, 2]
    assert (row["plover_cooperation_mean"], row["plover_conflict_sum"]) == (6.25, -21.0)


def test_direction_counts_but_for_what_both_do() -> None:
    coverage = Coverage()
    date = day("2031-04-30")
    coverage.add("ACCUSE", "VEL", "OST", date=date)
    coverage.add("ACCUSE", "OST", "VEL", date=date)
    coverage.add("CONSULT//talks", "VEL OST", "OST", date=date)
    coverage.add("CONSULT//talks", "OST VEL", "VEL", date=date)
    found = [
        (r["actor_state"], r["recipient_state"], r["mutual"], r["claims"]) for r in series(coverage.snapshot()).rows
    ]
    assert found == [("OST", "VEL", False, 1), ("OST", "VEL", True, 2), ("VEL", "OST", False, 1)]


def test_what_is_left_out_is_counted() -> None:
    coverage = Coverage()
    date = day("2031-04-30")
    coverage.add("AID", "VEL", "OST")
    coverage.add("AID", "VEL", "OST", date=day("2031-01-01", "2031-12-31", Precision.YEAR))
    coverage.add("AID", "VEL", "crowds", date=date)
    coverage.add("AID", "VEL", "", date=date)
    coverage.add("COERCE", "VEL", "VEL", date=date)
    coverage.add("AID", "VEL", "OST", date=date, status=Status.PLANNED)
    sheet = series(coverage.snapshot())
    assert not sheet.rows
    assert sheet.notes == (
        "left out by their status: 1 planned; the format dyads has them",
        "left out 1 claim with a date coarser than a month",
        "left out 1 claim within one state",
        "left out 1 claim without a date",
        "left out 2 claims without a state on both sides",
    )


def test_two_actors_of_one_state_make_one_pair() -> None:
    coverage = Coverage()
    coverage.add("AID", "VEL KAR", "OST", date=day("2031-04-30"))
    rows = series(coverage.snapshot()).rows
    assert [(row["actor_state"], row["claims"]) for row in rows] == [("KAR", 1), ("VEL", 1)]


def test_the_month_is_the_one_that_most_reports_give() -> None:
    coverage = Coverage()
    dates = ("2031-05-01", "2031-04-30", "2031-04-30")
    coverage.claim(*(coverage.add("AID", "VEL", "OST", date=day(date)) for date in dates))
    (row,) = series(coverage.snapshot()).rows
    assert (row["month"], row["events"]) == ("2031-04", 3)


def test_a_claim_whose_fullest_report_only_plans_counts_by_those_that_tell_it_happened() -> None:
    coverage = Coverage()
    planned = coverage.add("AID", "VEL", "OST", date=day("2031-03-01"), status=Status.PLANNED)
    coverage.claim(planned, coverage.add("AID", "VEL", "OST", date=day("2031-04-30"), status=Status.ONGOING))
    (row,) = series(coverage.snapshot()).rows
    assert (row["month"], row["event_ids"]) == ("2031-04", ["eve-1"])
