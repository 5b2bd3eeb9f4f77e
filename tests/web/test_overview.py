from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.web.desk import ClaimLine, Desk, Tally, doers
from onrecord.web.overview import finding, overview
from tests.web.records import recorded


def line(tally: Tally, rests: str, said: bool = True) -> ClaimLine:
    return ClaimLine(
        "clm-1", "claim/clm-1.html", said, True, "We will go", "Ada Torvik", "", tally, rests, (False, "", ""), 0
    )


@pytest.mark.parametrize(
    ("tally", "rests", "said", "expected"),
    [
        (Tally(4, 4, 0, 1, 1, 1, traced=True), "Velpress", True, "One sentence, 4 outlets, 1 origin: Velpress"),
        (Tally(4, 1, 0, 1, 1, 3, traced=True), "", False, "One event, 4 reports, 1 to 3 origins"),
        (Tally(4, 2, 2, 1, 1, 2, traced=True), "Velpress", True, "One sentence, 4 reports, 1 or 2 origins: Velpress"),
    ],
)  # fmt: skip
def test_the_finding_in_one_line(tally: Tally, rests: str, said: bool, expected: str) -> None:
    assert finding(line(tally, rests, said)) == expected


def test_claims_whose_reports_outnumber_their_origins_come_first(record: Record) -> None:
    with record.gathering() as held:
        page = overview(held)
    gaps = [item.claim.tally.reports - item.claim.tally.at_least for item in page.front]
    assert gaps == sorted(gaps, reverse=True)
    assert all(gap > 0 for gap in gaps)
    assert (page.several, page.confirmed) == (2, 1)


def test_what_cannot_both_be_right_comes_before_other_words(snapshot: Snapshot, tmp_path: Path) -> None:
    tracing = replace(snapshot.tracing, discrepancies=tuple(reversed(snapshot.tracing.discrepancies)))
    with recorded(replace(snapshot, tracing=tracing), tmp_path / "record.db") as record, record.gathering() as held:
        assert next(card.what for card in overview(held).cards) == "The amounts differ"


def test_stories_are_ordered_by_size(record: Record) -> None:
    with record.gathering() as held:
        assert [story.line.articles for story in overview(held).stories] == [5, 1]


def test_who_stands_on_both_sides_is_named_once(snapshot: Snapshot) -> None:
    desk = Desk(snapshot)
    event = next(e for e in snapshot.facts.event.values() if e.recipients)
    assert doers(desk, event) == "Kingdom of Ostran → Velmark"
    both = (*event.actors, *event.recipients)
    assert doers(desk, replace(event, actors=both, recipients=both[1:])) == "Kingdom of Ostran and Velmark"
    assert doers(desk, replace(event, actors=(), recipients=())) == "somebody not named"
