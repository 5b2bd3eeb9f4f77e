"""What coverage of an evil shape costs and comes to: `python -m bench.shapes [SHAPE ...] [--articles N] [--full]`.

For each shape a record is written (see `bench.shape_articles`; not counted), a fresh process derives everything from it
with `onrecord.engine.derive`, and one JSON line is printed: articles, seconds, processor seconds, how many times the
processor seconds an article of the shape takes of those an unrelated one takes, peak memory in MB, the biggest story
and claim in articles, the number of claims and of text families, whether all that must hold of the shape holds, and
what that was, with its numbers. It ends with 1 where something does not hold.

| shape | articles |
|---|---|
| unrelated | each about a happening of its own: the measure of the others |
| copies | copies of one wire report in many outlets, every fifth with small edits, every third with another title |
| digests | wire reports with their printings, and articles that copy two of them, by halves or in full, in a ring |
| dates | no date, one date, the years 1 and 9999, the future, times after that of the crawl, days that no month has |
| itself | outlets that credit themselves, and pairs of outlets with one text of which each credits the other |
| empty | a title alone, a text alone, one word, one sentence that is the same in all |
| story | all about one happening: rewrites of a few reports, in two sizes, of which the exponents are printed |

Sizes are those of a quick run; `--full` takes 5,000 copies and unrelated articles, 2,000 with odd dates and 1,000 of
the others. `--articles` is the size of the one story; the smaller size is 2,000, or else half of it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import shape_articles as articles
from bench import shape_checks as checks
from bench.coverage.__main__ import coverage_of, write
from bench.growth import exponent, in_process
from bench.shape_record import Seen, noted, seen

LINEAR = 1.2
"""The exponent up to which growth counts as linear, as the goal for growth has it."""
SMALLER = 2000
"""Articles of the smaller of the two stories."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: what makes its articles, what must hold, and how many articles a quick and a full run take."""

    make: articles.Maker
    must: checks.Checks
    quick: int
    full: int


SHAPES = {
    "unrelated": Shape(articles.unrelated, checks.apart, 500, 5000),
    "copies": Shape(articles.copies, checks.one_text, 500, 5000),
    "digests": Shape(articles.digests, checks.kept_apart, 240, 1000),
    "dates": Shape(articles.dates, checks.in_time, 400, 2000),
    "itself": Shape(articles.cited_by_themselves, checks.one_origin, 240, 1000),
    "empty": Shape(articles.empties, checks.of_nothing, 1000, 1000),
    "story": Shape(articles.one_story, checks.parted, 1000, 10_000),
}
"""The shapes by name."""

Row = dict[str, Any]


def measured(name: str, number: int, folder: Path, seed: int = 1) -> Row:
    """Write the record of a shape, derive from it, and return its figures."""
    shape, path, group = SHAPES[name], folder / f"{name}-{number}.db", dict[str, str]()
    write(noted(shape.make(coverage_of(seed), number), group), path)
    cost = in_process("derive", path, None)
    if "failed" in cost:
        return {"shape": name, "articles": number, "holds": False, "says": [f"NOT: {cost['failed']}"]}
    found = seen(path, group)
    return {"shape": name, **_costs(cost), **_sizes(found), **_held(list(shape.must(found)))}


def _costs(cost: Row) -> Row:
    names = {"articles": "articles", "seconds": "seconds", "cpu_seconds": "cpu_seconds", "peak_mib": "peak_mb"}
    return {shown: cost[name] for name, shown in names.items()}


def _sizes(found: Seen) -> Row:
    return {
        "biggest_story": max(map(len, found.stories), default=0),
        "biggest_claim": max((len(claim.articles) for claim in found.claims), default=0),
        "claims": len(found.claims),
        "families": len(found.families),
    }


def _held(found: Sequence[checks.Check]) -> Row:
    says = [check.says if check.holds else f"NOT: {check.says}" for check in found]
    return {"holds": all(check.holds for check in found), "says": says}


def rows(chosen: argparse.Namespace, folder: Path) -> Iterator[Row]:
    """Yield the figures of the shapes asked for, of the story those of both sizes and of its growth."""
    measure: float | None = None
    for name, shape in SHAPES.items():
        if name not in chosen.shapes:
            continue
        size = shape.full if chosen.full else shape.quick
        if name == "story":
            yield from _growing(chosen.articles or size, folder, chosen.seed, measure)
            continue
        row = measured(name, size, folder, chosen.seed)
        if name == "unrelated":
            measure = _per_article(row)
        yield _compared(row, measure)


def _growing(number: int, folder: Path, seed: int, measure: float | None) -> Iterator[Row]:
    small = SMALLER if number > SMALLER else number // 2
    made = [measured("story", size, folder, seed) for size in (small, number)]
    yield from (_compared(row, measure) for row in made)
    yield grown(made)


def grown(made: Sequence[Row]) -> Row:
    """Return by which powers time and memory grow with a story, and whether these are about linear."""
    if any("cpu_seconds" not in row for row in made):
        return {"shape": "story: growth", "holds": False, "says": ["NOT: derived in both sizes"]}
    sizes = [row["articles"] for row in made]
    powers = {name: exponent(sizes, [row[name] for row in made]) or 0.0 for name in ("cpu_seconds", "peak_mb")}
    found = [checks.Check(f"{name} grow as N^{power:.2f}", power <= LINEAR) for name, power in powers.items()]
    return {"shape": "story: growth", **{name: round(power, 2) for name, power in powers.items()}, **_held(found)}


def _per_article(row: Row) -> float | None:
    return row["cpu_seconds"] / row["articles"] if "cpu_seconds" in row else None


def _compared(row: Row, measure: float | None) -> Row:
    own = _per_article(row)
    times = round(own / measure, 2) if own and measure else None
    return {"shape": row["shape"], "articles": row["articles"], "times_unrelated": times, **row}


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON line a shape."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", default=list(SHAPES), help=f"of {', '.join(SHAPES)}")
    parser.add_argument("--articles", type=int, help="the size of the one story")
    parser.add_argument("--full", action="store_true", help="the sizes of a full run")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.shapes) - SHAPES.keys():
        parser.error(f"no such shape: {', '.join(sorted(unknown))}")
    held = True
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(chosen, Path(folder)):
            held &= row["holds"]
            print(json.dumps(row), flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
