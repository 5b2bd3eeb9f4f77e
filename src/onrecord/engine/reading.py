"""Reading batches of articles in processes of their own: an article that takes its process down costs only itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from onrecord.engine.pool import Pool
from onrecord.engine.reader import Model, Read, Reader
from onrecord.engine.worker import LostError, Worker
from onrecord.model.article import Article
from onrecord.model.problem import Problem, ProblemCode, problem
from onrecord.model.reading import Reading
from onrecord.model.run import StatementsBy

T = TypeVar("T")

_TRIES = 2
"""How often a batch is read over which a worker is lost: the system may have ended it for something else's sake."""


_WORTH = 8
"""Articles for which one more worker is worth starting: one starts in the time in which another reads ten to twenty."""


def reader_count(by: StatementsBy) -> int:
    """Return how many processes keep the processors busy: the learned reader's networks take one more beside each."""
    processors = os.cpu_count() or 1
    return max(1, processors // 2) if by is StatementsBy.LEARNED else processors


def processors_each(count: int) -> int:
    """Return how many processors each of `count` processes may take.

    >>> processors_each(10**6)
    1
    """
    return max(1, (os.cpu_count() or 1) // max(1, count))


@dataclass
class ReadJob:
    """Reads articles in a worker."""

    reader: Reader

    def prepare(self) -> None:
        """Load the model."""
        self.reader.nlp  # noqa: B018 - loaded when it is first asked for

    def __call__(self, request: object) -> Iterator[object]:
        """Read a batch."""
        yield self.reader.read(cast("list[Article]", request))


class Readers:
    """Reads batches with `reader`: in so many worker processes, or in this one where that is none.

    Workers are started when there is something to read, and again after one is lost.
    """

    def __init__(self, reader: Reader, count: int) -> None:
        self._reader = reader
        self._count = count
        job = ReadJob(reader)
        self._pool: Pool[list[Article]] | None = None
        self._expected = 0
        if count:
            # No limit of time: how long an article may be is limited, and a machine that sleeps loses nothing.
            self._pool = Pool(job, count, 0, 0, lambda articles, _: apart(job, articles))

    def expect(self) -> bool:
        """Take note that there will be one more article to read; say whether it is the first that workers will read.

        A worker begins to load the model at the first, and one more at every so many that follow.
        """
        if self._pool is None:
            return False
        if self._expected % _WORTH == 0:
            self._pool.warm()
        self._expected += 1
        return self._expected == 1

    def close(self) -> None:
        """End the workers."""
        if self._pool:
            self._pool.close()

    def each(self, items: Iterable[T], articles: Callable[[T], list[Article]]) -> Iterator[tuple[T, Read]]:
        """Yield each item with what reading its articles gave, in their order."""
        if self._pool is None:
            for item in items:
                here = articles(item)
                yield item, self._reader.read(here) if here else Read()
            return
        for item, read in self._pool.map(items, lambda item: articles(item) or None, self._count):
            yield item, read or Read()


def apart(job: ReadJob, articles: Sequence[Article]) -> Read:
    """Read articles over which a worker was lost, in a worker of their own, in ever smaller parts.

    The article that takes it down by itself is a problem, the others are read.
    """
    readings: list[Reading] = []
    problems: list[Problem] = []
    model = Model()
    with Worker(job, 0, 0) as worker:
        for read in _parts(worker, list(articles), _TRIES - 1):
            readings += read.readings
            problems += read.problems
            model = read.model if read.model.name else model
    return Read(readings, problems, model)


def _parts(worker: Worker, articles: list[Article], tries: int = _TRIES) -> Iterator[Read]:
    for _ in range(tries):
        try:
            yield next(iter(list(worker.ask(articles))))
        except LostError as loss:
            why = loss
        else:
            return
    if len(articles) == 1:
        yield Read((), (_fatal(articles[0], why),))
        return
    half = len(articles) // 2
    yield from _parts(worker, articles[:half])
    yield from _parts(worker, articles[half:])


def _fatal(article: Article, loss: LostError) -> Problem:
    remedy = "close other programs and add it again; if it ends again, report this with the article"
    return problem(ProblemCode.CRASHED, article.uri, article.uri, loss.cause("read"), remedy)
