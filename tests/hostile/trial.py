"""Runs a folder through the real way in, acquiring and extracting in workers, and tells what became of each file.

`python -m tests.hostile.trial FOLDER [NAME=LIMIT...]` prints one JSON object for everything that came out, in order,
and at last one with the peak memory of its workers and the seconds of work that they did. Nothing is read by the
language model or written to a record.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

from onrecord.acquire.settings import Settings
from onrecord.acquire.sidecar import Sidecar
from onrecord.engine.extract_job import ExtractJob
from onrecord.engine.incoming import incoming, lost
from onrecord.engine.pool import Pool
from onrecord.engine.worker import LostError
from onrecord.extract.extracted import Extracted
from onrecord.model.article import READ_KINDS, Article, Page
from onrecord.model.limits import Limits
from onrecord.model.problem import Problem
from tests.hostile.case import Told

_WARM = Path(__file__).with_name("warm.txt")
"""What is opened first and not told of, so that the workers have started when the first item's time begins."""
_SHOWN = 60_000
"""Characters of an article's text that are told; hostile articles are long."""


def outcomes(sources: list[Path | str], settings: Settings) -> Iterator[Told]:
    """Yield what becomes of everything in the sources, one after another, so that each one's time is its own."""
    limits = settings.limits
    pool: Pool[Page] = Pool(
        ExtractJob(None, limits), 1, limits.page_seconds, limits.worker_bytes, partial(_lost_page, limits)
    )
    with closing(pool), closing(incoming(sources, settings, Sidecar(""), {})) as acquired:
        started = time.perf_counter()
        for item, outcome in pool.map(acquired, lambda item: item if isinstance(item, Page) else None, 0):
            seconds = time.perf_counter() - started
            yield from (replace(told, seconds=seconds) for told in _told(item, outcome))
            started = time.perf_counter()


def _lost_page(limits: Limits, page: Page, loss: LostError) -> Problem:
    return lost(loss, page.uri, page.location, page.place, limits, "look at the page")


def _told(item: object, outcome: Extracted | Problem | None) -> Iterator[Told]:
    if isinstance(item, Problem):
        yield _problem(item)
    elif isinstance(outcome, Problem):
        yield _problem(outcome)
    elif isinstance(item, Page) and isinstance(outcome, Extracted):
        yield Told(item.location, "article", _words(outcome.article), True, 0)
        yield from map(_problem, outcome.problems)


def _problem(found: Problem) -> Told:
    words = f"{found.uri}: {found.place}: {found.cause}; {found.remedy}"
    return Told(found.location, found.code.value, words, found.fatal, 0)


def _words(article: Article) -> str:
    """Return what is read of an article and what it states of itself, checked to be storable."""
    read = "\n".join(block.span.of(article.text) for block in article.blocks if block.kind in READ_KINDS)
    stated = [f"{candidate.value} {candidate.evidence}"[:200] for candidate in article.candidates[:200]]
    for storable in (article.text, *stated, *(words for words in (article.title, article.byline) if words)):
        storable.encode("utf-8")
    if len(read) > _SHOWN:
        read = f"{read[: _SHOWN // 2]}\n…\n{read[-_SHOWN // 2 :]}"
    return "\n".join((article.uri[:300], read, *stated))


def main(arguments: list[str]) -> None:
    """Print what becomes of a folder."""
    limits = Limits()
    for setting in arguments[1:]:
        limits = limits.with_setting(setting)
    for told in outcomes([_WARM, Path(arguments[0])], Settings(limits=limits)):
        if told.location == str(_WARM):
            continue
        line = [told.location, told.outcome, told.words, told.fatal, round(told.seconds, 3)]
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told_last = {"peak": used.ru_maxrss * 1024, "work": round(used.ru_utime + used.ru_stime, 2)}
    sys.stdout.write(json.dumps(told_last) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
