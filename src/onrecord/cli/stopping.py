"""Ending at a good moment: the first Ctrl-C or SIGTERM asks, the second one ends the work where it is."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any, Self

ENDING = (signal.SIGINT, signal.SIGTERM)
AFTER_THE_BATCH = "stopping after the batch at hand; Ctrl-C again does not wait for it"
_BYTES = 4096


class Stopping:
    """Hears signals that end a process while its block runs; says `words` where the first one has to wait."""

    def __init__(self, words: str, ending: tuple[signal.Signals, ...] = ENDING) -> None:
        self._words = words
        self._ending = ending
        self._asked = self._waits = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        # The system writes a byte for every signal: one that comes just before waiting begins is not slept through.
        self._heard, self._bell = socket.socketpair()
        for end in (self._heard, self._bell):
            end.setblocking(False)
        self._wakeup = signal.set_wakeup_fd(self._bell.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, self._hear) for number in self._ending}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        self._heard.close()
        self._bell.close()

    def asked(self) -> bool:
        """Say whether the work is to end."""
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until the work is to end; say whether it is."""
        end = time.monotonic() + seconds
        self._waits = True
        while not self._asked and (left := end - time.monotonic()) > 0:
            if select.select([self._heard], [], [], left)[0]:
                self._heard.recv(_BYTES)  # Other signals ring too.
        self._waits = False
        return self._asked

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
        if not self._waits:
            # Not through sys.stderr: the signal may have come while something else was printed to it.
            with suppress(OSError):
                os.write(2, f"\n{self._words}\n".encode())
