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
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import linear_regression
from typing import Any

from bench.growth_records import SHAPES, prepare, set_out
from bench.growth_ways import PEERS

_COLUMNS = ("articles", "seconds", "cpu_seconds", "peak_mib", "grew_mib", "file_mib", "stories", "claims")


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float | None:
    """Return the exponent of the power law that fits costs best by least squares of logarithms; None for one size.

    >>> round(exponent([10, 100, 1000], [2, 63.2, 2000]), 2)
    1.5
    """
    points = [(math.log(size), math.log(cost)) for size, cost in zip(sizes, costs, strict=True) if cost > 0]
    if len({x for x, _ in points}) < 2:
        return None
    return linear_regression(*zip(*points, strict=True)).slope


def in_process(way: str, path: Path, seconds: float | None) -> dict[str, Any]:
    """Measure one way on a record in a process of its own; what ended it early is said under "failed"."""
    command = [sys.executable, "-m", "bench.growth_ways", way, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
    except subprocess.TimeoutExpired:
        return {"failed": f"not done after {seconds:g} seconds"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        return {"failed": f"killed by signal {-done.returncode}" if done.returncode < 0 else last}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def grown(sizes: Sequence[int], chosen: argparse.Namespace, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the figures of every size and way, then those of the one article more, then the exponents."""
    ways = ("derive", *(PEERS if chosen.peers else ()))
    rows: list[dict[str, Any]] = []
    for size in sorted(sizes):
        work = folder / "work.db"
        prepared = prepare(size, folder, chosen.shape, chosen.seed)
        set_out(prepared, work, pristine=chosen.check and size == max(sizes))
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
    return {"way": f"{way}: exponents", **{name: value and round(value, 2) for name, value in found.items()}}


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
    chosen = parser.parse_args(arguments)
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
