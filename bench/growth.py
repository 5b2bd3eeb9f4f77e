"""How resolving and tracing grow with the coverage: `python -m bench.growth 1000 3000 10000 [--peers] [--json]`.

For each size a record of made-up coverage is written (see `bench.coverage`; not counted), and a fresh process derives
everything from it with `onrecord.engine.derive`. Printed are its seconds (and those of its stages), processor seconds,
peak memory and how much the file grew, and the exponents of time and memory, fitted by least squares to the logarithms;
memory is counted above what the process held before it began. Then one article more, of a happening that is there, is
added to the largest record, and the seconds of adding it and of deriving again are printed; it is held back when the
record is written; with `--check` what that gives is compared with what deriving everything anew gives, and the tables
that differ are named. `--shape` measures on hostile coverage instead: copies of one article, or one story.

`--peers` finds the reused pairs of the same articles with datasketch and rensa too, at their defaults (see
`bench.reuse_peers`), as far as they are installed: a small part of the work, for the sake of comparison.
`--folder` keeps the records for further runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from bench.coverage.__main__ import coverage_of, drawn, write
from bench.coverage.happenings import Made
from onrecord.engine.derive import Progress, derive
from onrecord.record.file import Record
from onrecord.record.tables import DERIVED

MEBIBYTE = 1 << 20
SHAPES = ("news", "copies", "one-story")
_KIBI = 1 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in: bytes on macOS, else kibibytes."""
_WAYS = ("derive", "one-more", "anew", "datasketch", "rensa")
_PEERS = _WAYS[3:]
_COLUMNS = ("articles", "seconds", "cpu_seconds", "peak_mib", "grew_mib", "file_mib", "stories", "claims")


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


def measured(work: Callable[[], object]) -> dict[str, float]:
    """Return what some work costs this process and those it starts; its memory above what was held before."""
    before, start, cpu = _peak(), time.perf_counter(), _cpu()
    work()
    return {
        "seconds": round(time.perf_counter() - start, 2),
        "cpu_seconds": round(_cpu() - cpu, 2),
        "peak_mib": round(_peak() / MEBIBYTE, 1),
        "grew_mib": round((_peak() - before) / MEBIBYTE, 1),
    }


def _peak() -> int:
    """Return the most memory that this process, or one it started, held."""
    return max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KIBI)


def _own_peak() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBI
    # On Linux `ru_maxrss` begins with what the process that started this one held then.
    (peak,) = (line for line in status.read_text("utf-8").splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) * 1024


def _cpu() -> float:
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, _WHO))


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


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
        **{f"{plural}": counts[name] for name, plural in _MADE.items()},
        "largest_story": largest,
    }


_MADE = {"passage": "passages", "link": "links", "story": "stories", "claim": "claims", "dependence": "dependences"}


def one_more(path: Path) -> dict[str, Any]:
    """Add the article that was held back, derive again, and return what either cost."""
    with Record.open(_held(path)) as record:
        facts, (run,) = record.facts(), record.runs()
    with Record.open(path) as record:
        added = measured(lambda: record.add(run, facts.articles, facts.readings, []))
        again = measured(lambda: derive(record))
        return {"articles": record.counts()["article"], "add_seconds": added["seconds"], **again}


def as_anew(path: Path) -> dict[str, Any]:
    """Derive anew from the largest record and the article more; say whether that gives what deriving again gave."""
    with Record.open(_held(path)) as record:
        facts, (run,) = record.facts(), record.runs()
    anew = path.with_name("anew.db")
    shutil.copy(_pristine(path), anew)
    with Record.open(anew) as record:
        record.add(run, facts.articles, facts.readings, [])
        cost = measured(lambda: derive(record))
    one, other = _digests(path), _digests(anew)
    return {**cost, "differ": sorted(t for t in one if one[t] != other[t])}


