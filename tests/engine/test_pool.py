"""A pool answers every request in order, whatever becomes of its workers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.engine.pool import Pool
from onrecord.engine.worker import LostError

HERE = Path(__file__).parent


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool[str]]:
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    from odd_jobs import OddJob

    def lost(request: str, loss: LostError) -> object:
        return f"{request}: {loss.why}"

    with closing(Pool(OddJob(), 2, 1, 0, lost)) as made:
        yield made


def test_results_are_in_the_order_of_the_items(pool: Pool[str]) -> None:
    items = ["print", "leave", "", "sleep", "count", "crash", "print"]
    results = list(pool.map(items, lambda item: item or None, 3))
    assert [item for item, _ in results] == items
    assert [result for _, result in results] == ["said", "leave: crash", None, "sleep: slow", 0, "crash: crash", "said"]


def test_no_more_items_are_taken_than_allowed(pool: Pool[str]) -> None:
    taken: list[int] = []

    def items() -> Iterator[str]:
        for number in range(20):
            taken.append(number)
            yield "print"

    results = pool.map(items(), lambda item: item, 4)
    next(results)
    assert len(taken) <= 6
    assert len(list(results)) == 19


def test_the_worker_that_is_warmed_is_the_one_that_is_asked(pool: Pool[str]) -> None:
    pool.warm()
    ((_, process),) = pool.map(["process"], lambda item: item, 1)
    (started,) = [worker._process for worker in pool._workers if worker._process]
    assert started.pid == process


def test_closing_ends_work_that_would_go_on(pool: Pool[str]) -> None:
    # Both are at work: one that is ended while it starts says so by an error.
    assert len(list(pool.map(["print", "print"], lambda item: item, 2))) == 2
    results = pool.map(["sleep", "sleep"], lambda item: item, 0)
    waiting = threading.Thread(target=lambda: next(results, None))
    waiting.start()
    time.sleep(0.2)
    started = time.monotonic()
    pool.close()
    waiting.join(10)
    assert not waiting.is_alive()
    assert time.monotonic() - started < 10
