"""How many items there may still be in sources, so that whoever waits is told how long it takes yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from os import fstat
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Self

from onrecord.acquire.listing import is_local, sizes
from onrecord.acquire.settings import Settings


@dataclass(frozen=True, slots=True)
class Passed:
    """How many bytes of a file lie behind; `whole` says that it was read to its end."""

    bytes: int
    whole: bool = False


class Watched:
    """Opens what `opener` opens, and knows how far that was read."""

    def __init__(self, opener: Callable[[], BinaryIO]) -> None:
        self._opener = opener
        self._stream: BinaryIO | None = None
        self._far = self._size = 0

    def __call__(self) -> BinaryIO:
        """Return a new stream, which is the one that is watched from now on."""
        self._stream = self._opener()
        try:
            self._size = fstat(self._stream.fileno()).st_size
        except (OSError, AttributeError):
            self._size = 0  # not a file of this machine
        return self._stream

    def passed(self) -> Passed:
        """Say how far the last stream was read; of one that is closed, how far it was known to be."""
        if self._stream and not self._stream.closed:
            self._far = self._stream.tell()
        return Passed(self._far)

    def through(self) -> Passed:
        """Say how large the file is that lies behind."""
        return Passed(self._size, whole=True)


class Ahead:
    """Reckons how many items the files of sources hold, from the bytes and items of what was opened so far.

    What is not all in files of this machine cannot be reckoned. The files are weighed in a thread, which nobody waits
    for.
    """

    def __init__(self, sources: Sequence[Path | str], settings: Settings) -> None:
        self._sources, self._settings = sources, settings
        self._bytes: int | None = None
        self._items = self._behind = self._inside = 0
        self._over = False

    def __enter__(self) -> Self:
        if not self._settings.fetch and all(map(is_local, self._sources)):
            Thread(target=self._weigh, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over = True

    def take(self) -> None:
        """Count an item that came."""
        self._items += 1

    def reach(self, passed: Passed) -> None:
        """Count the bytes that lie behind."""
        self._inside = 0 if passed.whole else passed.bytes
        self._behind += passed.bytes if passed.whole else 0

    @property
    def items(self) -> int | None:
        """How many items there may be in all, None before anything tells."""
        behind = self._behind + self._inside
        return max(self._items, round(self._items * self._bytes / behind)) if self._bytes and behind else None

    def _weigh(self) -> None:
        total = 0
        # What is wrong with a source is told where it is opened.
        with suppress(OSError, ValueError):
            for size in sizes(self._sources, self._settings):
                if self._over:
                    return
                total += size
            self._bytes = total
