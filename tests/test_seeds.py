"""The first real input: what the record of the five seed pages must say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app

pytestmark = [pytest.mark.model, pytest.mark.shared]

ORIGIN = "TASS"


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def record(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "r.db"
    run("add", shared / "seeds", "--record", path, "--quiet")
    return path


def rows(record: Path, name: str, *options: object) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(name, "--record", record, "--json", "-n", 0, *options).splitlines()]


def pages(record: Path, ids: list[str]) -> list[str]:
    uri = {row["id"]: row["uri"].split("/")[-1][:3] for row in rows(record, "articles")}
    return sorted(uri[article] for article in ids)


def utterance(record: Path, words: str) -> dict[str, Any]:
    found = [row for row in rows(record, "claims", "--kind", "utterance") if words in row["title"].casefold()]
    return max(found, key=lambda row: len(row["articles"]))


def test_five_articles_without_comments_or_menus_in_the_body(record: Path) -> None:
    articles = rows(record, "articles")
    assert len(articles) == 5
    body = "\n".join(
        row["text"][block["start"] : block["end"]]
        for row in articles
        for block in row["blocks"]
        if block["kind"] == "body"
    )
    for furniture in ("Ivan Freely", "Leave A Reply", "Pin It", "Advertisement", "Get more with", "LinkedIn", "BRI"):
        assert furniture not in body


def test_first_sentence_is_one_utterance_of_the_minister_in_three_articles(record: Path) -> None:
    claim = utterance(record, "visiting russia as")
    assert pages(record, claim["articles"]) == ["000", "001", "002"]
    names = {row["id"]: row["name"] for row in rows(record, "actors")}
    assert [names[actor] for actor in claim["actors"]] == ["Wei Fenghe"]
    assert [origin["name"] for origin in claim["origins"]["named"]] == [ORIGIN]
    assert (claim["origins"]["at_least"], claim["origins"]["at_most"]) == (1, 1)


def test_second_utterance_is_in_all_four_with_its_second_translation(record: Path) -> None:
    claim = utterance(record, "close ties between the armed forces")
    assert pages(record, claim["articles"]) == ["000", "001", "002", "004"]
    assert ORIGIN in [origin["name"] for origin in claim["origins"]["named"]]
    assert claim["origins"]["at_least"] == 1
    assert claim["origins"]["at_most"] <= 2


def test_the_later_article_is_another_story(record: Path) -> None:
    groups = sorted(pages(record, row["articles"]) for row in rows(record, "stories"))
    assert groups == [["000", "001", "002", "004"], ["003"]]


def test_two_spellings_are_one_person(record: Path) -> None:
    shoigu = [row for row in rows(record, "actors", "--kind", "person") if "Shoigu" in row["name"]]
    assert len(shoigu) == 1
    assert {"Sergey Shoigu", "Sergei Shoigu"} <= {shoigu[0]["name"], *shoigu[0]["aliases"]}


def test_the_two_tariff_plans_disagree(record: Path) -> None:
    amounts = rows(record, "discrepancies", "--kind", "amount")
    assert any({"$60 billion", "$50 billion"} <= {side["text"] for side in row["sides"]} for row in amounts)


def test_every_span_slices_and_adding_again_changes_nothing(record: Path, shared: Path) -> None:
    run("verify", "--record", record)
    before = run("claims", "--record", record, "--json", "-n", 0)
    run("add", shared / "seeds", "--record", record, "--quiet")
    assert run("claims", "--record", record, "--json", "-n", 0) == before
