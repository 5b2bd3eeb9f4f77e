"""What one process remembers of the sources that it looks at again and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.acquire.pace import Pace
from onrecord.acquire.robots import Known
from onrecord.acquire.stamp import Stamp

REST = 2.0
"""Seconds that a file must have lain untouched before it is opened: one that is being copied is not whole.

They are also more than the steps in which any file system counts time (FAT: 2), so that a stamp taken then is sure.
"""


@dataclass(slots=True)
class Memory:
    """Files as they were when they were read, the rules of sites, and when hosts were asked last.

    `now` and `sleep` are replaced in tests.
    """

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    rules: dict[str, Known] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    _files: dict[str, Stamp] = field(default_factory=dict)

    def look(self, path: str) -> Iterator[Stamp | None]:
        """Yield the stamp of a file to read, None for one that cannot be looked at; nothing where it is to be left.

        A file is left where it was read as it is, and, until the next time, where somebody is writing to it.
        """
        found = _stamp(path)
        if found is None:
            yield None
        elif self._files.get(path) != found and self._rests(found):
            yield found

    def keep(self, stamp: Stamp) -> None:
        """Remember a file that was read."""
        self._files[stamp.path] = stamp

    def forget(self) -> None:
        """Forget what was read: it has to go somewhere else now."""
        self._files.clear()

    def _rests(self, found: Stamp) -> bool:
        rest = found.changed / 1e9 + REST - self.now()
        if rest <= 0:
            return True
        # The clock of a file server may be ahead of ours: nothing is waited for longer than the rest itself.
        self.sleep(min(rest, REST))
        return _stamp(found.path) == found


def _stamp(path: str) -> Stamp | None:
    with suppress(OSError):
        return Stamp.of(path, Path(path).stat())
    return None
