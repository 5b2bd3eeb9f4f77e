"""What a process that writes to a record is doing."""

from __future__ import annotations

from dataclasses import dataclass

WATCH = "watch"
"""The stage of a process that writes nothing, and will look again at the time that it was `seen` at."""


@dataclass(frozen=True, slots=True)
class Work:
    """How far a stage of the work is, since when it runs and when that was last said (ISO times in UTC).

    Of a process that rests until it looks again, the last is when it will.
    """

    stage: str
    done: int
    total: int | None
    began: str
    seen: str
