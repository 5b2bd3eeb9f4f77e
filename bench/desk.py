"""How fast the desk answers: `python -m bench.desk RECORD [--rounds 5] [--idle] [--json]`.

The desk is served for a copy of the record in a process of its own, on loopback; meanwhile (unless `--idle`) another
process goes on adding made-up articles to the copy (see `bench.coverage`). Pages of every kind are asked for in turn:
the largest and arbitrary stories, claims, articles and actors, every list with and without filters, and searches.
Printed are the median, the 95th percentile and the slowest answer of each kind and of all, in milliseconds, as seen by
one reader. The aim: a median under 200 and a 95th percentile under 500 for every
page, on a record of 100,000 articles with one writer.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any, Self
from urllib.parse import quote

import httpx

from onrecord.record.file import Record

_WORDS = ("minister", "trade talks", "port", '"prime minister"', "sanctions", "election", "zeppelin")
_STARTED = 60.0

_THINGS = {
    "story": "SELECT id FROM story ORDER BY size DESC LIMIT {n}",
    "claim": "SELECT claim FROM standing ORDER BY reports DESC LIMIT {n}",
    "actor": "SELECT actor FROM prominence ORDER BY parts DESC LIMIT {n}",
    "article": "SELECT id FROM article ORDER BY id LIMIT {n}",
}
_ANY = "SELECT id FROM {table} ORDER BY id LIMIT {n}"


@dataclass(frozen=True, slots=True)
class Known:
    """What filters ask for: the actors of most claims, two states, a part of a name, five outlets, a day halfway."""

    actors: tuple[str, str]
    states: tuple[str, str]
    name: str
    outlets: tuple[str, ...]
    day: str

    @classmethod
    def of(cls, record: Record) -> Self:
        """Take them from a record."""

        def column(query: str) -> list[str]:
            return [str(row[0]) for row in record.connection.execute(query)]

        one, other = column(_THINGS["actor"].format(n=2))
        states = column("SELECT state FROM actor WHERE state IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 2")
        return cls(
            (one, other),
            (states[0], states[1]),
            column("SELECT name FROM actor WHERE kind = 'person' ORDER BY id LIMIT 1")[0].split()[-1],
            tuple(column("SELECT DISTINCT outlet FROM article WHERE outlet IS NOT NULL LIMIT 5")),
            column("SELECT published FROM article WHERE published IS NOT NULL ORDER BY published LIMIT 1 OFFSET "
                   "(SELECT count(*) / 2 FROM article)")[0][:10],
        )  # fmt: skip


def addresses(path: Path, rounds: int) -> dict[str, list[str]]:
    """Return the addresses to ask for, by kind of page."""
    with Record.open(path, readonly=True) as record:
        found = {f"{kind}, largest": _things(record, kind, query, rounds) for kind, query in _THINGS.items()}
        found |= {kind: _things(record, kind, _ANY.replace("{table}", kind), rounds) for kind in _THINGS}
        known = Known.of(record)
    lists = ("stories", "claims", "statements", "events", "articles", "actors", "discrepancies", "problems")
    found |= {name: [f"/{name}.html", f"/{name}.html?page=7"] for name in lists}
    found["first page"] = ["/"]
    found["search"] = [f"/search.html?words={quote(words)}" for words in _WORDS]
    found["claims, narrowed"] = [f"/claims.html?{query}" for query in _reported(known)]
    found["statements, narrowed"] = [f"/statements.html?{query}" for query in _said(known)]
    found["events, narrowed"] = [f"/events.html?{query}" for query in _done(known)]
    return found


def _things(record: Record, kind: str, query: str, number: int) -> list[str]:
    return [f"/{kind}/{row[0]}.html" for row in record.connection.execute(query.format(n=number))]


def _reported(known: Known) -> Iterator[str]:
    yield from ("kind=event&min_reports=3", "max_origins=1&min_reports=3", "min_origins=2", "differing=yes")
    yield from (f"words={quote(words)}" for words in _WORDS[:4])
    yield from (f"actor={actor}" for actor in (*known.actors, *known.states, quote(known.name)))
    yield from (f"outlet={quote(outlet)}" for outlet in known.outlets)


def _said(known: Known) -> Iterator[str]:
    yield from ("kind=direct&cue=denies", "cue=denies", f"since={known.day}&until={known.day}", f"until={known.day}")
    yield from (f"speaker={speaker}" for speaker in (*known.actors, known.states[0], quote(known.name)))


def _done(known: Known) -> Iterator[str]:
    yield from ("status=planned&type=consult", "status=denied", f"since={known.day}&until={known.day}")
    yield from (f"actor={one}&other={other}" for one, other in (known.actors, known.states))
    yield from (f"place={known.states[0]}", f"place={quote(known.name)}", "words=minister")


@contextmanager
def served(path: Path) -> Iterator[str]:
    """Serve the desk of a record in a process of its own, and give its address."""
    with serving(path) as (address, _):
        yield address


@contextmanager
def serving(path: Path) -> Iterator[tuple[str, int]]:
    """Serve the desk of a record in a process of its own, and give its address and the number of the process."""
    command = [sys.executable, "-c", "from onrecord.cli.start import main; main()", "serve", "--record", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stderr.readline() if process.stderr else ""
            yield line.split()[2].rstrip("/"), process.pid
        finally:
            process.terminate()


@contextmanager
def writing(path: Path, seed: int) -> Iterator[None]:
    """Go on adding made-up articles to a record until the block ends."""
    process = subprocess.Popen([sys.executable, "-m", "bench.desk_writer", str(path), str(seed)])
    try:
        time.sleep(1.0)
        yield
    finally:
        process.terminate()
        process.wait()


def timed(address: str, pages: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Ask for every page `rounds` times in an arbitrary order, and return the milliseconds by kind.

    Raises `RuntimeError` where an answer is none.
    """
    asked = [(kind, page) for kind, own in pages.items() for page in own] * rounds
    Random(1).shuffle(asked)  # noqa: S311 - an order, no secret
    taken: dict[str, list[float]] = {kind: [] for kind in pages}
    with httpx.Client(base_url=address, timeout=_STARTED) as client:
        for kind, page in asked:
            start = time.perf_counter()
            answer = client.get(page)
            if answer.status_code != httpx.codes.OK:
                raise RuntimeError(f"{page}: {answer.status_code} {answer.text[:300]}")
            taken[kind].append(1000 * (time.perf_counter() - start))
    return taken


