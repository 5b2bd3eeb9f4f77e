"""Everything that sources stand for, on this machine and, where that is allowed, on the web."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from onrecord.acquire.answer import Answer
from onrecord.acquire.listing import found, list_blobs
from onrecord.acquire.memory import Memory
from onrecord.acquire.settings import Settings
from onrecord.acquire.web import Offered, listed_blobs


def offer(
    sources: Sequence[Path | str],
    settings: Settings,
    answers: Mapping[str, Answer] | None = None,
    memory: Memory | None = None,
) -> Iterator[Offered]:
    """Yield the blobs of all sources and of the lists in the settings, and what is wrong or worth telling.

    The web is asked only with `settings.fetch`; `answers` are those of earlier runs, by address. With the `memory` of
    earlier rounds, files that are as they were are left out.
    """
    if not settings.fetch:
        yield from list_blobs(sources, settings, memory=memory)
        return
    from onrecord.acquire.fetcher import Fetcher  # a quarter of a second that work without a network need not wait

    known = memory or Memory()
    with Fetcher(settings.limits, answers or {}, settings.allow_private, known.pace, known.rules) as fetcher:
        listed = [listed_blobs(found(path), settings, fetcher) for path in settings.lists]
        yield from chain(list_blobs(sources, settings, fetcher, memory), *listed)
