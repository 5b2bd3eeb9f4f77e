"""Readers of the desk: each asks for a page, looks at it for a while, and asks for the next."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import httpx

_PATIENCE = 60.0


@dataclass(slots=True)
class Seen:
    """What readers saw: the milliseconds of each answer, and the answers that were none."""

    taken: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def read(address: str, pages: Sequence[str], readers: int, seconds: float, think: float) -> Seen:
    """Let so many readers go from page to page for so long; each looks at one for `think` seconds on average."""
    return asyncio.run(_read(address, pages, readers, seconds, think))


async def _read(address: str, pages: Sequence[str], readers: int, seconds: float, think: float) -> Seen:
    seen, until = Seen(), time.monotonic() + seconds
    async with asyncio.TaskGroup() as group:
        for number in range(readers):
            group.create_task(_reader(address, pages, Random(number), until, think, seen))  # noqa: S311 - no secret
    return seen


async def _reader(address: str, pages: Sequence[str], random: Random, until: float, think: float, seen: Seen) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=_PATIENCE) as client:
        while True:
            pause = random.expovariate(1 / think) if think else 0.0
            if time.monotonic() + pause >= until:
                return
            await asyncio.sleep(pause)
            await _ask(client, random.choice(pages), seen)


async def _ask(client: httpx.AsyncClient, page: str, seen: Seen) -> None:
    since = time.perf_counter()
    try:
        answer = await client.get(page)
    except httpx.HTTPError as error:
        seen.errors.append(f"{page}: {type(error).__name__}: {error}")
        return
    seen.taken.append(1000 * (time.perf_counter() - since))
    if answer.status_code != httpx.codes.OK:
        seen.errors.append(f"{page}: {answer.status_code} {answer.text[:200]}")