def _digests(path: Path) -> dict[str, str]:
    """Return a hash of each derived table, whatever the order of its rows."""
    found = {}
    with Record.open(path, readonly=True) as record:
        for table in DERIVED:
            names = ", ".join(f'"{name}"' for name in table.columns)
            rows = sorted(map(repr, map(tuple, record.connection.execute(f'SELECT {names} FROM "{table.name}"'))))
            found[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float | None:
    """Return the exponent of the power law that fits costs best by least squares of logarithms; None for one size.

    >>> round(exponent([10, 100, 1000], [2, 63.2, 2000]), 2)
    1.5
    """
    points = [(math.log(size), math.log(cost)) for size, cost in zip(sizes, costs, strict=True) if cost > 0]
    if len({x for x, _ in points}) < 2:
        return None
    mean_x, mean_y = mean(x for x, _ in points), mean(y for _, y in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def prepare(size: int, folder: Path, shape: str, seed: int) -> Path:
    """Write the record of `size` articles, and one of a further article of the same coverage; return the first."""
    path = folder / f"{shape}-{size}-{seed}.db"
    if not _held(path).exists():
        for stale in folder.glob(f"{path.name}*"):
            stale.unlink()
        copies = size + 1 if shape == "copies" else 0
        articles = drawn(coverage_of(seed), size + 1, copies, shape == "one-story")
        kept: list[Made] = []
        write(_without(articles, size // 2, kept), path)
        write(kept, _held(path))
    return path


def _without(articles: Iterator[Made], held: int, kept: list[Made]) -> Iterator[Made]:
    """Pass on all articles but the one with number `held`, which is put aside."""
    for number, made in enumerate(articles):
        if number == held:
            kept.append(made)
        else:
            yield made


def _pristine(path: Path) -> Path:
    return path.with_name(f"{path.name}.before")


def _held(path: Path) -> Path:
    return path.with_name(f"{path.name}.held")


def in_process(way: str, path: Path, seconds: float | None) -> dict[str, Any]:
    """Measure one way on a record in a process of its own; what ended it early is said under "failed"."""
    command = [sys.executable, "-m", "bench.growth", "--way", way, "--record", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {"failed": f"not done after {seconds:g} seconds"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        return {"failed": f"killed by signal {-done.returncode}" if done.returncode < 0 else last}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def peer(name: str, path: Path) -> dict[str, Any]:
    """Find the reused pairs of a record's articles with a peer at its default."""
    from bench.reuse_peers import DEFAULTS, PEERS

    with Record.open(path) as record:
        texts = {row["id"]: row["text"] for row in record.connection.execute("SELECT id, text FROM article")}
    found: Counter[str] = Counter()
    cost = measured(lambda: found.update(pairs=len(PEERS[name](texts, [DEFAULTS[name]])[0])))
    return {"articles": len(texts), **cost, "pairs": found["pairs"]}


_MEASURES: dict[str, Callable[[Path], dict[str, Any]]] = {"derive": derived, "one-more": one_more, "anew": as_anew}


def grown(sizes: Sequence[int], chosen: argparse.Namespace, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the figures of every size and way, then those of the one article more, then the exponents."""
    ways = ("derive", *(way for way in _PEERS if chosen.peers))
    rows: list[dict[str, Any]] = []
    for size in sorted(sizes):
        pristine = prepare(size, folder, chosen.shape, chosen.seed)
        work = folder / "work.db"
        shutil.copy(pristine, work)
        shutil.copy(_held(pristine), _held(work))
        if chosen.check and size == max(sizes):
            shutil.copy(pristine, _pristine(work))
        for way in ways:
            rows.append({"way": way, "articles": size, **in_process(way, work, chosen.seconds)})
            yield rows[-1]
    last = ("one-more", "anew") if chosen.check else ("one-more",)
    yield from ({"way": way, **in_process(way, work, chosen.seconds)} for way in last)
    yield from (fitted(way, [row for row in rows if row["way"] == way]) for way in ways)


def fitted(way: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the exponents of time and memory over the sizes that were measured."""
    whole = [row for row in rows if "failed" not in row]
    sizes = [row["articles"] for row in whole]
    found = {name: exponent(sizes, [row[name] for row in whole]) for name in ("seconds", "cpu_seconds", "grew_mib")}
    return {
        "way": f"{way}: exponents",
        **{name: value and round(value, 2) for name, value in found.items()},
    }


def _line(row: dict[str, Any]) -> str:
    if "failed" in row:
        return f"{row['way']:<22}{row.get('articles', ''):>10}  {row['failed']}"
    cells = "".join(f"{row.get(name, '') if row.get(name) is not None else '-':>13}" for name in _COLUMNS)
    stages = " ".join(f"{stage} {seconds:g} s" for stage, seconds in row.get("stages", {}).items())
    differ = f"differ: {', '.join(row['differ']) or 'none'}" if "differ" in row else ""
    return f"{row['way']:<22}{cells}  {stages}{differ}".rstrip()


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, as a table or with --json one object a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 3000, 10000], help="how many articles")
    parser.add_argument("--peers", action="store_true", help="measure datasketch and rensa on the same texts")
    parser.add_argument("--check", action="store_true", help="compare deriving again with deriving anew")
    parser.add_argument("--shape", choices=SHAPES, default="news", help="what coverage (default: news)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, help="give up on a size after so many seconds")
    parser.add_argument("--folder", type=Path, help="where to keep the records (default: a folder that is removed)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--way", choices=_WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--record", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.way:
        measure = _MEASURES.get(chosen.way) or (lambda path: peer(chosen.way, path))
        print(json.dumps(measure(chosen.record)))
        return 0
    with tempfile.TemporaryDirectory() as removed:
        folder = chosen.folder or Path(removed)
        folder.mkdir(parents=True, exist_ok=True)
        if not chosen.json:
            print(f"{'':<22}" + "".join(f"{name:>13}" for name in _COLUMNS))
        for row in grown(chosen.sizes, chosen, folder):
            print(json.dumps(row) if chosen.json else _line(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
