"""What a process that writes to a record is doing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """How far a stage of the work is, since when it runs and when that was last said (ISO times in UTC)."""

    stage: str
    done: int
    total: int | None
    began: str
    seen: str
