"""The desk asked by those who may not ask, in ways that nobody asks, and while others hold it up."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from bench.desk import serving
from bench.reliability.guards.asked import Asked, ask_all
from bench.reliability.guards.slow import Held, hold
from bench.reliability.guards.wire import Spoken, memory_of, speak
from bench.reliability.outcome import Outcome, Scale
from tests.record_kit import fill

_EVERY = {Scale.SHORT: 8, Scale.FULL: 1}
_SLOW = {Scale.SHORT: (200, 0), Scale.FULL: (450, 40)}
SLOWEST_MS = 1000
MOST_MIB = 300
"""What the server may take at most, whatever it is sent: about twice what it takes with one page asked for."""


def measure(scale: Scale) -> Outcome:
    """Ask each address in each way, then a served desk in bytes, and then hold connections open."""
    with tempfile.TemporaryDirectory() as folder:
        path = fill(Path(folder) / "record.db")
        asked = ask_all(path, _EVERY[scale])
        with serving(path) as (address, process):
            port = urlsplit(address).port or 0
            spoken = speak(port)
            held = hold(port, *_SLOW[scale])
            memory = memory_of(process)
    return outcome(asked, spoken, held, memory)


def outcome(asked: Asked, spoken: Spoken, held: Held, memory: int) -> Outcome:
    """Count what was refused, and name what was not."""
    broken = [
        *(f"got through: {line}" for line in asked.through),
        *(f"an answer with other headers: {line}" for line in asked.bare),
        *(f"not answered: {line}" for line in asked.failed),
        *(f"on the wire: {line}" for line in spoken.wrong),
    ]
    if held.unanswered or held.slowest_ms > SLOWEST_MS:
        broken.append(f"held up: {held.unanswered} unanswered, the slowest answer after {held.slowest_ms} ms")
    if held.left:
        broken.append(f"{held.left} slow connections were not ended")
    if memory > MOST_MIB:
        broken.append(f"the server took {memory} MiB")
    figures = {
        "addresses": asked.addresses,
        "foreign and writing requests refused": asked.refused,
        "of these got through": len(asked.through),
        "answers with other headers": len(asked.bare),
        "odd paths, heads and sizes": spoken.paths + spoken.heads + spoken.large,
        "of these answered at all": spoken.answered,
        "wrongly answered": len(spoken.wrong),
        "slow connections": held.connections,
        "not ended": held.left,
        "slowest answer meanwhile, ms": held.slowest_ms,
        "most memory of the server, MiB": memory,
    }
    return Outcome(figures, tuple(broken))
