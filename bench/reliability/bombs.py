"""Bombs: small inputs that would become large, deep or endless, each alone in workers of its own.

`python -m bench.reliability.bombs [NAME...]` prints a row for each: what became of it, the seconds of work and the
memory that it took beyond an empty input.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.reliability.outcome import Outcome, Scale
from tests.hostile.case import Case
from tests.hostile.cases import CASES
from tests.hostile.ground import Tried, ground, tried

PACKED = [
    "warc-of-3-kb-that-unpacks-to-1-gb",
    "http-gzip-bomb",
    "http-deflate-bomb",
    "http-brotli-bomb",
    "http-zstd-bomb",
    "http-gzip-five-times",
    "gzip-bomb-of-1-gb",
    "gzip-bomb-of-members",
    "gzip-bomb-nested",
    "gzip-bomb-named-table",
    "gzip-bomb-named-page",
    "bzip2-bomb-of-1-gb",
    "xz-bomb-of-1-gb",
    "tar-bomb-of-1-gb",
    "zip-bomb-of-1-gb",
    "zip-bomb-that-lies-of-its-size",
    "zip-bomb-nested",
    "zip-with-overlapping-entries",
    "zip-with-overlapping-pages",
    "gzip-20-times",
    "xz-with-a-dictionary-of-4-gb",
    "parquet-dictionary-bomb",
    "pdf-deflated-bomb-of-16-mb",
    "pdf-deflated-bomb-of-500-mb",
    "pdf-with-objects-packed-to-200-mb",
    "pdf-with-nested-filters",
]
GROWING = [
    "billion-laughs",
    "billion-laughs-in-a-page",
    "quadratic-blowup",
    "variables-that-multiply",
    "sheet-with-100000-rules",
    "selector-list-of-100000",
    "colspan-of-9e15",
    "colspans-in-a-row",
    "http-chunk-of-4-gb",
    "pdf-with-100000-pages",
    "pdf-that-says-2000000000-pages",
    "date-of-100000-digits",
    "json-number-of-1000000-digits",
]
DEEP = [
    "divs-nested-100000",
    "feed-nested-100000",
    "json-row-nested-100000",
    "json-ld-nested-1000000",
    "braces-nested-100000",
    "rules-nested-20000",
    "layers-nested-20000",
    "pdf-arrays-nested-100000",
    "pdf-orders-nested-100000",
]
LONG = [
    "text-line-of-100-mb",
    "json-line-of-100-mb",
    "csv-quote-unclosed-over-100-mb",
    "one-word-of-1-mb",
    "page-of-70-mb",
    "attributes-50000-on-one-element",
]
NAMES = (*PACKED, *GROWING, *DEEP, *LONG)
SHORT = ("http-brotli-bomb", "http-zstd-bomb", "zip-with-overlapping-pages", "billion-laughs", "divs-nested-100000")
WORK, MEMORY = 2.0, 150
"""Seconds of a processor, and MiB beyond an empty input."""
NAMED = frozenset({"bomb", "too-large", "too-slow", "left-out"})
"""The codes of problems that name the limit by which a bomb was ended."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one bomb became, and what it cost beyond an empty input."""

    name: str
    codes: tuple[str, ...]
    work: float
    memory: int
    ended: str = ""

    @property
    def limited(self) -> bool:
        """Whether a limit ended it."""
        return not NAMED.isdisjoint(self.codes)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with it."""
        lost = {"crashed", "read-failed"}.intersection(self.codes)
        if self.ended or lost or not self.codes:
            yield f"{self.name}: {self.ended or ', '.join(lost) or 'nothing came out'}"
        if not self.limited and (self.work > WORK or self.memory > MEMORY):
            yield f"{self.name}: {self.work:.1f} s and {self.memory} MiB, and no limit ended it"


def measure(scale: Scale) -> Outcome:
    """Try the bombs one by one."""
    found = list(results(NAMES if scale is Scale.FULL else SHORT))
    free = [one for one in found if not one.limited]
    return Outcome(
        {
            "bombs": len(found),
            "ended by a limit": len(found) - len(free),
            "of the others, most seconds": round(max((one.work for one in free), default=0), 1),
            "of the others, most MiB": max((one.memory for one in free), default=0),
            "of all, most seconds": round(max(one.work for one in found), 1),
            "of all, most MiB": max(one.memory for one in found),
        },
        tuple(words for one in found for words in one.faults()),
    )


def results(names: Sequence[str]) -> Iterator[Result]:
    """Yield what becomes of each bomb."""
    cases = {case.name: case for case in CASES}
    empty = _alone(Case("empty", "a.txt", lambda: b""))
    for name in names:
        found = _alone(cases[name])
        codes = tuple(dict.fromkeys(told.outcome for told in found.told))
        memory = max(0, found.peak - empty.peak) // 1024**2
        yield Result(name, codes, max(0.0, found.work - empty.work), memory, found.ended)


def _alone(case: Case) -> Tried:
    with tempfile.TemporaryDirectory() as home, ground(Path(home) / "ground") as place:
        place.lay_out([case])
        return tried(place.folder)


def main(names: Sequence[str]) -> None:
    """Print a row of a table for each bomb."""
    print("| bomb | becomes | seconds | MiB |\n|---|---|---|---|")
    for one in results(names or NAMES):
        print(f"| {one.name} | {', '.join(one.codes)} | {one.work:.1f} | {one.memory} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
