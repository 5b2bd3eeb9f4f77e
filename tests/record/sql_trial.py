"""Asks a record every hostile question and tells, as JSON, what became of each, of the file, and of the memory.

A process of its own, with little loaded: what it and the processes that it starts take at most can be told then.
"""

from __future__ import annotations

import argparse
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
from onrecord.record.sql import Limits, Table, ask
from tests.record.hostile_sql import FAMILIES
from tests.record.sql_case import ROWS, Case

HURRIED = Limits(seconds=0.2)
PASSWORDS = Path("/etc/passwd")
"""What many of the questions want to read."""
LATE = 0.2
TRIES = 6


def tried(path: Path, case: Case, limits: Limits) -> dict[str, Any]:
    """Return how a question ended: in rows, or with what error; and how much later than its limit at most."""
    start = time.monotonic()
    try:
        table = ask(path, case.query.replace("{path}", str(path)), limits=limits)
        ended, leaked = f"{ROWS} {len(table.rows)} {table.cut}", leaks(table)
    except QuestionError as error:
        ended, leaked = str(error), False
    late = time.monotonic() - start - limits.seconds
    return {"ended": ended, "late": late, "whole": state(path), "leaked": leaked}


def leaks(table: Table) -> bool:
    """Say whether a result holds the first line of a file that no question may read."""
    first = PASSWORDS.read_text(encoding="utf-8").splitlines()[0] if PASSWORDS.exists() else None
    return first is not None and any(first in str(cell) for row in table.rows for cell in row)


def state(path: Path) -> list[str]:
    """Return a hash of the record, and what else is in its folder."""
    return [hashlib.sha256(path.read_bytes()).hexdigest(), *sorted(p.name for p in path.parent.iterdir())]


def best(path: Path, case: Case, hurried: bool = True) -> dict[str, Any]:
    """Try a question, again where it comes late or not as it should: others may be keeping the machine busy."""
    limits = HURRIED if hurried and not case.slow and case.ends != ROWS else Limits()
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
    """Try the questions on a record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", type=Path)
    parser.add_argument("--full", action="store_true", help="give each the time that all questions have")
    parser.add_argument("--every", type=int, default=1, help="of each family, every so-manieth question")
    chosen = parser.parse_args()
    before, own = state(chosen.record), most_here()
    found = {
        name: [best(chosen.record, case, hurried=not chosen.full) for case in cases[:: chosen.every]]
        for name, cases in FAMILIES.items()
    }
    told = {"before": before, "own": most_here() - own, "children": most_of_children(), "left": children_left()}
    json.dump({**told, "every": chosen.every, "found": found}, sys.stdout)


if __name__ == "__main__":
    main()
