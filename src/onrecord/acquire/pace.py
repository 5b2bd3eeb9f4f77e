"""How often one host is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

LEFT_SECONDS = 24 * 60 * 60
"""The longest that a host is left alone because it asked for it: one that says a year made a mistake."""


@dataclass(slots=True)
class Pace:
    """Waits before a request until its host has rested; `clock` and `sleep` are replaced in tests."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)
    _left: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, pause: float) -> None:
        """Wait until `pause` seconds lie between the last request to `host` and now, and count from now on."""
        last = self._asked.get(host)
        if last is not None and (rest := last + pause - self.clock()) > 0:
            self.sleep(rest)
        self._asked[host] = self.clock()

    def leave(self, host: str, seconds: float) -> None:
        """Ask a host nothing for so long as it says."""
        self._left[host] = self.clock() + min(seconds, LEFT_SECONDS)

    def left(self, host: str) -> float:
        """Return the seconds for which a host is to be asked nothing."""
        return max(0.0, self._left.get(host, 0.0) - self.clock())

    def rest(self, host: str, seconds: float) -> None:
        """Wait as long as the host asked for."""
        self.sleep(seconds)
        self._asked[host] = self.clock()
