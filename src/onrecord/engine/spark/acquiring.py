"""From sources to articles on a cluster: each source is opened where there is room, in a process that can be killed."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

import pyarrow as pa

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.settings import Settings
from onrecord.engine.extracting import extracting
from onrecord.engine.incoming import opened
from onrecord.engine.open_job import OpenJob
from onrecord.engine.spark.shapes import CAME, Batches
from onrecord.engine.spark.shipped import Shipped, unpacked
from onrecord.engine.worker import Worker
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

AHEAD = 32


@dataclass(frozen=True, slots=True)
class Came:
    """An item that came in: what extracting made of it, None at a source's end, and where the user knows it by.

    `page` is the id of the page that it was, "" for none.
    """

    outcome: Extracted | Problem | Notice | None
    location: str = ""
    place: str = ""
    page: str = ""

    @property
    def key(self) -> str:
        """What is the same for the same article, or for the same page where there is none."""
        if isinstance(self.outcome, Extracted):
            return self.outcome.article.id
        return self.page or (self.outcome.id if isinstance(self.outcome, Problem) else "")


@dataclass(frozen=True, slots=True)
class Acquiring:
    """Opens sources and extracts what they hold; the last row of a source says how many items it had."""

    settings: Settings
    actors_file: Shipped | None

    def __call__(self, batches: Batches) -> Batches:
        """Yield what came of the sources in the batches."""
        if self not in _at_work():
            _at_work()[self] = _Openers(self)
        openers = _at_work()[self]
        for batch in batches:
            for source, offered in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield from _rows(source, openers.came(pickle.loads(offered)))  # noqa: S301 - our own


class _Openers:
    """The processes that open sources and extract pages for this one, task after task; they start with the first."""

    def __init__(self, given: Acquiring) -> None:
        self._limits = given.settings.limits
        self._opener = Worker(OpenJob(given.settings), self._limits.page_seconds, self._limits.worker_bytes)
        self._extractor = extracting(unpacked(given.actors_file), self._limits, 1)

    def came(self, offered: Blob | Problem | Notice) -> Iterator[Came]:
        """Yield what came of one source."""
        items = opened(self._opener, offered, self._limits) if isinstance(offered, Blob) else iter([offered])
        for item, outcome in self._extractor.map(items, lambda item: item if isinstance(item, Page) else None, AHEAD):
            yield _came(item, outcome)

    def close(self) -> None:
        """End the processes."""
        self._opener.stop()
        self._extractor.close()


@cache
def _at_work() -> dict[Acquiring, _Openers]:
    """Return the openers of this process, of which there are those of one task's kind at most."""
    return {}


def dismiss() -> None:
    """End the processes that opened sources for this one: it does other work now, which needs their room."""
    while _at_work():
        _at_work().popitem()[1].close()


def _came(item: Acquired, outcome: Extracted | Problem | None) -> Came:
    if isinstance(item, Page):
        return Came(outcome, item.location, item.place, item.id)
    return Came(item, item.location, "" if isinstance(item, Notice) else item.place)


def _rows(source: int, items: Iterable[Came]) -> Batches:
    """Yield the items of a source as rows, and a last one with their number and no item."""
    numbers = count()
    for came in items:
        yield _row(source, next(numbers), came)
    yield _row(source, next(numbers), Came(None))


def _row(source: int, item: int, came: Came) -> pa.RecordBatch:
    key = came.key or f"{source} {item}"
    values = ([source], [item], [key], [pickle.dumps(came, pickle.HIGHEST_PROTOCOL)])
    return pa.RecordBatch.from_arrays([pa.array(v, f.type) for v, f in zip(values, CAME, strict=True)], schema=CAME)
