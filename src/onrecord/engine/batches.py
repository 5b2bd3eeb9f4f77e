"""Taking items together, so that each piece of work is large enough to be worth sending and small enough to be held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batches(items: Iterable[T], size: Callable[[T], int], enough: int) -> Iterator[list[T]]:
    """Yield items in batches that end with the one that makes `enough` of their sizes together."""
    batch: list[T] = []
    held = 0
    for item in items:
        batch.append(item)
        held += size(item)
        if held >= enough:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield items in batches of `size`, the last of which may have fewer."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk
