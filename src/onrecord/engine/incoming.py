"""From sources to pages, opened in a process that can be killed: one bad file costs itself and no other."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.acquire.answer import Answer, Reached
from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.memory import Memory
from onrecord.acquire.offer import offer
from onrecord.acquire.settings import Settings
from onrecord.acquire.sidecar import Sidecar, with_sidecar
from onrecord.acquire.web import Offered
from onrecord.engine.ahead import Ahead, Passed
from onrecord.engine.open_job import OpenJob
from onrecord.engine.worker import LostError, Worker
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode, problem


def incoming(
    sources: Sequence[Path | str],
    settings: Settings,
    sidecar: Sidecar,
    answers: Mapping[str, Answer],
    memory: Memory | None = None,
    ahead: Ahead | None = None,
) -> Generator[Acquired | Reached, None, None]:
    """Yield everything that the sources hold, in their order, pages with what the sidecar says of them.

    Where fetching is allowed, `answers` are those of earlier runs; with the `memory` of earlier rounds, files that are
    as they were are left out. What is told of a source that was there comes after the pages that it gave. `ahead` is
    told how far that is.
    """
    yield from with_sidecar(_all(offer(sources, settings, answers, memory), settings, ahead), sidecar)


def _all(offered: Iterable[Offered], settings: Settings, ahead: Ahead | None) -> Iterator[Acquired | Reached]:
    limits = settings.limits
    with Worker(OpenJob(settings), limits.page_seconds, limits.worker_bytes) as worker:
        for blob in offered:
            if isinstance(blob, Blob):
                yield from opened(worker, blob, limits, ahead)
            else:
                yield blob


def opened(worker: Worker, blob: Blob, limits: Limits, ahead: Ahead | None = None) -> Iterator[Acquired]:
    """Yield what a blob holds; where the worker is lost over it, a problem comes last."""
    count = 0
    ahead = ahead or Ahead((), Settings())
    try:
        for item in worker.ask(blob):
            if isinstance(item, Passed):
                ahead.reach(item)
                continue
            count += 1
            if not isinstance(item, Notice):
                ahead.take()
            yield item
    except LostError as loss:
        place = blob.place or (f"after item {count}" if count else "")
        rest = "; what came before it was added" if count else ""
        yield lost(loss, blob.uri, blob.location, place, limits, f"look at the file{rest}")


def lost(loss: LostError, uri: str, location: str, place: str, limits: Limits, remedy: str) -> Problem:
    """Say what it was about an item that took its worker down."""
    if loss.why == "slow":
        cause = f"it was not done after {limits.page_seconds} seconds"
        remedy = f"{remedy}, or allow more with --limit page_seconds=N"
        return problem(ProblemCode.TOO_SLOW, uri, location, cause, remedy, place)
    if loss.why == "memory":
        cause = f"it needs more than {limits.worker_bytes // 1024**2} MiB of memory"
        remedy = f"{remedy}, or allow more with --limit worker_bytes=N"
        return problem(ProblemCode.TOO_LARGE, uri, location, cause, remedy, place)
    remedy = f"{remedy}; report this with the file"
    return problem(ProblemCode.CRASHED, uri, location, loss.cause("opened"), remedy, place)
