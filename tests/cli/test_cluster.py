from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from onrecord.engine.local import Summary
from onrecord.engine.progress import Progress, Report
from onrecord.engine.spark import adding, resolving, session
from onrecord.engine.spark.adding import Given
from onrecord.model.run import StatementsBy
from tests.cli.kit import run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, Mapping[str, str]]]:
    """The masters and settings of the sessions that were asked for; there is no cluster behind them."""
    asked: list[tuple[str | None, Mapping[str, str]]] = []

    @contextmanager
    def made(master: str | None, settings: Mapping[str, str]) -> Iterator[str]:
        asked.append((master, settings))
        yield "a session"

    monkeypatch.setattr(session, "session", made)
    return asked


def test_add_gives_a_cluster_what_it_would_give_the_local_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: list[tuple[str | None, Mapping[str, str]]]
) -> None:
    asked: list[tuple[object, Given, str]] = []

    def add(spark: object, given: Given, to: str, progress: Report) -> Summary:
        asked.append((spark, given, to))
        progress(Progress("read", 1, 1))
        return Summary(items=2, new=1, failed=1)

    monkeypatch.setattr(adding, "add", add)
    (tmp_path / "own.yaml").write_text("sources: []")
    options = ["--reader", "rules", "--actors", tmp_path / "own.yaml", "--limit", "page_seconds=5"]
    cluster = ["--engine", "spark", "--master", "spark://head:7077", "--to", "s3a://b/out", "--spark", "spark.a=b=c"]
    result = run("add", "in", "s3://b/in", *options, *cluster)
    assert result.exit_code == 0
    assert "items: 2 (new articles 1, known 0, failed 1)" in result.stderr
    assert "onrecord load s3a://b/out" in result.stderr
    assert opened == [("spark://head:7077", {"spark.a": "b=c"})]
    ((_, given, to),) = asked
    assert (given.sources, given.statements_by, to) == ([Path("in"), "s3://b/in"], StatementsBy.RULES, "s3a://b/out")
    assert (given.actors_file, given.settings.limits.page_seconds) == (tmp_path / "own.yaml", 5)


def test_resolve_gives_a_cluster_the_folder(
    monkeypatch: pytest.MonkeyPatch, opened: list[tuple[str | None, Mapping[str, str]]]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(resolving, "resolve", lambda _spark, folder, _progress: asked.append(folder))
    result = run("resolve", "--engine", "spark", "out", "--quiet")
    assert result.exit_code == 0
    assert asked == ["out"]
    assert opened == [(None, {})]
    assert "onrecord load out" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "in", "--engine", "spark"], "name it with --to DIR"),
        (["add", "in", "--to", "out"], "give --engine spark"),
        (["add", "in", "--master", "local[1]"], "give --engine spark"),
        (["add", "in", "--engine", "spark", "--to", "out", "--spark", "executor.memory=1g"], "give spark.NAME=VALUE"),
        (["resolve", "out", "--engine", "local"], "onrecord load DIR"),
    ],
)
def test_options_that_contradict_each_other_are_named(tmp_path: Path, arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())
    assert not list(tmp_path.iterdir())
