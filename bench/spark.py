"""Whether a cluster makes the record that one machine makes, and how fast: `python -m bench.spark N [--master URL]`.

Made-up coverage (see `bench.coverage`) goes through both engines: added here to one record; added, resolved and loaded
by way of Spark to another. Every row of every table is compared. Both engines are warmed up on a few articles first, so
that the rates, of the local engine and of Spark, are those of steady work.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.coverage.__main__ import coverage_of
from bench.coverage.bases import corpus
from bench.coverage.happenings import Made
from onrecord.acquire.settings import Settings
from onrecord.engine import local
from onrecord.engine.loading import load
from onrecord.engine.reading import reader_count
from onrecord.engine.spark.adding import Given, add
from onrecord.engine.spark.resolving import resolve
from onrecord.engine.spark.session import session
from onrecord.model.run import StatementsBy
from onrecord.record.file import Record

MASTER = "local-cluster[2,1,1024]"
LOOPBACK = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.driver.memory": "2g",
}
FILES = 16
WARM = 40

_OWN = ("run", "derivation", "work", "seal")
"""Tables that tell when a run was, or what is at work, and seals, which are hashes of rows with their run."""


def write(articles: Iterable[Made], folder: Path) -> Path:
    """Write articles as tables, dealt out over some files."""
    folder.mkdir()
    files = [(folder / f"{number:02}.jsonl").open("w", encoding="utf-8") for number in range(FILES)]
    for number, (article, _) in enumerate(articles):
        row = {"id": article.uri, "text": article.text, "outlet": article.outlet, "date": article.published}
        files[number % FILES].write(json.dumps(row) + "\n")
    for file in files:
        file.close()
    return folder


def tables(path: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """Yield the rows of each table but for their keys and runs, sorted."""
    with Record.open(path, readonly=True) as record:
        names = [name for (name,) in record.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in sorted(names):
            if name.startswith("sqlite_") or "_search" in name or name in _OWN:
                continue
            every = [row[1] for row in record.connection.execute(f'PRAGMA table_info("{name}")')]
            columns = ", ".join(f'"{column}"' for column in every if column not in ("key", "run"))
            yield name, sorted(map(tuple, record.connection.execute(f'SELECT {columns} FROM "{name}"')), key=repr)


def differing(one: Path, other: Path) -> dict[str, int]:
    """Return how many rows of each table only one of two records has."""
    found = ((name, mine, theirs) for (name, mine), (_, theirs) in zip(tables(one), tables(other), strict=True))
    return {name: len(set(mine) ^ set(theirs)) for name, mine, theirs in found if mine != theirs}


_ENGINES = (("local",), ("spark: add", "spark: resolve"))


def _rate(articles: int, took: Mapping[str, float], steps: Iterable[str]) -> float:
    return round(articles / sum(took[step] for step in steps), 2)


class _Clock:
    """What each step took, in seconds and in seconds of processors; told as they end."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self.used: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        start, used = time.perf_counter(), _used()
        yield
        self.took[name], self.used[name] = round(time.perf_counter() - start, 1), round(_used() - used, 1)
        row = {"step": name, "seconds": self.took[name], "cpu seconds": self.used[name]}
        print(json.dumps(row), file=sys.stderr, flush=True)


def _used() -> float:
    """Return the processor seconds of this process and of all that it started, whether they ended or not."""
    parent, spent = dict[int, int](), dict[int, float]()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            words = (folder / "stat").read_text("utf-8").rpartition(")")[2].split()
            parent[int(folder.name)] = int(words[1])
            spent[int(folder.name)] = sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")
    ours = {os.getpid()}
    while more := {one for one, of in parent.items() if of in ours} - ours:
        ours |= more
    return sum(spent.get(one, 0) for one in ours)


def here(coverage: Path, warm: Path, folder: Path, by: StatementsBy, clock: _Clock) -> None:
    """Add coverage to a record on this machine, a little first."""
    with clock.step("local: first articles"):
        local.add([warm], folder / "warm.db", statements_by=by, workers=reader_count(by))
    with clock.step("local"):
        local.add([coverage], folder / "local.db", statements_by=by, workers=reader_count(by))


def there(coverage: Path, warm: Path, folder: Path, by: StatementsBy, master: str, clock: _Clock) -> None:
    """Add and resolve coverage on a cluster, a little first."""
    with session(master, LOOPBACK if master.startswith("local") else {}) as spark:
        with clock.step("spark: session and first articles"):
            add(spark, Given([warm], Settings(), statements_by=by), str(folder / "warm"))
        with clock.step("spark: add"):
            add(spark, Given([coverage], Settings(), statements_by=by), str(folder / "out"))
        with clock.step("spark: resolve"):
            resolve(spark, str(folder / "out"), lambda event: print(event, file=sys.stderr, flush=True))


def main(arguments: list[str] | None = None) -> int:
    """Run both engines, compare, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, metavar="N", help="how many articles")
    parser.add_argument("--master", default=MASTER)
    parser.add_argument("--reader", type=StatementsBy, default=StatementsBy.RULES)
    parser.add_argument("--folder", type=Path, help="an empty folder for what is written, which stays")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with tempfile.TemporaryDirectory(prefix="onrecord-spark-") as spare:
        folder, clock = chosen.folder or Path(spare), _Clock()
        coverage = coverage_of(texts=corpus())
        warm = write(coverage.articles(WARM), folder / "few")
        every = write(coverage.articles(chosen.number), folder / "coverage")
        here(every, warm, folder, chosen.reader, clock)
        there(every, warm, folder, chosen.reader, chosen.master, clock)
        with clock.step("load"):
            loaded = load(folder / "out", folder / "spark.db")
        found = differing(folder / "local.db", folder / "spark.db")
    told = {"articles": loaded.articles, "derived": loaded.derived, "rows that differ": found}
    rates = {
        "articles a second": [_rate(chosen.number, clock.took, steps) for steps in _ENGINES],
        "articles a cpu second": [_rate(chosen.number, clock.used, steps) for steps in _ENGINES],
    }
    print(json.dumps({**told, "seconds": clock.took, "cpu seconds": clock.used, **rates}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
