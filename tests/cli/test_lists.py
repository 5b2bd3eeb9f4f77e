"""Lists read only what they print, and their filters mean what they mean everywhere."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from onrecord.export.parts import Row
from onrecord.model.errors import NotFoundError
from onrecord.query.filters import (
    ClaimFilter,
    DiscrepancyFilter,
    EventFilter,
    Filter,
    FilterError,
    StatementFilter,
)
from onrecord.query.lists import LISTS, RecordList
from onrecord.record.file import Record
from tests.cli.kit import rows, run

NAMES = [name for name in LISTS if name != "citations"]


def found(path: Path, name: str, asked: Filter) -> list[Row]:
    """Return the rows that a filter lets pass."""
    with Record.open(path, readonly=True) as opened:
        return list(LISTS[name].every(opened.connection, asked))


@pytest.mark.parametrize("name", NAMES)
def test_a_list_prints_all_its_rows_in_its_order(invented_record: Path, name: str) -> None:
    assert rows(invented_record, name) == found(invented_record, name, LISTS[name].filter())


@pytest.mark.parametrize("name", NAMES)
def test_no_row_is_read_that_is_not_printed(invented_record: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    made = RecordList.rows

    def counted(self: RecordList, connection: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
        read.extend(ids)
        return made(self, connection, ids)

    monkeypatch.setattr(RecordList, "rows", counted)
    printed = run(name, "-n", 1, "--json", "--record", invented_record).stdout.splitlines()
    assert [json.loads(line)["id"] for line in printed] == read
    assert len(read) == 1


@pytest.mark.parametrize(
    ("command", "name", "asked"),
    [
        (["claims", "--kind", "event"], "claims", ClaimFilter(kind="event")),
        (["claims", "--min-articles", 2], "claims", ClaimFilter(min_reports=2)),
        (["claims", "--min-origins", 2], "claims", ClaimFilter(min_origins=2)),
        (["claims", "--max-origins", 1], "claims", ClaimFilter(max_origins=1)),
        (["claims", "--verdict", "single", "--kind", "event"], "claims", ClaimFilter(verdict="single", kind="event")),
        (["claims", "--grade", 6], "claims", ClaimFilter(grade=6)),
        (["claims", "--differing"], "claims", ClaimFilter(differing=True)),
        (["claims", "--story", "sto-light"], "claims", ClaimFilter(story="sto-lighthouse")),
        (["discrepancies", "--kind", "amount"], "discrepancies", DiscrepancyFilter(kind="amount")),
        (["statements", "--speaker", "falk"], "statements", StatementFilter(speaker="falk")),
        (["statements", "--speaker", "VLM"], "statements", StatementFilter(speaker="VLM")),
        (["statements", "--kind", "direct"], "statements", StatementFilter(kind="direct")),
        (["statements", "--cue", "says"], "statements", StatementFilter(cue="says")),
        (["statements", "--since", "2031-04-05"], "statements", StatementFilter(since="2031-04-05")),
        (["events", "--actor", "VLM"], "events", EventFilter(actor="VLM")),
        (["events", "--dyad", "VLM,OST"], "events", EventFilter(actor="VLM", other="OST")),
        (["events", "--status", "occurred"], "events", EventFilter(status="occurred")),
    ],
    ids=str,
)
def test_an_option_is_the_filter_of_its_list(
    invented_record: Path, command: list[object], name: str, asked: Filter
) -> None:
    expected = found(invented_record, name, asked)
    assert rows(invented_record, str(command[0]), *command[1:]) == expected
    assert 0 < len(expected) <= len(found(invented_record, name, LISTS[name].filter()))


def test_what_the_limit_leaves_out_is_counted_where_that_takes_no_reading(invented_record: Path) -> None:
    count = len(found(invented_record, "claims", ClaimFilter()))
    few = run("claims", "-n", 3, "--record", invented_record)
    assert few.stderr == f"{count - 3} more; print all with --limit 0\n"
    some = run("claims", "-n", 1, "--match", "a", "--record", invented_record)
    assert some.stderr == "more; print all with --limit 0\n"
    assert run("claims", "-n", 0, "--record", invented_record).stderr == ""
    assert run("claims", "-n", count, "--record", invented_record).stderr == ""


def test_a_filter_that_no_row_passes_says_so(invented_record: Path) -> None:
    for command in (["claims", "--min-origins", 99], ["discrepancies", "--outlet", "Nobody"], ["stories", "-m", "zzz"]):
        result = run(*command, "--record", invented_record)
        assert (result.stdout, result.stderr) == ("", "no rows\n")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["claims", "--story", "sto-none"], "nothing in the record has an id"),
        (["claims", "--story", "clm-"], "several ids begin"),
        (["statements", "--article", "sto-lighthouse"], "sto-lighthouse is no article"),
        (["discrepancies", "--claim", "art-wire"], "art-wire is no claim"),
    ],
)
def test_an_id_of_nothing_or_of_something_else_is_refused(
    invented_record: Path, command: list[str], message: str
) -> None:
    with pytest.raises(NotFoundError, match=message):
        run(*command, "--record", invented_record)


def test_a_kind_that_is_none_says_what_there_is(invented_record: Path) -> None:
    for command in ("claims", "actors", "discrepancies"):
        with pytest.raises(FilterError, match="kind=poem: choose one of"):
            run(command, "--kind", "poem", "--record", invented_record)


def test_an_outlet_may_be_named_in_part(invented_record: Path) -> None:
    outlets = sorted({row["outlet"] for row in rows(invented_record, "articles") if row["outlet"]})
    for outlet in outlets:
        expected = found(invented_record, "statements", StatementFilter(outlet=outlet))
        assert rows(invented_record, "statements", "--outlet", outlet) == expected
        assert rows(invented_record, "statements", "--outlet", outlet.upper()) == expected
    several = run("statements", "--outlet", "e", "--record", invented_record)
    assert several.exit_code == 2
    assert "several outlets are called so" in " ".join(several.stderr.replace("│", " ").split())


def test_statements_are_found_best_first_and_shown_in_their_surroundings(invented_record: Path) -> None:
    found_ = rows(invented_record, "statements", "--search", "lighthouse", "--context", 12)
    assert found_
    for row in found_:
        assert re.search("lighthouse", row["text"], re.IGNORECASE)
        assert f"▸{row['text']}◂" in row["context"]
    with Record.open(invented_record, readonly=True) as opened:
        hits = [hit.id for hit in opened.search("lighthouse", -1) if hit.kind == "statement"]
    assert [row["id"] for row in found_] == hits
    assert rows(invented_record, "statements", "--search", "%&") == []
    narrowed = rows(invented_record, "statements", "--search", "lighthouse", "--kind", "direct")
    assert [row["id"] for row in narrowed] == [row["id"] for row in found_ if row["kind"] == "direct"]


@pytest.mark.parametrize(
    ("options", "keeps"),
    [
        (["--status", "occurred,planned"], lambda row: row["status"] in ("occurred", "planned")),
        (["--actor", "Ostran", "--dyad", "VLM,OST"], lambda row: {"VLM", "OST"} <= _states(row)),
    ],
)
def test_events_are_narrowed_further(
    invented_record: Path, options: list[str], keeps: Callable[[dict[str, Any]], bool]
) -> None:
    every = rows(invented_record, "events")
    assert rows(invented_record, "events", *options) == [row for row in every if keeps(row)]


def _states(row: dict[str, Any]) -> set[str]:
    return {role["state"] for role in (*row["actors"], *row["recipients"])}
