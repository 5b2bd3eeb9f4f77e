"""What is written down beside a fact or a decision: by which version of the software, and when."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version


def software() -> str:
    """Return the program's name and version."""
    return f"onrecord {version('onrecord')}"


def now(timespec: str = "microseconds") -> str:
    """Return the present moment as an ISO time in UTC.

    Gradings and judgements are told apart by theirs, so they need all of it.

    >>> now()[-6:], len(now("seconds"))
    ('+00:00', 25)
    """
    return datetime.now(UTC).isoformat(timespec=timespec)
