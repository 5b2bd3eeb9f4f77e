"""A worker is lost over what it cannot do, says how, and the next request gets a new one."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.engine.jobs import Job
from onrecord.engine.worker import LostError, Worker
from onrecord.model.errors import WorkerError

GIB = 1024**3
HERE = Path(__file__).parent


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Job:
    monkeypatch.syspath_prepend(HERE)
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    from odd_jobs import OddJob

    found: Job = OddJob()
    return found


@pytest.fixture
def worker(job: Job) -> Iterator[Worker]:
    with Worker(job, 1, 2 * GIB) as made:
        yield made


def test_replies_come_in_order(worker: Worker) -> None:
    assert list(worker.ask("count")) == list(range(100))


def test_one_process_does_one_request_after_the_other(worker: Worker) -> None:
    assert len({next(iter(list(worker.ask("process")))) for _ in range(3)} - {os.getpid()}) == 1


def test_what_the_job_prints_is_no_reply(worker: Worker) -> None:
    assert list(worker.ask("print")) == ["said"]


@pytest.mark.parametrize(
    ("request_", "why"),
    [("sleep", "slow"), ("spin", "slow"), ("crash", "crash"), ("leave", "crash"), ("hoard", "memory")],
)
def test_a_lost_worker_says_why_and_the_next_request_is_answered(worker: Worker, request_: str, why: str) -> None:
    with pytest.raises(LostError) as loss:
        list(worker.ask(request_))
    assert loss.value.why == why
    assert list(worker.ask("count")) == list(range(100))


def test_replies_before_the_loss_are_kept(worker: Worker) -> None:
    kept: list[object] = []
    with pytest.raises(LostError):
        kept.extend(worker.ask("leave"))
    assert kept == [1]


def test_last_words_are_passed_on(worker: Worker) -> None:
    with pytest.raises(LostError) as loss:
        list(worker.ask("crash"))
    assert loss.value.words == "the last words"


def test_a_job_that_cannot_start_is_an_error_of_the_run(job: Job) -> None:
    with (
        Worker(type(job)(refuse=True), 1, 0) as worker,  # type: ignore[call-arg]
        pytest.raises(WorkerError, match="nothing to start with"),
    ):
        list(worker.ask("count"))


def test_a_worker_that_is_killed_while_it_starts_is_started_again(job: Job, tmp_path: Path) -> None:
    with Worker(type(job)(killed_once=tmp_path / "killed"), 1, 0) as worker:  # type: ignore[call-arg]
        assert list(worker.ask("print")) == ["said"]
    assert (tmp_path / "killed").exists()


def test_a_worker_that_is_closed_while_it_starts_is_not_started_again(job: Job) -> None:
    worker = Worker(type(job)(slow=True), 1, 0)  # type: ignore[call-arg]
    errors: list[WorkerError] = []

    def start() -> None:
        try:
            worker.start()
        except WorkerError as error:
            errors.append(error)

    starting = threading.Thread(target=start)
    starting.start()
    while worker._process is None:
        time.sleep(0.01)
    worker.close()
    starting.join(10)
    assert not starting.is_alive()
    assert len(errors) == 1
    assert worker._process is None


def test_a_stopped_worker_leaves_no_process_and_no_thread(job: Job) -> None:
    worker = Worker(job, 1, 0)
    (process,) = worker.ask("process")
    replies = worker.ask("count")
    next(replies)
    worker.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    worker.stop()


def test_a_worker_whose_master_is_gone_ends_by_itself(job: Job) -> None:
    worker = Worker(job, 1, 0)
    (process,) = worker.ask("process")
    assert worker._process
    assert worker._process.stdin
    worker._process.stdin.close()
    ended = time.monotonic() + 10
    while worker._process.poll() is None and time.monotonic() < ended:
        time.sleep(0.05)
    assert worker._process.poll() == 0, process
    worker.stop()
