"""How long the command line takes to start: its help, and a question to a record, beside Python alone."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.reliability.record.command import COVERAGE
from bench.speed.measuring import Ratio, Ways, by_turns, least
from onrecord.engine.local import add
from onrecord.model.run import StatementsBy

_COMMAND = Path(sys.executable).with_name("onrecord")


def measure(rounds: int) -> dict[str, Any]:
    """Return milliseconds by the clock, the least of the rounds, and how many times Python's own start each takes."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "asked.db")
        add([COVERAGE], path, statements_by=StatementsBy.RULES)
        asked = ["--record", str(path), "--json"]
        ways: Ways = {
            "python": partial(_run, [sys.executable, "-c", "pass"]),
            "help": partial(_run, [str(_COMMAND), "--help"]),
            "claims": partial(_run, [str(_COMMAND), "claims", *asked]),
            "statements": partial(_run, [str(_COMMAND), "statements", *asked]),
            "discrepancies": partial(_run, [str(_COMMAND), "discrepancies", *asked]),
        }
        times = by_turns(ways, rounds)
    return {
        "clock_ms": {name: round(1000 * least(took).clock) for name, took in times.items()},
        "ratios": {name: Ratio.of(times["python"], times[name]) for name in ways if name != "python"},
    }


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
