"""The real command line in processes of its own, as users run it, to be killed, stopped or starved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
COVERAGE = EXAMPLES / "coverage"
"""Twelve articles, of which some copy each other and some disagree."""

ADD = ("add", "--actors", str(EXAMPLES / "actors.yaml"), "--reader", "rules", "--quiet")
"""By rules, which load faster: what is tried is the record, not the reader."""

_MAIN = "from onrecord.cli.start import main; main()"
_LONGEST = 600.0
_LOOK = 0.005


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code (minus a signal's number), what it said, and the seconds that it took."""

    code: int
    out: str
    talk: str
    seconds: float

    @property
    def clean(self) -> bool:
        """Whether it said what happened, without a traceback."""
        return "Traceback" not in self.talk and "Error:" not in self.talk.splitlines()[-1:]


def onrecord(*arguments: object, env: Mapping[str, str] | None = None) -> Ended:
    """Run a command to its end."""
    return run([sys.executable, "-c", _MAIN, *map(str, arguments)], env=env)


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> Ended:
    """Run a program to its end."""
    return ended(started(command, env), time.monotonic())


def add(record: Path, *sources: Path, **settings: Mapping[str, str]) -> Ended:
    """Add coverage to a record, the bundled one where none is named."""
    return onrecord(*ADD, "--record", record, *(sources or (COVERAGE,)), **settings)


def started(command: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start a program at the head of a process group of its own."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str], since: float) -> Ended:
    """Wait for a program that was started."""
    out, talk = process.communicate(timeout=_LONGEST)
    return Ended(process.returncode, out, talk, time.monotonic() - since)


def interrupted(arguments: Sequence[object], number: signal.Signals, moment: float, *, group: bool = True) -> Ended:
    """Run a command and send a signal, to all its processes or to it alone, so many seconds after it was started.

    One that it can hear is not sent before its first line has run: until then the interpreter alone would answer.
    """
    since = time.monotonic()
    process = started([sys.executable, "-c", _MAIN, *map(str, arguments)])
    while number != signal.SIGKILL and process.poll() is None and not _listens(process.pid):
        time.sleep(_LOOK)
    try:
        process.wait(timeout=max(0.0, moment - (time.monotonic() - since)))
    except subprocess.TimeoutExpired:
        (os.killpg if group else os.kill)(process.pid, number)
    return ended(process, since)


def _listens(pid: int) -> bool:
    """Say whether a process has a handler for SIGTERM, by the bits of what it catches (proc_pid_status(5))."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    caught = next(int(line.split()[1], 16) for line in lines if line.startswith("SigCgt:"))
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def timed(arguments: Sequence[object], began: Callable[[], bool]) -> tuple[float, float, Ended]:
    """Run a command undisturbed, and return after how many seconds it began its work, when it ended, and how."""
    since = time.monotonic()
    process = started([sys.executable, "-c", _MAIN, *map(str, arguments)])
    while process.poll() is None and not began():
        time.sleep(_LOOK)
    first = time.monotonic() - since
    done = ended(process, since)
    return min(first, done.seconds), done.seconds, done
