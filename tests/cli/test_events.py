"""The filters of `onrecord events`, on the bundled coverage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.model.errors import SourceError
from tests.cli.kit import rows, run

pytestmark = pytest.mark.model

Events = list[dict[str, Any]]


def events(record: Path, *options: object) -> Events:
    return rows(record, "events", *options)


def states(row: dict[str, Any], slot: str) -> set[str]:
    return {role["state"] for role in row[slot]}


@pytest.mark.parametrize(
    ("options", "keeps"),
    [
        (["--status", "planned"], lambda row: row["status"] == "planned"),
        (["--status", "planned,threatened"], lambda row: row["status"] in ("planned", "threatened")),
        (["--status", "Planned", "--status", "threatened"], lambda row: row["status"] in ("planned", "threatened")),
        (["--type", "consult"], lambda row: row["type"] == "CONSULT"),
        (["--type", "Tariff"], lambda row: row["subtype"] == "tariff"),
        (["--place", "marrec"], lambda row: row["place"] and row["place"]["name"] == "Marrec"),
        (["--min-confidence", "0.9"], lambda row: row["confidence"] is None or row["confidence"] >= 0.9),
        (["--since", "2024-04-04"], lambda row: row["date"] and row["date"]["to"] >= "2024-04-04"),
        (["--until", "2024-03-12"], lambda row: row["date"] and row["date"]["from"] <= "2024-03-12"),
        (
            ["--dyad", "XVM,XDU"],
            lambda row: (
                ({"XVM"} == states(row, "actors") and {"XDU"} == states(row, "recipients"))
                or ({"XDU"} == states(row, "actors") and {"XVM"} == states(row, "recipients"))
            ),
        ),
        (
            ["--dyad", "dravik, tveldt"],
            lambda row: (
                any("Tveldt" in who["name"] for who in row["actors"])
                and any("Dravik" in who["name"] for who in row["recipients"])
            ),
        ),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, list) else "",
)
def test_events_are_chosen_by(record: Path, options: list[str], keeps: Callable[[dict[str, Any]], bool]) -> None:
    every = events(record)
    kept = [row["id"] for row in every if keeps(row)]
    assert [row["id"] for row in events(record, *options)] == kept
    assert 0 < len(kept) < len(every)


def test_two_who_act_together_are_no_dyad(record: Path) -> None:
    assert events(record, "--dyad", "Tveldt,Tveldt") == []


def test_events_without_a_date_are_left_out_and_counted(record: Path) -> None:
    undated = sum(row["date"] is None for row in events(record))
    result = run("events", "--record", record, "--since", "2000-01-01")
    assert f"{undated} events without a date are left out" in result.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--type", "picnic"], "--type picnic: no such type; there are AGREE, CONSULT"),
        (["--status", "planned,hoped"], "--status hoped: no such status; there are occurred, ongoing"),
        (["--dyad", "Velmark"], "--dyad Velmark: name two, divided by a comma"),
        (["--dyad", "a,b,c"], "--dyad a,b,c: name two, divided by a comma"),
    ],
)
def test_what_there_is_not_is_refused(record: Path, options: list[str], message: str) -> None:
    result = run("events", "--record", record, *options)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_export_of_event_data_says_what_it_leaves_out(record: Path, tmp_path: Path) -> None:
    result = run("export", "--record", record, "--to", tmp_path, "--format", "monthly")
    assert result.stdout.split() == [str(tmp_path / "monthly.csv")]
    assert "claims without a date" in result.stderr


def test_an_events_file_that_cannot_be_used_is_named(record: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("verbs: [{verbs: [dock]}]", encoding="utf-8")
    with pytest.raises(SourceError, match="entry 1 of 'verbs' lacks 'as'"):
        run("export", "--record", record, "--to", tmp_path, "--events-file", own)
