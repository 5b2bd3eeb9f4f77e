"""Adding coverage on one machine: acquire, extract and read in workers, record here in batches, then derive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import TypeVar

from onrecord.acquire.memory import Memory
from onrecord.acquire.settings import Settings
from onrecord.acquire.sidecar import Sidecar, load_sidecar
from onrecord.engine.ahead import Ahead
from onrecord.engine.announcing import announced
from onrecord.engine.batches import chunks
from onrecord.engine.extracting import extracting
from onrecord.engine.incoming import incoming
from onrecord.engine.items import Fresh, Item, Prepared, prepare, sorted_out, with_duplicates
from onrecord.engine.pool import worker_count
from onrecord.engine.progress import Progress, Report, silent
from onrecord.engine.reader import Reader
from onrecord.engine.reading import Readers, processors_each
from onrecord.engine.summary import Summary
from onrecord.engine.writing import Batch, reached_in, write_batch
from onrecord.model.article import Page
from onrecord.model.run import StatementsBy
from onrecord.ontology.actors_file import check_actors_file
from onrecord.ontology.events_file import check_events_file
from onrecord.ontology.sources import own_sources
from onrecord.record.file import Record

__all__ = ["BATCH_SIZE", "Adding", "Progress", "Summary", "Task", "add"]

T = TypeVar("T")

BATCH_SIZE = 32
"""Items in one transaction: what a kill can cost, against a disk write for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to add to which record, and how to read it: in so many `workers`, or in this process where that is none."""

    sources: Sequence[Path | str]
    record: Path
    model: str | None = None
    actors_file: Path | None = None
    events_file: Path | None = None
    settings: Settings = field(default_factory=Settings)
    statements_by: StatementsBy = StatementsBy.LEARNED
    batch_size: int = BATCH_SIZE
    workers: int = 0


def add(
    sources: Sequence[Path | str],
    record_path: Path,
    *,
    model: str | None = None,
    actors_file: Path | None = None,
    events_file: Path | None = None,
    settings: Settings | None = None,
    statements_by: StatementsBy = StatementsBy.LEARNED,
    batch_size: int = BATCH_SIZE,
    workers: int = 0,
    progress: Report = silent,
) -> Summary:
    """Add everything that the sources hold to the record, which is made where there is none, and derive from it.

    Each batch is one transaction. Where anything stops the work, Ctrl-C too, the batches before stay and the one at
    hand leaves no trace; adding the same sources again goes on from there. Foreign bytes are opened and parsed in
    processes of their own, which are ended when they take too long or too much. With `workers`, articles are read in so
    many further ones, and one that takes its worker down costs only itself.
    """
    task = Task(
        sources=sources,
        record=record_path,
        model=model,
        actors_file=actors_file,
        events_file=events_file,
        settings=settings or Settings(),
        statements_by=statements_by,
        batch_size=batch_size,
        workers=workers,
    )
    with closing(Adding(task)) as adding:
        return adding.round(progress)


def _never() -> bool:
    return False


class _StoppedError(Exception):
    """Deriving was to be stopped; what was derived stays, and the next run goes on from there."""


class Adding:
    """Adds what sources hold to a record, round by round: what one round loads and learns serves those after it.

    With a memory, a file that is as it was when it was read is not read again. Raises `SourceError` for files of the
    user's own that cannot be used.
    """

    def __init__(self, task: Task, memory: Memory | None = None) -> None:
        if task.actors_file:
            check_actors_file(task.actors_file)
        if task.events_file:
            check_events_file(task.events_file)
        self._task = task
        self._memory = memory
        self._place: tuple[int, int] | None = None
        self._sidecar = Sidecar("")
        self._reader = Reader(
            task.model,
            task.actors_file,
            task.settings.limits,
            task.statements_by,
            task.events_file,
            processors_each(task.workers) if task.workers else 0,
        )
        self._readers = Readers(self._reader, task.workers)

    def close(self) -> None:
        """End the workers that read."""
        self._readers.close()

    def prepare(self) -> None:
        """Make the record where there is none; raises `RecordError` where it cannot be one."""
        Record.open(self._task.record, create=True).close()

    def round(self, progress: Report = silent, stopped: Callable[[], bool] = _never) -> Summary:
        """Add what there is and derive from it.

        Once `stopped` says so, nothing further is taken or derived; the batch at hand is written.
        """
        self._reader.begin()
        settings = self._task.settings
        sidecar = load_sidecar(settings.sidecar, settings) if settings.sidecar else Sidecar("")
        with Record.open(self._task.record, create=True) as record, announced(record, progress) as tell:
            self._settle(record, sidecar)
            summary = self._added(record, sidecar, tell, stopped)
            return replace(summary, derived=not stopped() and _derived(record, tell, stopped))

    def _settle(self, record: Record, sidecar: Sidecar) -> None:
        """Where the record is another file than in the round before, or the sidecar says something else, begin anew."""
        found = self._task.record.stat()
        place = (found.st_dev, found.st_ino)
        if place != self._place and self._task.actors_file:
            record.know(own_sources(self._task.actors_file))
        if self._memory and (place, sidecar) != (self._place, self._sidecar):
            self._memory.forget()
        self._place, self._sidecar = place, sidecar

    def _added(self, record: Record, sidecar: Sidecar, tell: Report, stopped: Callable[[], bool]) -> Summary:
        task, size = self._task, self._task.batch_size
        summary = Summary()
        with (
            Ahead(() if self._memory else task.sources, task.settings) as ahead,
            closing(extracting(task.actors_file, task.settings.limits, worker_count())) as pool,
            closing(incoming(task.sources, task.settings, sidecar, record.answers(), self._memory, ahead)) as acquired,
        ):
            items = sorted_out(record, _until(stopped, acquired), self._reader.settings, size)
            found = pool.map(items, self._page, size)
            prepared = chain.from_iterable(prepare(item, outcome) for item, outcome in found)
            batches = (Batch.of(record, items) for items in chunks(with_duplicates(prepared), size))
            for batch, read in self._readers.each(batches, lambda batch: batch.fresh):
                if read.model.name:
                    self._reader.learn(read.model)
                summary = summary.plus(write_batch(record, self._reader.run(), batch, read))
                self._remember(batch.items)
                tell(Progress("read", summary.items, about=ahead.items))
                if stopped():
                    return summary
        tell(Progress("read", summary.items, summary.items))
        return summary

    def _page(self, item: Item) -> Page | None:
        """Return what has to be extracted of an item; a worker loads the model meanwhile, this process what derives."""
        if not isinstance(item, Fresh):
            return None
        if self._readers.expect():
            Thread(target=_load_deriving).start()
        return item.page

    def _remember(self, batch: Sequence[Prepared]) -> None:
        """Remember the files that were read to their end and written."""
        for source in reached_in(batch):
            if self._memory and source.stamp:
                self._memory.keep(source.stamp)


def _until(stopped: Callable[[], bool], items: Iterable[T]) -> Iterator[T]:
    for item in items:
        yield item
        if stopped():
            return


def _derived(record: Record, tell: Report, stopped: Callable[[], bool]) -> bool:
    """Derive until it is done or stopped, and say whether anything was derived."""

    def heed(event: Progress) -> None:
        tell(event)
        if stopped():
            raise _StoppedError

    with suppress(_StoppedError):
        from onrecord.engine.derive import derive

        return derive(record, heed)
    return True


def _load_deriving() -> None:
    from onrecord.engine.derive import load

    load()
