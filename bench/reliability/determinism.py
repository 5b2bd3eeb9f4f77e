"""The same coverage, added under other circumstances: hash seeds, orders, processes, batches, one run or several."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from random import Random

from bench.reliability.outcome import Outcome, Scale
from bench.reliability.record.adding import command
from bench.reliability.record.command import COVERAGE, EXAMPLES, run
from bench.reliability.record.sameness import differences

SEED = 1
DRAWN = {Scale.SHORT: 2, Scale.FULL: 24}
LEARNED = {Scale.SHORT: 0, Scale.FULL: 6}
"""How many circumstances are drawn for the rules, and for the learned reader, each beside one plain run."""


@dataclass(frozen=True, slots=True)
class Way:
    """Circumstances of adding: `order` shuffles the files, `runs` are the commands that they are divided among.

    `few` is the number of articles up to which no other process resolves and traces, `workers` how many others read.
    """

    hash_seed: int = 0
    order: int = 0
    cpus: int = 2
    batch: int = 32
    runs: int = 1
    few: int = 200
    workers: int = 0

    def __str__(self) -> str:
        told = (f"{field.name} {getattr(self, field.name)}" for field in fields(self))
        return ", ".join(told)


PLAIN = Way()
CHOICES = {
    "hash_seed": (0, 1, 42, 4294967295),
    "order": tuple(range(1000)),
    "cpus": (1, 2, 3, 4),
    "batch": (1, 2, 3, 5, 32),
    "runs": (1, 2, 3, 12),
    "few": (0, 200),
    "workers": (0, 1, 2, 3),
}
"""What each circumstance may be."""


def measure(scale: Scale) -> Outcome:
    """Add the bundled coverage in ways drawn by chance, and compare each record with that of the plain way."""
    with tempfile.TemporaryDirectory(prefix="onrecord-determinism-") as folder:
        found = {by: _told(Path(folder) / by, by, number) for by, number in _asked(scale)}
    broken = tuple(f"{by}: {words}" for by, own in found.items() for words in own if words)
    figures = {f"ways to one record, {by}": len(own) for by, own in found.items()}
    return Outcome({**figures, "other records": len(broken)}, broken)


def _asked(scale: Scale) -> Iterator[tuple[str, int]]:
    yield "rules", DRAWN[scale]
    if LEARNED[scale]:
        yield "learned", LEARNED[scale]


def _told(folder: Path, by: str, number: int) -> list[str]:
    """Return for each way in what its record is another than the plain one, "" where it is the same."""
    folder.mkdir()
    plain = added(folder / "plain.db", PLAIN, by)
    return [apart(plain, folder / f"{at}.db", way, by) for at, way in enumerate(drawn(number, SEED))]


def apart(plain: Path, path: Path, way: Way, by: str) -> str:
    """Add the coverage in a way, and say in which tables its record is another than the plain one."""
    tables = differences(plain, added(path, way, by))
    return f"{way}: another {', '.join(tables)}" if tables else ""


def drawn(number: int, seed: int) -> Iterator[Way]:
    """Draw so many ways."""
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(number):
        yield Way(**{name: random.choice(choices) for name, choices in CHOICES.items()})


def added(path: Path, way: Way, by: str) -> Path:
    """Add the bundled coverage in a way; raises `RuntimeError` where that fails."""
    given = {name: getattr(way, name) for name in ("cpus", "batch", "few", "workers")}
    given |= {"reader": by, "actors": EXAMPLES / "actors.yaml"}
    for sources in divided(way):
        words = [sys.executable, *command(path, *sources, **given)]
        done = run(words, env={"PYTHONHASHSEED": str(way.hash_seed)})
        if done.code:
            raise RuntimeError(f"adding ({way}) ended with {done.code}: {done.talk}")
    return path


def divided(way: Way) -> Sequence[list[Path]]:
    """Return the files of the bundled coverage in the order of a way, divided among its runs."""
    files = sorted(path for path in COVERAGE.iterdir() if path.is_file())
    if way.order:
        Random(way.order).shuffle(files)  # noqa: S311 - no secret
    parts = [files[at :: way.runs] for at in range(way.runs)]
    return [part for part in parts if part]
