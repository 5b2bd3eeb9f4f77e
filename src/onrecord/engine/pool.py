"""Several workers of one job: results in the order of the requests, and none is lost when a worker is."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import LifoQueue
from typing import Any, Generic, TypeVar

from onrecord.engine.jobs import Job
from onrecord.engine.worker import LostError, Worker

R = TypeVar("R")
T = TypeVar("T")

WORKERS_MAX = 4
"""Extracting is ten times faster than reading: more workers than this would only wait."""


def worker_count() -> int:
    """Return how many workers keep the processors busy beside the process that reads."""
    return max(1, min(WORKERS_MAX, (os.cpu_count() or 1) - 1))


class Pool(Generic[T]):
    """Workers that each do one request at a time; `lost` makes the result of a request over which a worker was lost."""

    def __init__(
        self, job: Job, count: int, seconds: float, memory: int, lost: Callable[[T, LostError], object]
    ) -> None:
        self._workers = [Worker(job, seconds, memory) for _ in range(count)]
        # The last one that was put back is asked next, so that few are started where few are needed.
        self._idle: LifoQueue[Worker] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._cold = list(self._workers)
        self._lost = lost
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="onrecord-worker")

    def warm(self) -> None:
        """Start one more worker, if one is left, in the order in which they will be asked.

        What keeps it from starting is raised when it is asked.
        """
        if self._cold:
            self._threads.submit(self._cold.pop().start)

    def close(self) -> None:
        """End the workers, and forget what was still to be done."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()

    def map(self, items: Iterable[R], asked: Callable[[R], T | None], ahead: int) -> Iterator[tuple[R, Any]]:
        """Yield each item with the result of what it asks for, None where that is nothing, in the items' order.

        At most `ahead` items are taken before the first result is.
        """
        waiting: deque[tuple[R, Future[Any] | None]] = deque()
        for item in items:
            request = asked(item)
            waiting.append((item, None if request is None else self._threads.submit(self._do, request)))
            while waiting and (len(waiting) > ahead or _is_ready(waiting[0][1])):
                yield _taken(waiting.popleft())
        while waiting:
            yield _taken(waiting.popleft())

    def _do(self, request: T) -> object:
        worker = self._idle.get()
        try:
            return next(iter(list(worker.ask(request))))
        except LostError as loss:
            return self._lost(request, loss)
        finally:
            self._idle.put(worker)


def _is_ready(future: Future[Any] | None) -> bool:
    return future is None or future.done()


def _taken(waiting: tuple[R, Future[Any] | None]) -> tuple[R, Any]:
    item, future = waiting
    return item, None if future is None else future.result()
