"""Asks a record every hostile question and tells, as JSON, what became of each, of the file, and of the memory.

A process of its own, with little loaded: what it and the processes that it starts take at most can be told then.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

from onrecord.model.errors import QuestionError
from onrecord.record.sql import Limits, ask
from tests.record.hostile_sql import FAMILIES
from tests.record.sql_case import ROWS, Case

HURRIED = Limits(seconds=0.2)
LATE = 0.2
TRIES = 6


def tried(path: Path, case: Case, limits: Limits) -> dict[str, Any]:
    """Return how a question ended: in rows, or with what error; and how much later than its limit at most."""
    start = time.monotonic()
    try:
        table = ask(path, case.query.replace("{path}", str(path)), limits=limits)
        ended = f"{ROWS} {len(table.rows)} {table.cut}"
    except QuestionError as error:
        ended = str(error)
    return {"ended": ended, "late": time.monotonic() - start - limits.seconds, "whole": state(path)}


def state(path: Path) -> list[str]:
    """Return a hash of the record, and what else is in its folder."""
    return [hashlib.sha256(path.read_bytes()).hexdigest(), *sorted(p.name for p in path.parent.iterdir())]


def best(path: Path, case: Case) -> dict[str, Any]:
    """Try a question, again where it comes late or not as it should: others may be keeping the machine busy."""
    limits = Limits() if case.slow or case.ends == ROWS else HURRIED
    for _ in range(TRIES):
        found = tried(path, case, limits)
        if found["late"] < LATE and re.search(case.ends, found["ended"]):
            break
        found["late"] -= slowness(path)
        limits = Limits()
    return found


def slowness(path: Path) -> float:
    """Return how many seconds the shortest question takes now."""
    start = time.monotonic()
    ask(path, "SELECT 1", limits=Limits(seconds=30))
    return time.monotonic() - start


def most_of_children() -> int:
    """Return the most memory, in bytes, that any process started here had in use."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def most_here() -> int:
    """Return the most memory, in bytes, that this process had in use."""
    # Not getrusage: on Linux it counts what the process that started this one had in use then.
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def children_left() -> bool:
    """Say whether any process was left behind."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def main() -> None:
    """Try all questions on the record that the command line names."""
    path = Path(sys.argv[1])
    before, own = state(path), most_here()
    found = {name: [best(path, case) for case in cases] for name, cases in FAMILIES.items()}
    told = {"before": before, "own": most_here() - own, "children": most_of_children(), "left": children_left()}
    json.dump({**told, "found": found}, sys.stdout)


if __name__ == "__main__":
    main()
