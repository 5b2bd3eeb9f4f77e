"""Every shape of hostile coverage is made, derived and holds what must hold of it, in small."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench import shapes
from bench.coverage.__main__ import coverage_of
from bench.growth_ways import WAYS
from bench.shape_articles import DATES, credited, digests
from bench.shape_checks import Check, in_time, kept_apart, of_nothing, one_origin, one_text
from bench.shape_record import ClaimSeen, Seen
from bench.shapes import SHAPES, Shape, grown, main, measured
from onrecord.model.article import Article
from onrecord.model.derived import ClaimKind
from tests.bench.conftest import WRITTEN

SIZES = {"unrelated": 20, "copies": 70, "digests": 48, "dates": 60, "itself": 16, "empty": 40, "story": 40}


@pytest.fixture
def here(bases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make coverage from a few bases, and derive in this process."""
    monkeypatch.setattr(shapes, "coverage_of", lambda seed: coverage_of(seed, bases, WRITTEN, []))
    monkeypatch.setattr(shapes, "in_process", lambda way, path, _: WAYS[way](path))


@pytest.mark.model
@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", SHAPES)
def test_what_must_hold_of_a_shape_holds(name: str, tmp_path: Path) -> None:
    row = measured(name, SIZES[name], tmp_path)
    assert row["holds"], row["says"]
    assert (row["shape"], row["articles"]) == (name, SIZES[name])
    assert row["says"]


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_copies_are_one_family_and_one_claim_an_utterance(tmp_path: Path) -> None:
    row = measured("copies", SIZES["copies"], tmp_path)
    assert (row["families"], row["biggest_story"], row["biggest_claim"]) == (1, 70, 70)
    assert "fewest unedited copies that report an utterance: 56 of 56" in row["says"]


@pytest.mark.model
@pytest.mark.usefixtures("here")
def test_the_story_is_measured_in_two_sizes(capsys: pytest.CaptureFixture[str]) -> None:
    held = main(["story", "--articles", "40"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["shape"], row.get("articles")) for row in rows] == [
        ("story", 20),
        ("story", 40),
        ("story: growth", None),
    ]
    assert held == (0 if all(row["holds"] for row in rows) else 1)
    assert 0 < rows[1]["biggest_claim"] < 40


@pytest.mark.model
def test_each_shape_is_what_its_name_says(bases: Path) -> None:
    coverage = coverage_of(1, bases, WRITTEN, [])
    made = {name: list(shape.make(coverage, 24)) for name, shape in SHAPES.items()}
    assert {name: len(articles) for name, articles in made.items()} == dict.fromkeys(SHAPES, 24)
    assert {article.outlet for _, (article, _) in made["itself"]} == {
        credited(one) or one[0].outlet for _, one in made["itself"]
    }
    assert {group for group, _ in made["empty"]} == {"title", "text", "word", "sentence"}
    kinds = {group.partition("/")[2] for group, _ in SHAPES["dates"].make(coverage, 600)}
    assert kinds == {*DATES, "stated"}
    twice = [article for group, (article, _) in digests(coverage, 24) if group == "digest"]
    reports = [article.text for group, (article, _) in digests(coverage, 24) if group != "digest"]
    shared = [set(article.text.splitlines()[1:]) for article in twice]
    assert all(sum(bool(lines & set(text.splitlines()[1:])) for text in set(reports)) == 2 for lines in shared)


def _seen(**changes: object) -> Seen:
    """What was derived of two articles, one of a word and one of a report."""
    articles = {
        key: Article(key, key, "", "", published=day) for key, day in (("a", "2023-05-01"), ("b", "0001-01-01"))
    }
    alone = (frozenset("a"), frozenset("b"))
    plain = Seen({"a": "0/stated", "b": "1/year 1"}, articles, alone, (), {"a": "a", "b": "b"})
    return replace(plain, **changes)  # type: ignore[arg-type]


def _failed(found: list[Check]) -> list[str]:
    return [check.says for check in found if not check.holds]


def _claim(articles: str, most: int = 1, reasons: tuple[str, ...] = (), title: str = "words") -> ClaimSeen:
    return ClaimSeen("clm", ClaimKind.UTTERANCE, title, frozenset(articles), 1, most, reasons)


def test_what_is_merged_or_lost_is_seen() -> None:
    both, one = (frozenset("ab"),), {"a": "a", "b": "a"}
    assert _failed(list(one_text(_seen(group=dict.fromkeys("ab", "copy"), claims=(_claim("a", 2),)))))[2:] == [
        "fewest unedited copies that report an utterance: 1 of 2",
        "origins of an utterance: 2, at most 1",
    ]
    assert _failed(list(kept_apart(_seen(stories=both, family=one, group={"a": "1", "b": "2"}, claims=(_claim("a"),)))))
    assert _failed(list(in_time(_seen()))) == []
    words = _seen(stories=both, group={"a": "word", "b": "word"}, claims=(_claim("ab", title=" "),))
    assert len(_failed(list(of_nothing(words)))) == 3
    circle = _seen(group={"a": "circle 1", "b": "itself 1"}, claims=(_claim("a"), _claim("b", 2, ("its own",))))
    assert _failed(list(one_origin(circle))) == [
        "origins of an utterance: 2, at most 1",
        "circle: said of 0 of 1 claims",
    ]


def test_a_date_that_cannot_be_is_seen_where_it_would_be_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.shape_checks.earliest", lambda times: frozenset({min(filter(None, times))}))
    assert _failed(list(in_time(_seen(stories=(frozenset("ab"),))))) == [
        "stories with an impossible date for the first: 1, must be 0"
    ]


@pytest.mark.parametrize(("second", "holds"), [(20.0, True), (40.0, False)])
def test_growth_beyond_linear_does_not_hold(second: float, holds: bool) -> None:
    rows: list[dict[str, Any]] = [
        {"articles": 10, "cpu_seconds": 10.0, "peak_mb": 5.0},
        {"articles": 20, "cpu_seconds": second, "peak_mb": 6.0},
    ]
    assert grown(rows)["holds"] is holds
    assert grown([{"articles": 10}, rows[1]])["holds"] is False


def test_a_process_that_fails_is_said_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    none: Mapping[str, Shape] = {"empty": replace(SHAPES["empty"], make=lambda *_: iter(()))}
    monkeypatch.setattr(shapes, "SHAPES", none)
    monkeypatch.setattr(shapes, "coverage_of", lambda seed: seed)
    monkeypatch.setattr(shapes, "in_process", lambda *_: {"failed": "killed by signal 9"})
    assert main(["empty"]) == 1
    assert json.loads(capsys.readouterr().out)["says"] == ["NOT: killed by signal 9"]


def test_shapes_that_are_not_there_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["sphere"])
    assert "no such shape: sphere" in capsys.readouterr().err
