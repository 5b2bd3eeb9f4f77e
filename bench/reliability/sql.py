"""Hostile questions in SQL, each in a process of its own as always: what they wrote, read, took and how long."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.testclient import TestClient

from bench.reliability.outcome import Outcome, Scale
from onrecord.record.file import Record
from onrecord.web.app import desk_app
from tests.record import invented
from tests.record.hostile_sql import FAMILIES

MOST_BYTES = 100_000_000
LATE = 0.2
PAGE_SECONDS = 2.2
"""A question's second and its fifth, and another one for the page, which can be two megabytes of table."""

_ROOT = Path(__file__).parents[2]
_ON_PAGES = {Scale.SHORT: 25, Scale.FULL: 1}
_EVERY = {Scale.SHORT: 6, Scale.FULL: 1}
"""Of how many questions one is asked; all of them are in the tests, too."""
_ADDRESS = 60_000
"""The longest question that fits into an address; servers and browsers take 64 KB of head."""
_TRIES = 4
_ARTICLES = 80
_SERVER_ERROR = 500


def measure(scale: Scale) -> Outcome:
    """Ask all questions as `onrecord sql` does, and some or all of them on the desk's page."""
    with tempfile.TemporaryDirectory() as folder:
        path = _filled(Path(folder) / "asked" / "record.db")
        command = [
            sys.executable,
            "-m",
            "tests.record.sql_trial",
            str(path),
            f"--every={_EVERY[scale]}",
            *(["--full"] if scale is Scale.FULL else []),
        ]
        ended = subprocess.run(command, capture_output=True, check=True, text=True, cwd=_ROOT)
        pages = list(_pages(path, _ON_PAGES[scale]))
    return outcome(json.loads(ended.stdout), pages)


def outcome(trial: Mapping[str, Any], pages: list[tuple[str, float, int]]) -> Outcome:
    """Count what questions did, and name each that did what none may."""
    families = {name: own[:: trial["every"]] for name, own in FAMILIES.items()}
    asked = [
        (case, found) for name, own in families.items() for case, found in zip(own, trial["found"][name], strict=True)
    ]
    wrong = {
        "wrote": [pair for pair in asked if pair[1]["whole"] != trial["before"]],
        "read a file": [pair for pair in asked if pair[1]["leaked"]],
        "ended too late": [pair for pair in asked if pair[1]["late"] >= LATE],
        "ended otherwise": [pair for pair in asked if not re.search(pair[0].ends, pair[1]["ended"])],
    }
    slow = [f"a page took {seconds:.1f} s: {query}" for query, seconds, _ in pages if seconds > PAGE_SECONDS]
    failed = [f"a page answered {status}: {query}" for query, _, status in pages if status >= _SERVER_ERROR]
    memory = trial["own"] + trial["children"]
    broken = [
        f"{kind}: {case.query[:200]} ({found['ended'][:100]})" for kind, pairs in wrong.items() for case, found in pairs
    ]
    broken += [line[:300] for line in (*slow, *failed)]
    if memory >= MOST_BYTES:
        broken.append(f"a question took {memory:,} bytes")
    if trial["left"]:
        broken.append("a process was left behind")
    figures: dict[str, int | float] = {
        "questions": len(asked) - len(families["harmless"]),
        **{kind: len(pairs) for kind, pairs in wrong.items()},
        "latest after its limit, ms": max(0, round(1000 * max(found["late"] for _, found in asked))),
        "most memory of one, MB": round(memory / 1_000_000),
        "asked on the page too": len(pages),
    }
    return Outcome(figures, tuple(broken))


def _pages(path: Path, every: int) -> Iterator[tuple[str, float, int]]:
    desk = TestClient(desk_app(path), base_url="http://localhost", raise_server_exceptions=False)
    for case in [case for own in FAMILIES.values() for case in own][::every]:
        query = case.query.encode("utf-8", "replace").decode("utf-8")
        if len(quote(query)) < _ADDRESS:
            yield case.query, *_asked(desk, query)


def _asked(desk: TestClient, query: str) -> tuple[float, int]:
    """Return how long a page took, and its status; others may be keeping the machine busy, so the best of some."""
    for _ in range(_TRIES):
        start = time.monotonic()
        answer = desk.get("/sql.html", params={"query": query})
        taken = time.monotonic() - start
        if taken < PAGE_SECONDS:
            break
    return taken, answer.status_code


def _filled(path: Path) -> Path:
    path.parent.mkdir()
    with Record.open(path, create=True) as record:
        articles = [invented.article(number) for number in range(_ARTICLES)]
        record.add(invented.RUN, articles, [invented.reading(a) for a in articles], [invented.lost(1)])
        record.replace_derived(*invented.derived(articles))
    return path
