"""Where a story and a claim come from, as the command line tells it; the filters of claims and discrepancies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.model.errors import NotFoundError
from tests.cli.kit import rows, run

pytestmark = pytest.mark.model


def traced(record: Path, identifier: str) -> dict[str, Any]:
    (line,) = run("trace", identifier, "--record", record, "--json").stdout.splitlines()
    row: dict[str, Any] = json.loads(line)
    return row


def claim_of(record: Path, words: str) -> str:
    return str(rows(record, "claims", "--match", words)[0]["id"])


def test_a_claim_is_told_in_words_from_its_first_report_on(record: Path) -> None:
    told = run("trace", claim_of(record, "I have come to Marrec"), "--record", record).stdout
    for words in (
        "Torsund Courier says that it has it from Ostpress: “Ostpress news agency” [cites, certain]",
        "Northern Ledger prints the very words that Torsund Courier printed 1 day before: 31 in a row are the same",
        "Harbour Daily says of its whole text that it comes from Ostpress",
        "own reporting: Ostpress",
    ):
        assert words in told


def test_a_claim_is_traced_as_data(record: Path) -> None:
    row = traced(record, claim_of(record, "I have come to Marrec"))
    assert row["roles"]["own"] == ["Ostpress"]
    assert ["Northern Ledger", "Torsund Courier"] in row["roles"]["repeats"]
    assert row["origins"]["at_most"] == 1
    ties = [tie for report in row["reports"] for tie in report["ties"]]
    assert all(tie["evidence"] and tie["reason"] for tie in ties)
    articles = {row["id"]: row["text"] for row in rows(record, "articles")}
    for report in row["reports"]:
        for tie in report["ties"]:
            assert tie["evidence"] in " ".join(articles[report["article"]].split())


def test_a_story_tells_who_was_first_and_who_repeats_whom(record: Path) -> None:
    (ostpress,) = [row for row in rows(record, "articles") if row["outlet"] == "Ostpress"]
    (story,) = [row for row in rows(record, "stories") if ostpress["id"] in row["articles"]]
    row = traced(record, story["id"])
    assert {article["article"] for article in row["articles"]} == set(story["articles"])
    days = {article["article"]: str(article["published"] or "unknown")[:10] for article in row["articles"]}
    assert row["first"]
    assert {days[article] for article in row["first"]} == {min(days.values())}
    assert len(row["claims"]) == story["claims"]
    dailies = [article for article in row["articles"] if article["outlet"] == "Harbour Daily"]
    (copied,) = [shared for daily in dailies for shared in daily["shares"] if shared["kind"] == "copy"]
    assert (copied["other"]["name"], copied["earlier"]) == ("Ostpress", True)
    told = run("trace", story["id"], "--claims", 2, "--record", record).stdout
    assert "is a copy of what Ostpress printed 4 hours before" in told
    assert told.count("  clm-") == 2


def test_only_stories_and_claims_are_traced(record: Path) -> None:
    with pytest.raises(NotFoundError, match="no story and no claim"):
        run("trace", rows(record, "articles")[0]["id"], "--record", record)


@pytest.mark.parametrize(
    ("options", "keeps"),
    [
        (["--min-origins", 1], lambda row: row["origins"]["at_least"] >= 1),
        (["--max-origins", 1], lambda row: row["origins"]["at_most"] <= 1),
        (["--min-origins", 2], lambda row: row["origins"]["at_least"] >= 2),
        (["--verdict", "single"], lambda row: row["verdict"].startswith("Single")),
        (["--verdict", "one-origin"], lambda row: row["verdict"].startswith(("One origin", "One known"))),
        (["--grade", 4], lambda row: row["grade"] == 4),
    ],
)
def test_claims_are_chosen_by(record: Path, options: list[object], keeps: Callable[[dict[str, Any]], bool]) -> None:
    expected = {row["id"] for row in rows(record, "claims") if keeps(row)}
    assert {row["id"] for row in rows(record, "claims", *options)} == expected


def test_claims_whose_reports_differ_have_a_discrepancy(record: Path) -> None:
    found = {row["id"] for row in rows(record, "claims", "--differing")}
    assert found >= {row["claim"] for row in rows(record, "discrepancies") if row["claim"]}
    assert len(found) < len(rows(record, "claims"))


def test_discrepancies_are_chosen_by_story_claim_outlet_and_conflict(record: Path) -> None:
    every = rows(record, "discrepancies")
    stories = [row["id"] for row in rows(record, "stories")]
    parts = [{row["id"] for row in rows(record, "discrepancies", "--story", story)} for story in stories]
    assert set().union(*parts) == {row["id"] for row in every}
    assert sum(map(len, parts)) == len(every)
    one = next(row for row in every if row["claim"])
    assert one["id"] in {row["id"] for row in rows(record, "discrepancies", "--claim", one["claim"])}
    ledger = next(row["id"] for row in rows(record, "articles") if row["uri"].endswith("#northern-ledger"))
    for row in rows(record, "discrepancies", "--outlet", "northern ledger"):
        assert ledger in {side["article"] for side in row["sides"]}
    conflicts = rows(record, "discrepancies", "--conflicts")
    assert 0 < len(conflicts) < len(every)
    for row in conflicts:
        assert not set.intersection(*(set(side["origins"]) for side in row["sides"]))
