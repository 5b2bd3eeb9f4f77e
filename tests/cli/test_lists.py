"""Lists read only what they print, and print what reading everything would give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import rows
from onrecord.model.snapshot import Snapshot
from onrecord.record import choosing, excerpts
from onrecord.record.choosing import Choice
from onrecord.record.excerpts import Loader
from onrecord.record.file import Record
from onrecord.trace.standing import Support, beginnings_of
from tests.cli.kit import run

Row = dict[str, Any]
Make = Callable[[Snapshot], Iterator[Row]]
KINDS: dict[str, tuple[Choice, Loader, Make]] = {
    "articles": (choosing.articles(), excerpts.of_articles, rows.article_rows),
    "stories": (choosing.stories(), excerpts.of_stories, rows.story_rows),
    "claims": (choosing.claims(), excerpts.of_claims, rows.claim_rows),
    "statements": (choosing.readings(), excerpts.of_readings, rows.statement_rows),
    "events": (choosing.readings(), excerpts.of_readings, rows.event_rows),
    "actors": (choosing.actors(), excerpts.of_actors, rows.actor_rows),
    "discrepancies": (choosing.discrepancies(), excerpts.of_discrepancies, rows.discrepancy_rows),
}


@pytest.fixture(scope="module")
def whole(record: Path) -> Snapshot:
    """All of the record."""
    with Record.open(record, readonly=True) as opened:
        return opened.snapshot()


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_excerpts_are_the_rows_of_the_whole(record: Path, whole: Snapshot, kind: str, size: int) -> None:
    choice, load, make = KINDS[kind]
    with Record.open(record, readonly=True) as opened:
        parts = list(replace(choice, part=size).parts(opened.connection))
        found = [row for ids in parts for row in make(load(opened.connection, ids))]
        assert opened.count(choice) == sum(map(len, parts)) > 1
    assert found == list(make(whole))
    assert [len(ids) for ids in parts[:-1]] == [size] * (len(parts) - 1)


@pytest.mark.parametrize(
    ("asked", "passes"),
    [
        ({"kind": "event"}, lambda row: row["kind"] == "event"),
        ({"least": 3}, lambda row: len(row["articles"]) >= 3),
        ({"min_origins": 2}, lambda row: row["origins"]["at_least"] >= 2),
        ({"max_origins": 1}, lambda row: row["origins"]["at_most"] <= 1),
        ({"min_origins": 1, "max_origins": 1, "least": 2, "kind": "utterance"}, lambda row: (
            row["origins"]["at_least"] == row["origins"]["at_most"] == 1
            and len(row["articles"]) > 1
            and row["kind"] == "utterance"
        )),
        ({"grade": 3}, lambda row: row["grade"] == 3),
        ({"grade": 6}, lambda row: row["grade"] == 6),
        ({"story": "sto-"}, lambda row: row["story"] is not None),
        ({"story": "sto-0"}, lambda row: str(row["story"]).startswith("sto-0")),
        *(
            ({"verdicts": beginnings_of(kind)}, lambda row, kind=kind: row["verdict"].startswith(beginnings_of(kind)))
            for kind in Support
        ),
    ],
)  # fmt: skip
def test_claims_are_chosen_as_a_filter_of_all_rows_would(
    record: Path, whole: Snapshot, asked: dict[str, Any], passes: Callable[[Row], bool]
) -> None:
    choice = choosing.claims(**asked)
    with Record.open(record, readonly=True) as opened:
        found = [row for part in opened.excerpts(choice, excerpts.of_claims) for row in rows.claim_rows(part)]
        assert opened.count(choice) == len(found)
    assert found == [row for row in rows.claim_rows(whole) if passes(row)]


def test_claims_on_which_reports_disagree(record: Path, whole: Snapshot) -> None:
    with Record.open(record, readonly=True) as opened:
        parts = choosing.claims(differing=True).parts(opened.connection)
        assert {id_ for ids in parts for id_ in ids} == set(whole.discrepancies_of) != set()


def test_discrepancies_are_chosen_by_kind_and_claim(record: Path, whole: Snapshot) -> None:
    some = whole.tracing.discrepancies[0]
    with Record.open(record, readonly=True) as opened:
        by_kind = [id_ for ids in choosing.discrepancies(some.kind).parts(opened.connection) for id_ in ids]
        by_claim = [id_ for ids in choosing.discrepancies(claim=some.claim[:9]).parts(opened.connection) for id_ in ids]
    assert by_kind == sorted(one.id for one in whole.tracing.discrepancies if one.kind is some.kind)
    assert by_claim == sorted(one.id for one in whole.tracing.discrepancies if one.claim.startswith(some.claim[:9]))


def test_what_the_limit_leaves_out_is_counted_where_that_takes_no_reading(record: Path, whole: Snapshot) -> None:
    left = len(whole.resolution.claims) - 3
    assert run("claims", "-n", 3, "--record", record).stderr == f"{left} more; print all with --limit 0\n"
    assert run("claims", "-n", 1, "--match", "a", "--record", record).stderr == "more; print all with --limit 0\n"
    every = run("claims", "-n", 0, "--json", "--record", record)
    assert every.stderr == ""
    assert [json.loads(line) for line in every.stdout.splitlines()] == list(rows.claim_rows(whole))
    assert run("claims", "-n", len(whole.resolution.claims), "--record", record).stderr == ""


def test_a_filter_that_no_row_passes_says_so(record: Path) -> None:
    for command in (["claims", "--min-origins", 99], ["discrepancies", "--outlet", "Nobody"], ["stories", "-m", "zzz"]):
        result = run(*command, "--record", record)
        assert (result.stdout, result.stderr) == ("", "no rows\n")
