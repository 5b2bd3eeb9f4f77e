"""What reads in processes of its own gives what reading here gives, whatever becomes of the processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest

from bench.reliability.record.command import COVERAGE
from bench.reliability.record.sameness import differences
from onrecord.engine.local import Adding, Task, add
from onrecord.engine.progress import Progress
from onrecord.engine.reader import Read, Reader
from onrecord.engine.reading import Readers, processors_each, reader_count
from onrecord.model.article import Article
from onrecord.model.errors import ModelError
from onrecord.model.problem import ProblemCode
from onrecord.model.run import StatementsBy

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setenv("PYTHONPATH", str(HERE))


def odd(*, unfit: bool = False) -> Reader:
    from odd_jobs import OddReader

    return cast(Reader, OddReader(unfit=unfit))


def articles(folder: Path, *texts: str) -> list[Article]:
    return [Article(f"art-{at}", str(folder / str(at)), text, "") for at, text in enumerate(texts)]


def read_by(readers: Readers, *batches: list[Article]) -> Iterator[Read]:
    with closing(readers):
        yield from (read for _, read in readers.each(batches, lambda batch: batch))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_batches_come_back_in_order(tmp_path: Path, count: int) -> None:
    batches = [articles(tmp_path, *["water"] * size) for size in (3, 0, 1)]
    found = list(read_by(Readers(odd(), count), *batches))
    assert [[reading.article for reading in read.readings] for read in found] == [
        [article.id for article in batch] for batch in batches
    ]
    assert [read.model.name for read in found] == ["blank", "", "blank"]


@pytest.mark.parametrize("at", [0, 3])
def test_what_takes_its_worker_down_costs_only_itself(tmp_path: Path, at: int) -> None:
    texts = ["water"] * 5
    texts[at] = "arsenic"
    given = articles(tmp_path, *texts)
    (read, after) = read_by(Readers(odd(), 1), given, articles(tmp_path, "water"))
    assert [one.article for one in read.readings] == [article.id for article in given if "arsenic" not in article.text]
    (lost,) = read.problems
    assert (lost.code, lost.uri, lost.fatal) == (ProblemCode.CRASHED, given[at].uri, True)
    assert "it tastes of almonds" in lost.cause
    assert (read.model.name, len(after.readings)) == ("blank", 1)


def test_what_passes_the_second_time_is_no_problem(tmp_path: Path) -> None:
    (read,) = read_by(Readers(odd(), 1), articles(tmp_path, "water", "wine", "water"))
    assert (len(read.readings), list(read.problems)) == (3, [])


def test_all_of_a_batch_may_be_lost(tmp_path: Path) -> None:
    (read,) = read_by(Readers(odd(), 1), articles(tmp_path, "arsenic", "arsenic"))
    assert (list(read.readings), len(read.problems), read.model.name) == ([], 2, "")


def test_a_model_that_is_missing_is_said_as_it_is_here(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no pipeline of that name"):
        list(read_by(Readers(odd(unfit=True), 1), articles(tmp_path, "water")))


def test_processors_are_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    counts = {by: reader_count(by) for by in StatementsBy}
    assert counts == {StatementsBy.LEARNED: 4, StatementsBy.RULES: 8}
    assert [processors_each(count) for count in (1, 3, 4, 16)] == [8, 2, 2, 1]
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert {reader_count(by) for by in StatementsBy} == {1}


@pytest.mark.model
def test_killed_workers_change_nothing_in_the_record(tmp_path: Path) -> None:
    def kill(progress: Progress) -> None:
        if progress.stage == "read" and not killed:
            for worker in cast(Any, adding)._readers._pool._workers:
                if worker._process:
                    killed.append(worker._process.pid)
                    os.kill(worker._process.pid, signal.SIGKILL)

    killed: list[int] = []
    task = Task(
        sources=[COVERAGE], record=tmp_path / "two.db", statements_by=StatementsBy.RULES, batch_size=2, workers=2
    )
    with closing(Adding(task)) as adding:
        summary = adding.round(kill)
    here = add([COVERAGE], tmp_path / "none.db", statements_by=StatementsBy.RULES)
    assert killed
    assert (summary.new, summary.failed) == (here.new, here.failed)
    assert differences(tmp_path / "two.db", tmp_path / "none.db") == ()
