"""What a worker process can be given to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Job(Protocol):
    """Work that another process can be sent: it is pickled once, and called for each request."""

    def prepare(self) -> None:
        """Load what every request needs."""
        ...

    def __call__(self, request: object) -> Iterator[object]:
        """Yield the replies to one request."""
        ...
