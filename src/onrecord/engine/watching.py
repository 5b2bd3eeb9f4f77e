"""Looking again and again: rounds of adding with pauses between them, which grow while nothing can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from onrecord.engine.summary import Summary
from onrecord.model.errors import RecordError, SourceError, WorkerError

PAUSE_MAX = 60 * 60.0
"""Seconds to which the pause between failed rounds grows, unless the one that was asked for is longer by itself."""

_PASSING = (RecordError, SourceError, WorkerError, OSError)
"""What the next round may be spared: a record that is locked, a full disk, a table that is being saved."""


class Stop(Protocol):
    """Somebody who may want the watch to end."""

    def asked(self) -> bool:
        """Say whether it is to end."""

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until it is to end; say whether it is."""


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round: its summary, and why it failed, "" where it did not; `pause` seconds follow it."""

    number: int
    summary: Summary
    failure: str
    pause: float


def watch(look: Callable[[], Summary], every: float, stop: Stop, rounds: int = 0) -> Iterator[Round]:
    """Look, and again after `every` seconds, until `stop` says so or after so many rounds; yield what came of each.

    A round that fails for what may pass is one too, and the pauses after such rounds grow. Raises what cannot pass, and
    a `SourceError` of the first round.
    """
    failed = 0
    for number in count(1):
        summary, failure = _tried(look, number)
        failed = failed + 1 if failure else 0
        done = Round(number, summary, failure, pause_after(failed, every))
        yield done
        if number == rounds or stop.wait(done.pause):
            return


def pause_after(failed: int, every: float) -> float:
    """Return how many seconds to wait after so many failed rounds in a row.

    >>> [pause_after(failed, 900.0) for failed in range(5)]
    [900.0, 900.0, 1800.0, 3600.0, 3600.0]
    """
    grown = every * 2.0 ** min(failed - 1, 30) if failed > 1 else every
    return min(grown, max(every, PAUSE_MAX))


def _tried(look: Callable[[], Summary], number: int) -> tuple[Summary, str]:
    try:
        summary = look()
    except _PASSING as error:
        if number == 1 and isinstance(error, SourceError):
            raise
        return Summary(), str(error)
    return summary, "nothing that was asked for is there" if summary.in_vain else ""
