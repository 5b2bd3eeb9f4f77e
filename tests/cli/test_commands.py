"""The command line on the bundled coverage, from an empty folder to a verified record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.add import examples_folder
from tests.cli.kit import rows, run

pytestmark = pytest.mark.model

LISTS = ["articles", "actors", "statements", "events", "stories", "claims", "discrepancies"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_print_json_csv_and_cards(record: Path, name: str) -> None:
    found = rows(record, name)
    assert found
    assert all(row["id"] for row in found)
    table = run(name, "--record", record, "--csv", "--limit", 0)
    assert table.stdout.splitlines()[0].startswith("id,")
    cards = run(name, "--record", record, "--limit", 1)
    assert found[0]["id"] in cards.stdout


def test_all_twelve_articles_come_out(record: Path) -> None:
    assert len(rows(record, "articles")) == 12
    assert rows(record, "problems") == []


@pytest.mark.parametrize(
    ("options", "keeps"),
    [
        (["--kind", "direct"], lambda row: row["kind"] == "direct"),
        (["--cue", "says"], lambda row: row["cue"] and row["cue"]["type"] == "says"),
        (["--outlet", "Ledger"], lambda row: "ledger" in row["article_outlet"].lower()),
        (["--since", "2024-03-14"], lambda row: row["day"] >= "2024-03-14"),
        (["--until", "2024-03-12"], lambda row: "" < row["day"] <= "2024-03-12"),
    ],
)
def test_statements_are_chosen_by(record: Path, options: list[str], keeps: Callable[[dict[str, Any]], bool]) -> None:
    articles = {row["id"]: row for row in rows(record, "articles")}
    every = rows(record, "statements")
    for row in every:
        article = articles[row["article"]]
        row["article_outlet"] = article["outlet"] or ""
        row["day"] = (row["date"] or article["published"] or "")[:10]
    kept = {row["id"] for row in every if keeps(row)}
    assert {row["id"] for row in rows(record, "statements", *options)} == kept
    assert 0 < len(kept) < len(every)


def test_statements_are_searched_by_their_words_and_shown_in_context(record: Path) -> None:
    found = rows(record, "statements", "--search", "come marrec", "--context", 30)
    assert found
    for row in found:
        assert "come" in row["text"].lower()
        assert "marrec" in row["text"].lower()
        assert "▸" in row["context"]
    card = run("statements", "--record", record, "--search", "come marrec", "--context", 30, "--limit", 1)
    assert found[0]["context"] in card.stdout


def test_one_agency_stands_behind_five_papers(record: Path) -> None:
    (claim,) = rows(record, "claims", "--match", "I have come to Marrec")
    assert len(claim["articles"]) == 5
    assert [origin["name"] for origin in claim["origins"]["named"]] == ["Ostpress"]
    assert claim["origins"]["at_least"] == 1
    ledger = next(row["id"] for row in rows(record, "articles") if row["uri"].endswith("#northern-ledger"))
    assert ledger in claim["articles"]


def test_second_translation_joins_the_first(record: Path) -> None:
    claims = rows(record, "claims", "--match", "show Dunmoor the close bonds")
    meridian = next(row["id"] for row in rows(record, "articles") if row["uri"].endswith("meridian.html"))
    assert any(meridian in claim["articles"] and len(claim["articles"]) >= 6 for claim in claims)


@pytest.mark.parametrize(
    ("kind", "values"),
    [("amount", ("4", "6")), ("name", ("Tvelt", "Tveldt")), ("wording", ("fleets", "navies"))],
)
def test_discrepancies_are_found(record: Path, kind: str, values: tuple[str, str]) -> None:
    found = rows(record, "discrepancies", "--kind", kind)
    assert any(all(value in json.dumps(row["sides"]) for value in values) for row in found)


def test_comments_are_read_for_nothing(record: Path) -> None:
    statements = json.dumps(rows(record, "statements"))
    assert "Gullwatcher" not in statements
    assert "about time somebody" not in statements.lower()


@pytest.mark.parametrize("name", LISTS)
def test_show_and_explain_take_every_id(record: Path, name: str) -> None:
    for row in rows(record, name)[:3]:
        shown = run("show", row["id"], "--record", record)
        assert json.loads(shown.stdout)["id"] == row["id"]
        explained = run("explain", row["id"], "--record", record)
        assert explained.stdout.strip(), row["id"]


def test_adding_again_changes_nothing(record: Path) -> None:
    before = run("claims", "--record", record, "--json", "--limit", 0).stdout
    examples = examples_folder()
    again = run("add", examples / "coverage", "--record", record, "--actors", examples / "actors.yaml", "-q")
    assert again.exit_code == 0
    assert run("claims", "--record", record, "--json", "--limit", 0).stdout == before
    assert len(rows(record, "articles")) == 12


def test_verify_search_export_and_report(record: Path, tmp_path: Path) -> None:
    assert run("verify", "--record", record).exit_code == 0
    assert "Kettle" in run("search", "Kettle Strait", "--record", record).stdout
    for form in ("jsonl", "csv"):
        exported = run("export", "--format", form, "--to", tmp_path / form, "--record", record)
        assert exported.exit_code == 0
        assert (tmp_path / form / f"claims.{form}").stat().st_size > 0
    assert Path(run("report", "--to", tmp_path / "pages", "--record", record).stdout.strip()).is_file()


def test_bad_input_becomes_problems_and_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "menu.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>", encoding="utf-8")
    good = (examples_folder() / "coverage" / "vpa-expulsion.txt").read_bytes()
    (folder / "good.txt").write_bytes(good)
    record = tmp_path / "r.db"
    result = run("add", folder, tmp_path / "absent.txt", "--record", record, "--quiet")
    assert result.exit_code == 0
    listed = rows(record, "problems")
    assert sorted(row["code"] for row in listed)[:2] == ["binary", "empty"]
    assert {"no-article"} <= {row["code"] for row in listed}
    assert len(listed) == 4
    articles = run("articles", "--record", record, "--json").stdout.splitlines()
    assert len(articles) == 1


def test_unknown_id_and_missing_record_are_clear_errors(record: Path, tmp_path: Path) -> None:
    from onrecord.model.errors import NotFoundError, RecordError

    with pytest.raises(NotFoundError):
        run("show", "clm-ffffffffffffffff", "--record", record)
    with pytest.raises(RecordError):
        run("claims", "--record", tmp_path / "none.db")


def test_a_problem_is_explained_and_what_has_no_reasons_says_so(tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    run("add", tmp_path / "absent.txt", "--record", record, "--quiet")
    (row,) = rows(record, "problems")
    explained = run("explain", row["id"], "--record", record).stdout
    assert "absent.txt" in explained
    assert row["remedy"] in explained
    silent = run("explain", "run-", "--record", record)
    assert (silent.stdout, "onrecord show run-" in silent.stderr) == ("", True)


@pytest.mark.parametrize("query", ['"', "*", "-", "NEAR (", "", "()", "^x:y*"])
def test_search_takes_any_signs_for_words(record: Path, query: str) -> None:
    found = run("search", "--record", record, "--", query)
    assert found.exit_code == 0
    assert "nothing holds all of these words" in found.stderr


def test_a_hit_is_one_line(record: Path) -> None:
    hits = run("search", "Kettle Strait", "--record", record).stdout.splitlines()
    assert hits
    assert all(hit[3] == "-" and hit[20:22] == "  " for hit in hits)


def test_an_empty_name_is_not_taken_for_the_present_folder(tmp_path: Path) -> None:
    refused = run("add", "", "--record", tmp_path / "r.db")
    assert refused.exit_code == 2
    assert "empty name" in refused.stderr
    assert not (tmp_path / "r.db").exists()
