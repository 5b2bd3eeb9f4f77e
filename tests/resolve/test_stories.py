from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.facts import Facts
from onrecord.resolve.stories import cluster_stories

FERRY = (
    "Ferry sinks off Orsk\nThe ferry Halda sank in a storm off Orsk on Sunday with forty passengers aboard.\n"
    "Divers from the Velmark coast guard searched the wreck.",
    "Forty feared lost as Halda goes down\nThe Halda, a ferry with forty passengers, sank off Orsk in Sunday's storm.\n"
    "The coast guard of Velmark sent divers to the wreck and a ship from Nara joined them.",
    "Coast guard divers reach wreck of the Halda\nVelmark's coast guard divers reached the ferry that sank off Orsk.\n"
    "Passengers spoke of a storm that came without warning on Sunday.",
)
COURT = (
    "Court frees editor Ilmari Best\nA court in Nara freed the editor Ilmari Best after ninety days in prison.\n"
    "Judge Oona Reth found no evidence that Best had published state secrets.",
    "Editor walks free\nIlmari Best, the editor held in Nara for ninety days, is free on a judge's order.\n"
    "Oona Reth wrote that no state secrets had been published.",
)


def _article(key: str, text: str, published: str | None = None) -> Article:
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block(at, at + len(line), BlockKind.BODY if number else BlockKind.TITLE))
        at += len(line) + 1
    return Article(key, key, text, "", tuple(blocks), title=text.partition("\n")[0], published=published)


def _articles() -> list[Article]:
    texts = {f"f{n}": text for n, text in enumerate(FERRY)} | {f"c{n}": text for n, text in enumerate(COURT)}
    return [_article(key, text) for key, text in texts.items()]


def test_articles_about_one_happening_are_one_story() -> None:
    stories = cluster_stories(Facts.of(_articles(), []))
    assert [story.articles for story in stories] == [("c0", "c1"), ("f0", "f1", "f2")]
    assert "Halda" in stories[1].reason
    assert stories[1].title in {text.split("\n")[0] for text in FERRY}
    assert stories[0].since is None


def test_the_same_words_months_later_are_another_story() -> None:
    days = ("2031-05-04", "2031-05-06", "2032-01-09")
    dated = [_article(f"f{n}", text, day) for n, (text, day) in enumerate(zip(FERRY, days, strict=True))]
    stories = cluster_stories(Facts.of(dated, []))
    assert [(story.articles, story.since, story.until) for story in stories] == [
        (("f0", "f1"), "2031-05-04", "2031-05-06"),
        (("f2",), "2032-01-09", "2032-01-09"),
    ]


SOMEWHAT_ALIKE = (
    "Halda ferry runs late again\nPassengers at Orsk waited four hours for a ferry whose engine had failed at dawn.\n"
    "The operator blamed old pumps and promised vouchers to families with small children.",
    "Ferry engine failure leaves schools half empty\nTeachers on the island counted absent children early and "
    "cancelled exams.\nA headmistress asked the council for a bridge, which the mayor called a dream.",
)


@pytest.mark.parametrize(
    ("days", "stories"),
    [(("2031-05-04", "2031-05-05"), 1), (("2031-05-04", "2031-05-09"), 2), (("2031-05-04", None), 2)],
)
def test_what_is_somewhat_alike_is_one_story_only_within_days(
    days: tuple[str | None, str | None], stories: int
) -> None:
    dated = [_article(f"s{n}", text, day) for n, (text, day) in enumerate(zip(SOMEWHAT_ALIKE, days, strict=True))]
    assert len(cluster_stories(Facts.of(dated, []))) == stories


def test_an_undated_article_does_not_join_what_time_keeps_apart() -> None:
    days = ("2031-05-04", None, "2032-01-09")
    dated = [_article(f"f{n}", FERRY[0], day) for n, day in enumerate(days)]
    assert sorted(len(story.articles) for story in cluster_stories(Facts.of(dated, []))) == [1, 2]


def test_two_happenings_of_one_kind_are_told_apart() -> None:
    kind = "Police say a lorry left the road near {} on {} and hit a bus. The driver {} lies in hospital."
    orsk, nara = kind.format("Orsk", "Monday", "Pell"), kind.format("Nara", "Friday", "Quist")
    first = [_article(f"a{n}", f"{orsk}\n{_filler(n)}") for n in range(4)]
    second = [_article(f"b{n}", f"{nara}\n{_filler(n + 4)}") for n in range(4)]
    groups = [story.articles for story in cluster_stories(Facts.of([*first, *second], []))]
    assert groups == [("a0", "a1", "a2", "a3"), ("b0", "b1", "b2", "b3")]


def _filler(number: int) -> str:
    return " ".join(f"{word}{chr(97 + number)}" for word in ("wit", "nes", "ran", "out", "saw", "fog", "ice", "cam"))


def test_reprints_of_two_reports_of_one_happening_are_one_story() -> None:
    reprints = [_article(f"{n}{copy}", FERRY[n]) for n in (0, 1) for copy in "abcd"]
    assert [len(story.articles) for story in cluster_stories(Facts.of(reprints, []))] == [8]


def test_an_article_alone_is_a_story() -> None:
    (story,) = cluster_stories(Facts.of([_article("a", FERRY[0])], []))
    assert story.reason.startswith("alone")
    (story,) = cluster_stories(Facts.of([Article("a", "uri", "", "")], []))
    assert story.title == "uri"


def test_a_missing_title_is_made_of_the_first_words() -> None:
    untitled = replace(_article("a", FERRY[0]), title=None)
    (story,) = cluster_stories(Facts.of([untitled], []))
    assert story.title == "Ferry sinks off Orsk"


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(chance: random.Random) -> None:
    articles = _articles()
    expected = cluster_stories(Facts.of(articles, []))
    chance.shuffle(articles)
    assert cluster_stories(Facts.of(articles, [])) == expected


@pytest.mark.shared
def test_stories_of_real_coverage(shared: Path) -> None:
    path = shared / "data" / "events" / "ecbplus_full_dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    wanted = {row["doc_id"]: row["subtopic"] for row in rows}
    command = [sys.executable, "-m", "bench.predict", "stories", str(path)]
    output = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=True, text=True).stdout
    found = {row["id"]: row["cluster"] for row in map(json.loads, output.splitlines())}
    assert found.keys() == wanted.keys()
    both = Counter((wanted[key], found[key]) for key in wanted)
    sizes, made = Counter(wanted.values()), Counter(found.values())
    precision = sum(n * n / made[cluster] for (_, cluster), n in both.items()) / len(wanted)
    recall = sum(n * n / sizes[subtopic] for (subtopic, _), n in both.items()) / len(wanted)
    assert 2 * precision * recall / (precision + recall) >= 0.93


def test_a_printing_without_a_date_ties_nothing_that_is_years_apart() -> None:
    fuller = FERRY[0] + "\nA harbour pilot of Orsk had warned the crew."
    dated = [_article("a", FERRY[0], "2031-05-04"), _article("b", FERRY[1], "2033-05-04"), _article("c", fuller)]
    stories = cluster_stories(Facts.of(dated, []))
    assert sorted(story.articles for story in stories) == [("a", "c"), ("b",)]
