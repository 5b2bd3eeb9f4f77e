"""All hostile inputs, and mutations of them and of valid ones, through the real way in, and what becomes of them.

`python -m bench.hostile [--count N] [--seed N] [--seconds N] [--keep DIR]` tries every case of tests/hostile and then
N mutations (byte flips, cuts, repeats, splices, edits of the first bytes), and prints one JSON object. A mutation that
ends in a traceback, a lost worker or nothing at all is named; `--keep` saves it. It ends with 1 where there is one, or
a case became what it must not.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.case import ARTICLE, Case, Told
from tests.hostile.cases import CASES
from tests.hostile.ground import Ground, Tried, by_case, complaints, ground, tried
from tests.hostile.valid import valid_inputs

CHUNK = 250
"""Mutations in one run: what a run that ends early costs."""
SEED_BYTES = 200_000
"""The largest input that is mutated: what is wrong with larger ones is their size."""
RUN_SECONDS = 900
MOST_SECONDS = 10
"""What any item may take: half of what a worker is given."""
_LOST = ("crashed", "too-slow", "read-failed")
_HEAD = 400
_ODD = (
    b"\0",
    b"\xff",
    b"<",
    b">",
    b'"',
    b"&#0;",
    b"\r",
    b"\x1b[31m",
    b"-1",
    b"99999999999999999999",
    b"%s",
    b"\xed\xa0\x80",
)


@dataclass(slots=True)
class Count:
    """What became of what was tried."""

    tried: int = 0
    articles: int = 0
    problems: int = 0
    tracebacks: int = 0
    hangs: int = 0
    lost_workers: int = 0
    silent: int = 0
    max_seconds: float = 0
    slowest: str = ""
    max_memory_mib: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def take(self, name: str, told: Sequence[Told]) -> bool:
        """Count one input's outcome; say whether it must be looked at."""
        codes = [item.outcome for item in told if item.fatal]
        self.tried += 1
        self.articles += codes.count(ARTICLE)
        self.problems += len(codes) - codes.count(ARTICLE)
        self.tracebacks += codes.count("read-failed")
        self.hangs += codes.count("too-slow")
        self.lost_workers += codes.count("crashed")
        self.silent += not codes
        self.codes.update(codes)
        seconds = max((item.seconds for item in told), default=0)
        if seconds > self.max_seconds:
            self.max_seconds, self.slowest = round(seconds, 1), name
        bad = [item for item in told if item.outcome in _LOST]
        if bad or not codes:
            self.failures.append(
                f"{name}: {bad[0].outcome}: {bad[0].words[:200]}" if bad else f"{name}: nothing came out"
            )
        return bool(bad or not codes or seconds > MOST_SECONDS)

    def run_of(self, result: Tried) -> None:
        """Count how a run itself went."""
        self.max_memory_mib = max(self.max_memory_mib, result.peak // 1024**2)
        if result.ended:
            self.failures.append(f"the run ended: {result.ended[-200:]}")

    def figures(self) -> dict[str, object]:
        """Return the figures as they are printed."""
        names = ("tried", "articles", "problems", "tracebacks", "hangs", "lost_workers", "silent")
        counted: dict[str, object] = {name: getattr(self, name) for name in names}
        counted |= {"max_seconds": self.max_seconds, "slowest": self.slowest, "max_memory_mib": self.max_memory_mib}
        return counted | {"codes": dict(sorted(self.codes.items())), "failures": self.failures[:40]}


def flipped(content: bytearray, chance: random.Random, _: bytes) -> None:
    """Change bits."""
    for _number in range(chance.choice((1, 3, 30, 300))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def cut(content: bytearray, chance: random.Random, _: bytes) -> None:
    """Cut the end off, or a piece out."""
    start = chance.randrange(len(content))
    del content[start : len(content) if chance.random() < 0.5 else start + chance.choice((1, 10, 500))]


def repeated(content: bytearray, chance: random.Random, _: bytes) -> None:
    """Say a piece many times."""
    start = chance.randrange(len(content))
    piece = bytes(content[start : start + chance.choice((1, 8, 60, 400))])
    content[start:start] = piece * chance.choice((2, 50, 1000))


def spliced(content: bytearray, chance: random.Random, other: bytes) -> None:
    """Put a piece of another input in, or odd bytes."""
    start = chance.randrange(len(content))
    at = chance.randrange(len(other))
    piece = other[at : at + chance.choice((4, 100, 3000))]
    content[start:start] = piece if chance.random() < 0.6 else chance.choice(_ODD) * chance.choice((1, 1, 20))


def edited(content: bytearray, chance: random.Random, _: bytes) -> None:
    """Change the first bytes, where formats say what they are and how long."""
    for _number in range(chance.choice((1, 2, 8))):
        at = chance.randrange(min(_HEAD, len(content)))
        digit = content[at : at + 1].isdigit()
        content[at : at + 1] = chance.choice((b"9", b"0", b"-")) if digit else bytes([chance.randrange(256)])


_MUTATORS: Sequence[Callable[[bytearray, random.Random, bytes], None]] = (flipped, cut, repeated, spliced, edited)


def mutated(content: bytes, chance: random.Random, other: bytes) -> bytes:
    """Return the content with one or a few things done to it."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        if changed:
            chance.choice(_MUTATORS)(changed, chance, other)
    return bytes(changed)


def seeds() -> list[tuple[str, bytes]]:
    """Return what is mutated, named as files: every valid input ten times, every small case once."""
    found = [(name, content) for name, content in valid_inputs().items() for _ in range(10)]
    made = ((case.file, case.make()) for case in CASES if case.make and not case.heavy)
    return found + [(name, content) for name, content in made if 0 < len(content) <= SEED_BYTES]


def mutations(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield mutations, named by their number and the ending of what they were made of."""
    chance, known = random.Random(seed), seeds()  # noqa: S311 - to be the same each time
    for number in range(count):
        name, content = chance.choice(known)
        other = chance.choice(known)[1]
        yield f"{number:06}/{name}", mutated(content, chance, other)


def try_cases(count: Count, cases: Sequence[Case]) -> list[str]:
    """Try the cases as they are; return what is wrong with what became of them."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as home, ground(Path(home) / "ground") as place:
        place.lay_out(cases)
        result = _tried(place, count)
        told = by_case(result.told, place.folder)
        for case in cases:
            count.take(case.name, told.get(case.name, ()))
            found.extend(f"{case.name}: {words}" for words in complaints(case, told.get(case.name, ())))
        found.extend(f"asked for {words[:60]!r}" for words in place.asked)
        found.extend(f"wrote {name}" for name in place.strange_files())
    return found


def try_mutations(count: Count, made: Sequence[tuple[str, bytes]], keep: Path | None) -> None:
    """Try mutations in one run."""
    with tempfile.TemporaryDirectory() as home, ground(Path(home) / "ground") as place:
        for name, content in made:
            path = place.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        told = by_case(_tried(place, count).told, place.folder)
        for name, content in made:
            if count.take(name, told.get(name.partition("/")[0], ())) and keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name.replace("/", "-")).write_bytes(content)


def _tried(place: Ground, count: Count) -> Tried:
    try:
        result = tried(place.folder, seconds=RUN_SECONDS)
    except subprocess.TimeoutExpired:
        result = Tried((), 0, f"it was not done after {RUN_SECONDS} seconds")
    count.run_of(result)
    return result


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000, help="mutations to try")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=0, help="begin no further run of mutations after this time")
    parser.add_argument("--keep", type=Path, help="a folder for mutations that must be looked at")
    parser.add_argument("--no-cases", action="store_true", help="try mutations alone")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    cases, made = Count(), Count()
    wrong = [] if options.no_cases else try_cases(cases, CASES)
    waiting = list(mutations(options.count, options.seed))
    while waiting and not (options.seconds and time.monotonic() - started > options.seconds):
        try_mutations(made, waiting[:CHUNK], options.keep)
        del waiting[:CHUNK]
    figures = {
        "seed": options.seed,
        "cases": cases.figures() | {"wrong": wrong},
        "mutations": made.figures(),
        "seconds": round(time.monotonic() - started),
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    return 1 if wrong or made.failures else 0


if __name__ == "__main__":
    sys.exit(main())
