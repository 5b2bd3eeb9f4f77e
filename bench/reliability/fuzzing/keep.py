"""Brings what fuzzing learnt into the kept corpus: `python -m bench.reliability.fuzzing.keep TARGET GROWN [LOG...]`.

Of all inputs, the kept and the grown, those stay that reach a line of the code which no smaller one reaches, up to
30 KB. The logs of `run` say how long and how often the target was tried: both are added to what is known of it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

from bench.reliability.fuzz import FUZZED
from bench.reliability.fuzzing.corpus import FOLDER, first_seeds, kept
from tests.fuzz.targets import TARGETS, Target

_BYTES = 30_000
_DONE = re.compile(r"Done (\d+) runs in (\d+) second")
_OWN = "/onrecord/"


def main(arguments: list[str] | None = None) -> None:
    """Write the corpus of a target anew, and count its minutes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("grown", type=Path)
    parser.add_argument("logs", type=Path, nargs="*")
    chosen = parser.parse_args(arguments)
    inputs = [*kept(chosen.target), *first_seeds(chosen.target)]
    inputs += [path.read_bytes() for path in sorted(chosen.grown.iterdir())]
    _write(FOLDER / chosen.target, smallest(TARGETS[chosen.target], inputs))
    if chosen.logs:
        count(chosen.target, chosen.logs, FUZZED)


def smallest(target: Target, inputs: Iterable[bytes], most: int = _BYTES) -> list[bytes]:
    """Return the inputs that reach lines which no smaller one reaches."""
    found: list[bytes] = []
    known: set[tuple[str, int]] = set()
    size = 0
    for content in sorted(set(inputs), key=lambda one: (len(one), one)):
        reached = lines_of(target, content)
        if not reached <= known and size + len(content) <= most:
            known |= reached
            size += len(content)
            found.append(content)
    return found


def lines_of(target: Target, content: bytes) -> set[tuple[str, int]]:
    """Return the lines of the code that a target reaches over an input."""
    found: set[tuple[str, int]] = set()

    def inside(frame: FrameType, event: str, _: Any) -> Any:  # noqa: ANN401 - as sys.settrace has it
        if event == "line":
            found.add((frame.f_code.co_filename, frame.f_lineno))
        return inside

    def called(frame: FrameType, _event: str, _: Any) -> Any:  # noqa: ANN401 - as above
        return inside if _OWN in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        target(content)
    finally:
        sys.settrace(before)
    return found


def _write(folder: Path, inputs: Sequence[bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for content in inputs:
        (folder / sha256(content).hexdigest()[:16]).write_bytes(content)


def count(target: str, logs: Sequence[Path], to: Path) -> None:
    """Add what the logs of a target say of minutes and inputs to what a file says of them."""
    held = json.loads(to.read_text(encoding="utf-8")) if to.exists() else {}
    told = held.setdefault(target, {"minutes": 0, "inputs": 0})
    for log in logs:
        for runs, seconds in _DONE.findall(log.read_text(encoding="utf-8", errors="replace")):
            told["inputs"] += int(runs)
            told["minutes"] = round(told["minutes"] + int(seconds) / 60, 1)
    to.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