def summed(taken: dict[str, list[float]]) -> Iterator[dict[str, Any]]:
    """Yield the figures of each kind and of all."""
    every = [one for own in taken.values() for one in own]
    for kind, own in [*taken.items(), ("all", every)]:
        if own:
            cut = quantiles(own, n=20)[-1] if len(own) > 1 else own[0]
            yield {
                "page": kind,
                "answers": len(own),
                "median_ms": round(median(own)),
                "p95_ms": round(cut),
                "slowest_ms": round(max(own)),
            }


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print a row for each kind of page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument(
        "--rounds", type=int, default=5, help="how often each page is asked for, and how many of a kind"
    )
    parser.add_argument("--idle", action="store_true", help="while nothing is written")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=chosen.record.parent) as folder:
        copy = Path(folder) / "record.db"
        shutil.copy(chosen.record, copy)
        pages = addresses(copy, chosen.rounds)
        with served(copy) as address:
            timed(address, {"first page": ["/"]}, 1)
            if chosen.idle:
                taken = timed(address, pages, chosen.rounds)
            else:
                with writing(copy, 99):
                    taken = timed(address, pages, chosen.rounds)
    for row in summed(taken):
        if chosen.json:
            print(json.dumps(row))
        else:
            print(
                f"{row['page']:24}{row['answers']:>6} answers{row['median_ms']:>7} ms median"
                f"{row['p95_ms']:>7} ms p95{row['slowest_ms']:>7} ms slowest"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
