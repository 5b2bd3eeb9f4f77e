"""Write a record of made-up coverage: `python -m bench.coverage N --record FILE [--seed 1]`; see the package."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from bench.coverage.bases import WRITTEN, corpus, load_bases
from bench.coverage.distinct import without_stock
from bench.coverage.happenings import Coverage, Made
from bench.coverage.names import seeded
from bench.coverage.templates import library
from onrecord.model.ids import Prefix, content_id
from onrecord.model.run import Run
from onrecord.record.file import Record

BATCH = 500
"""Articles written in one transaction, and held at once."""
_HASTE = ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -262144")
"""A record made anew in minutes need not survive a crash; a quarter of a gigabyte holds the pages of its indices."""
CACHE = Path(tempfile.gettempdir()) / "onrecord-bench"


def coverage_of(seed: int = 1, cache: Path = CACHE, written: int = WRITTEN, texts: list[str] | None = None) -> Coverage:
    """Return the coverage of a seed, from which any number of articles can be drawn."""
    bases = load_bases(corpus() if texts is None else texts, cache, written)
    return Coverage(without_stock(library(bases)), seed)


def write(articles: Iterable[Made], path: Path) -> dict[str, int]:
    """Write articles with their readings to the record at `path`; return the counts of its tables.

    Raises `ValueError` where the record refuses one: the coverage is then not made as a reader would make it.
    """
    run = Run(content_id(Prefix.RUN, "bench.coverage"), "2024-01-01T00:00:00+00:00", "bench.coverage", "", "", "{}")
    with Record.open(path, create=True) as record:
        for pragma in _HASTE:
            record.connection.execute(pragma)
        for batch in _batches(articles):
            added = record.add(run, [article for article, _ in batch], [reading for _, reading in batch], [])
            if added.refused:
                raise ValueError(f"{len(added.refused)} articles were refused, the first: {added.refused[0].cause}")
        return record.counts()


def _batches(articles: Iterable[Made]) -> Iterator[list[Made]]:
    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        yield batch


def drawn(coverage: Coverage, number: int, copies: int, one_story: bool) -> Iterator[Made]:
    """Return the articles of a coverage of some shape: `copies` of them copies of one, or all about one happening."""
    if one_story:
        return coverage.happening(seeded(f"story {coverage.seed}"), number, rewrites=1.0, copies=0.0)
    return chain(
        coverage.copies(copies) if copies else (),
        coverage.articles(number - copies) if number > copies else (),
    )


def main(arguments: list[str] | None = None) -> int:
    """Write the record and print the counts of its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int, metavar="N", help="how many articles")
    parser.add_argument("--record", type=Path, required=True, help="the file to write, which must not be there")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=int, default=0, help="so many of the articles are copies of one")
    parser.add_argument(
        "--one-story", action="store_true", help="all articles are rewrites of reports of one happening"
    )
    parser.add_argument("--cache", type=Path, default=CACHE, help="the folder in which the base articles are kept")
    chosen = parser.parse_args(arguments)
    if chosen.record.exists():
        parser.error(f"{chosen.record} is there already")
    if not 0 <= chosen.copies <= chosen.number or chosen.number < 1:
        parser.error("N must be 1 or more, and not less than --copies")
    texts = corpus()
    if not texts:
        print("left out: the Lee corpus, since gensim is not installed; the grammar alone", file=sys.stderr)
    start = time.perf_counter()
    coverage = coverage_of(chosen.seed, chosen.cache, texts=texts)
    counts = write(drawn(coverage, chosen.number, chosen.copies, chosen.one_story), chosen.record)
    rows = {name: count for name, count in counts.items() if count}
    print(json.dumps({"seconds": round(time.perf_counter() - start, 1), **rows}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
