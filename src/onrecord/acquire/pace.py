"""How often one host is asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """Waits before a request until its host has rested; `clock` and `sleep` are replaced in tests."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, pause: float) -> None:
        """Wait until `pause` seconds lie between the last request to `host` and now, and count from now on."""
        last = self._asked.get(host)
        if last is not None and (rest := last + pause - self.clock()) > 0:
            self.sleep(rest)
        self._asked[host] = self.clock()

    def rest(self, host: str, seconds: float) -> None:
        """Wait as long as the host asked for."""
        self.sleep(seconds)
        self._asked[host] = self.clock()
