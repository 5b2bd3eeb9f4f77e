"""The first real input: what the record of the five seed pages must say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.acquire.blob import Blob
from onrecord.acquire.files import read_blob
from onrecord.acquire.settings import Settings
from onrecord.cli.app import app
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Article, Page
from onrecord.model.reading import Event, Role
from onrecord.model.run import StatementsBy
from onrecord.read.doc import events_of, make_doc
from onrecord.read.pipeline import make_pipeline

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


EVENTS = [
    # page, subtype, status, an actor's state or name ("" where nobody is named), a recipient's, first day or ""
    ("000", "meeting", "occurred", "Wei Fenghe", "RUS", "2018-04-03"),
    ("000", "talks", "occurred", "Wei Fenghe", "Sergey Shoigu", ""),
    ("000", "visit", "ongoing", "Wei Fenghe", "RUS", ""),
    ("000", "alliance", "planned", "CHN", "RUS", ""),
    ("000", "poisoning", "occurred", "", "Sergei Skripal", ""),
    ("000", "expulsion", "occurred", "USA", "RUS", ""),
    ("000", "shutdown", "occurred", "USA", "the Seattle consulate", ""),
    ("000", "sanctions", "occurred", "", "RUS", ""),
    ("000", "annexation", "historical", "", "Crimea", "2014-01-01"),
    ("000", "tariff", "occurred", "Donald Trump", "CHN", ""),
    ("000", "tariff", "threatened", "Donald Trump", "CHN", ""),
    ("000", "joint-exercise", "occurred", "The two allies", "", "2017-04-06"),
    ("000", "talks", "occurred", "PRK", "Xi Jinping", "2018-03-01"),
    ("000", "meeting", "planned", "Donald Trump", "Kim Jong-un", ""),
    ("001", "visit", "occurred", "Wei Fenghe", "RUS", ""),
    ("001", "talks", "occurred", "Wei Fenghe", "RUS", ""),
    ("001", "talks", "planned", "Wang Yi", "RUS", ""),
    ("001", "expulsion", "occurred", "RUS", "diplomats from the US", ""),
    ("001", "visit", "planned", "Vladimir Putin", "CHN", ""),
    ("001", "arms-sale", "planned", "RUS", "CHN", ""),
    ("001", "poisoning", "occurred", "", "Sergei Skripal", ""),
    ("002", "visit", "occurred", "CHN", "RUS", ""),
    ("002", "meeting", "occurred", "CHN", "RUS", ""),
    ("002", "summit", "occurred", "CHN", "RUS", ""),
    ("003", "joint-exercise", "occurred", "CHN", "RUS", ""),
    ("003", "alliance", "conditional", "RUS", "CHN", ""),
    ("003", "annexation", "occurred", "RUS", "UKR", ""),
    ("003", "arms-sale", "occurred", "Trump administration", "TWN", ""),
    ("003", "trade-war", "occurred", "Trump administration", "CHN", ""),
    ("003", "trade-war", "conditional", "USA", "CHN", ""),
    ("003", "demand", "historical", "Trump", "European countries", "2017-01-01"),
    ("004", "visit", "occurred", "Wang Yi", "RUS", ""),
    ("004", "visit", "occurred", "Wei Fenghe", "RUS", ""),
    ("004", "summit", "occurred", "Wei Fenghe", "the Moscow Conference", ""),
    ("004", "meeting", "occurred", "Wang Yi", "RUS", ""),
    ("004", "meeting", "occurred", "Vladimir Putin", "Wang Yi", ""),
    ("004", "talks", "occurred", "Wang Yi", "Vladimir Putin", ""),
    ("004", "talks", "occurred", "Wei Fenghe", "Sergei Shoigu", ""),
    ("004", "poisoning", "alleged", "RUS", "former Russian spy", ""),
    ("004", "chemical-attack", "alleged", "SYR", "SYR", ""),
    ("004", "accusation", "occurred", "USA", "RUS", ""),
    ("004", "tariff", "planned", "Donald Trump", "CHN", ""),
    ("004", "tariff", "planned", "CHN", "USA", ""),
    ("004", "tariff", "threatened", "Donald Trump", "CHN", ""),
    ("004", "criticism", "ongoing", "CHN", "USA", ""),
    ("004", "accusation", "occurred", "Wang Yi", "USA", ""),
    ("004", "visit", "planned", "Vladimir Putin", "CHN", ""),
    ("004", "summit", "planned", "Vladimir Putin", "Shanghai Cooperation Organization", ""),
]
AMOUNTS = [("000", "expulsion", 60.0), ("000", "tariff", 60e9), ("003", "arms-sale", 1.8e9), ("004", "tariff", 100e9)]


@pytest.fixture(scope="module", params=list(StatementsBy))
def told(shared: Path, request: pytest.FixtureRequest) -> dict[str, tuple[Event, ...]]:
    """The events of each page by the number that its name begins with, with the learned reader and by rules alone."""
    articles = {page: _article(path) for path in sorted((shared / "seeds").glob("*")) if (page := path.name[:3])}
    nlp = make_pipeline(statements_by=request.param)
    return {page: events_of(nlp(make_doc(nlp, article))) for page, article in articles.items()}


def _article(path: Path) -> Article:
    (page,) = read_blob(Blob.of_bytes(path.name, path.read_bytes(), path.name, path.name), Settings())
    made = extract(page) if isinstance(page, Page) else None
    assert isinstance(made, Extracted)
    return made.article


@pytest.mark.parametrize(("page", "subtype", "status", "actor", "recipient", "day"), EVENTS)
def test_what_each_page_tells(
    told: dict[str, tuple[Event, ...]], page: str, subtype: str, status: str, actor: str, recipient: str, day: str
) -> None:
    fits = [event for event in told[page] if (event.subtype, event.status) == (subtype, status)]
    assert any(
        _holds(event.actors, actor) and _holds(event.recipients, recipient) and _first_day(event) == day
        for event in fits
    ), [event.reason for event in fits]


@pytest.mark.parametrize(("page", "subtype", "value"), AMOUNTS)
def test_how_much(told: dict[str, tuple[Event, ...]], page: str, subtype: str, value: float) -> None:
    found = {amount.value for event in told[page] if event.subtype == subtype for amount in event.magnitude}
    assert value in found


def _holds(roles: tuple[Role, ...], who: str) -> bool:
    return any(who in (role.state, role.name, role.text) for role in roles) if who else not roles


def _first_day(event: Event) -> str:
    return event.date.since[:10] if event.date else ""
