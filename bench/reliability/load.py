"""Eight readers of the desk beside one writer: answers without errors, how fast, and what the desk holds after it.

A reader looks at a page for some seconds before asking for the next: eight of them that never look would measure how
many pages two processors can make, not how long one takes. Both are counted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from bench.coverage.__main__ import CACHE, coverage_of, write
from bench.desk import addresses
from bench.desk import writing as writing_made_up
from bench.reliability.outcome import Outcome, Scale
from bench.reliability.record.command import started
from bench.reliability.record.held import Held
from bench.reliability.record.made import bundled
from bench.reliability.record.readers import Seen, read
from onrecord.engine.derive import derive
from onrecord.record.file import Record

READERS = 8
THINK = 4.0
"""Seconds that a reader looks at a page, on average."""
SECONDS = {Scale.SHORT: 20.0, Scale.FULL: 600.0}
RUSH = {Scale.SHORT: 3.0, Scale.FULL: 30.0}
"""How long the readers do not look at anything, to count what the desk can make."""
AIM_MS = 200.0
ROUNDS = 5
ARTICLES = 10_000
GIVEN = "ONRECORD_LOAD_RECORD"
"""The variable of the environment that names a record of one's own for the full form."""

MORE_HANDLES = 4
MORE_MEMORY = 1.25
"""What a desk may hold at the end that it did not hold when it was warm: caches fill a little longer."""
_MAIN = "from onrecord.cli.start import main; main()"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one trial; `warm` and `after` are what the desk held when it was warm, and at the end."""

    seen: Seen
    rush: Seen
    warm: Held
    after: Held
    rush_seconds: float


def measure(scale: Scale) -> Outcome:
    """Let readers read and a writer write."""
    if not Path("/proc/self/status").exists():
        return Outcome({}, left_out="what a process holds is read from /proc, which only Linux has")
    with tempfile.TemporaryDirectory(prefix="onrecord-load-") as name:
        path = _record(Path(name) / "record.db", scale)
        with Record.open(path, readonly=True) as record:
            articles = record.counts()["article"]
        trial = _tried(path, scale)
        with Record.open(path, readonly=True) as record:
            written = record.counts()["article"] - articles
    return outcome(trial, articles, written, AIM_MS if scale is Scale.FULL else 0.0)


def _record(path: Path, scale: Scale) -> Path:
    if scale is Scale.SHORT:
        return bundled(path)
    if GIVEN in os.environ:
        return Path(shutil.copy(os.environ[GIVEN], path))
    write(coverage_of(1, CACHE).articles(ARTICLES), path)
    with Record.open(path) as record:
        derive(record)
    return path


def _tried(path: Path, scale: Scale) -> Trial:
    pages = [page for own in addresses(path, ROUNDS).values() for page in own]
    with _desk(path) as (address, process), _writing(path, scale):
        read(address, pages, READERS, RUSH[scale], 0.0)
        warm = Held.by(process)
        seen = read(address, pages, READERS, SECONDS[scale], THINK)
        since = time.monotonic()
        rush = read(address, pages, READERS, RUSH[scale], 0.0)
        return Trial(seen, rush, warm, Held.by(process), time.monotonic() - since)


@contextmanager
def _desk(path: Path) -> Iterator[tuple[str, int]]:
    """Serve the desk of a record, and give its address and process."""
    with started([sys.executable, "-c", _MAIN, "serve", "--record", str(path)]) as process:
        try:
            line = process.stderr.readline() if process.stderr else ""
            yield line.split()[2].rstrip("/"), process.pid
        finally:
            process.terminate()


@contextmanager
def _writing(path: Path, scale: Scale) -> Iterator[None]:
    if scale is Scale.FULL:
        with writing_made_up(path, 99):
            yield
        return
    writer = subprocess.Popen([sys.executable, "-m", "bench.reliability.record.writer", str(path)])
    try:
        yield
    finally:
        writer.terminate()
        writer.wait()


def outcome(trial: Trial, articles: int, written: int, aim: float) -> Outcome:
    """Return the figures; with an aim, a 95th percentile above it breaks the promise."""
    p95 = quantiles(trial.seen.taken, n=20)[-1] if len(trial.seen.taken) > 1 else 0.0
    errors = [*trial.seen.errors, *trial.rush.errors]
    figures = {
        "articles in the record": articles,
        "articles written meanwhile": written,
        "readers": READERS,
        "seconds that each looks at a page": THINK,
        "answers": len(trial.seen.taken),
        "errors": len(errors),
        "median, ms": round(median(trial.seen.taken or [0.0])),
        "95th percentile, ms": round(p95),
        "slowest, ms": round(max(trial.seen.taken, default=0.0)),
        "answers a second where nobody looks": round(len(trial.rush.taken) / trial.rush_seconds, 1),
        "handles, warm": trial.warm.handles,
        "handles, after": trial.after.handles,
        "memory, warm, MiB": round(trial.warm.mib),
        "memory, after, MiB": round(trial.after.mib),
    }
    return Outcome(figures, (*errors, *_leaks(trial), *_slow(p95, aim), *_idle(trial, written)))


def _leaks(trial: Trial) -> Iterator[str]:
    if trial.after.handles > trial.warm.handles + MORE_HANDLES:
        yield f"the desk holds {trial.after.handles} handles, {trial.warm.handles} when it was warm"
    if trial.after.mib > trial.warm.mib * MORE_MEMORY:
        yield f"the desk holds {trial.after.mib:.0f} MiB, {trial.warm.mib:.0f} when it was warm"


def _slow(p95: float, aim: float) -> Iterator[str]:
    if aim and p95 > aim:
        yield f"one answer in twenty took more than {p95:.0f} ms, not {aim:.0f}"


def _idle(trial: Trial, written: int) -> Iterator[str]:
    if not trial.seen.taken:
        yield "no reader got an answer"
    if not written:
        yield "the writer wrote nothing"
