"""Bringing everything derived in step with the facts, where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.record.file import Record
from onrecord.resolve.run import resolve
from onrecord.trace.run import trace


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage is: `done` of `total` items, the total None where it cannot be known yet."""

    stage: str
    done: int
    total: int | None = None


Report = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Report to nobody."""


def derive(record: Record, progress: Report = silent) -> bool:
    """Resolve and trace the whole record, unless that was done for these facts; say whether anything was done."""
    if record.is_current():
        return False
    # Taken before the facts: what another process adds in between leaves the record not current, never wrongly so.
    state = record.state
    facts = record.facts()
    progress(Progress("resolve", 0, 1))
    resolution = resolve(facts)
    progress(Progress("resolve", 1, 1))
    progress(Progress("trace", 0, 1))
    tracing = trace(facts, resolution)
    record.replace_derived(resolution, tracing, state)
    progress(Progress("trace", 1, 1))
    return True
