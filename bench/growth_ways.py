"""One way of working on a record, measured in a process of its own: `python -m bench.growth_ways WAY RECORD`.

Prints one JSON object; `bench.growth` starts it for each way and size.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.cost import MEBIBYTE, measured
from bench.growth_records import before, held
from onrecord.engine.derive import derive
from onrecord.engine.progress import Progress
from onrecord.record.file import Record
from onrecord.record.tables import DERIVED

PEERS = ("datasketch", "rensa")
_MADE = {"passage": "passages", "link": "links", "story": "stories", "claim": "claims", "dependence": "dependences"}


class Stages:
    """Seconds by stage, from what is reported as progress."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._at = time.perf_counter()

    def __call__(self, progress: Progress) -> None:
        """Count the time since the last report to the stage that reports now."""
        now = time.perf_counter()
        self.seconds[progress.stage] += now - self._at
        self._at = now


def derived(path: Path) -> dict[str, Any]:
    """Derive from the record at `path`, and return what that cost and made."""
    size, stages = path.stat().st_size, Stages()
    with Record.open(path) as record:
        cost = measured(lambda: derive(record, stages))
        counts = record.counts()
        (largest,) = record.connection.execute("SELECT max(json_array_length(articles)) FROM story").fetchone()
    return {
        "articles": counts["article"],
        **cost,
        "file_mib": round((path.stat().st_size - size) / MEBIBYTE, 1),
        "stages": {stage: round(seconds, 2) for stage, seconds in stages.seconds.items()},
        **{plural: counts[name] for name, plural in _MADE.items()},
        "largest_story": largest,
    }


def one_more(path: Path) -> dict[str, Any]:
    """Add the article that was held back, derive again, and return what either cost."""
    add = _adding(path)
    with Record.open(path) as record:
        added = measured(lambda: add(record))
        again = measured(lambda: derive(record))
        return {"articles": record.counts()["article"], "add_seconds": added["seconds"], **again}


def as_anew(path: Path) -> dict[str, Any]:
    """Derive anew from the record as it was and the article more; say whether that gives what deriving again gave."""
    add, anew = _adding(path), path.with_name("anew.db")
    shutil.copy(before(path), anew)
    with Record.open(anew) as record:
        add(record)
        cost = measured(lambda: derive(record))
    one, other = _digests(path), _digests(anew)
    return {**cost, "differ": sorted(t for t in one if one[t] != other[t])}


def _adding(path: Path) -> Callable[[Record], object]:
    """Read the article that was held back from a record, and return what adds it to one."""
    with Record.open(held(path)) as record:
        facts, (run,) = record.facts(), record.runs()
    return lambda record: record.add(run, facts.articles, facts.readings, [])


def _digests(path: Path) -> dict[str, str]:
    """Return a hash of each derived table, whatever the order of its rows."""
    found = {}
    with Record.open(path, readonly=True) as record:
        for table in DERIVED:
            names = ", ".join(f'"{name}"' for name in table.columns)
            rows = sorted(map(repr, map(tuple, record.connection.execute(f'SELECT {names} FROM "{table.name}"'))))
            found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def peer(name: str, path: Path) -> dict[str, Any]:
    """Find the reused pairs of a record's articles with a peer at its default."""
    from bench.reuse_peers import DEFAULTS
    from bench.reuse_peers import PEERS as FINDERS

    with Record.open(path) as record:
        texts = {row["id"]: row["text"] for row in record.connection.execute("SELECT id, text FROM article")}
    found: list[int] = []
    cost = measured(lambda: found.append(len(FINDERS[name](texts, [DEFAULTS[name]])[0])))
    return {"articles": len(texts), **cost, "pairs": found[0]}


WAYS: dict[str, Callable[[Path], dict[str, Any]]] = {
    "derive": derived,
    "one-more": one_more,
    "anew": as_anew,
    **{name: partial(peer, name) for name in PEERS},
}


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("record", type=Path)
    chosen = parser.parse_args(arguments)
    print(json.dumps(WAYS[chosen.way](chosen.record)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
