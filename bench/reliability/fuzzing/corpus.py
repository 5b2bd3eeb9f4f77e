"""The inputs that fuzzing starts from and leaves: `tests/fuzz/corpus/TARGET/`, one file each, invented text only."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bench.hostile import mutated
from tests.hostile.cases import KINDS
from tests.hostile.valid import valid_inputs

FOLDER = Path(__file__).parents[3] / "tests" / "fuzz" / "corpus"
_SMALL = 3000
_KINDS = {
    "decoding": ("encodings",),
    "pages": ("html", "styles", "patterns"),
    "texts": ("encodings", "patterns"),
    "feeds": ("feeds",),
    "captures": ("warc",),
}
"""The kinds of hostile inputs that a target begins with."""
_VALID = {
    "pages": ("page.html",),
    "texts": ("text.txt",),
    "decoding": ("text.txt", "wide.txt"),
    "feeds": ("feed.xml",),
    "captures": ("pages.warc", "pages.warc.gz"),
}
_CHOSEN = frozenset({"decoding", "feeds", "captures", "filters"})
"""Targets whose first byte chooses how the rest is taken."""
_SENTENCES = (
    "President Ada Torvik of Velmark said on Tuesday that “the pier will open in May,” according to Velm Courier.",
    '"We will not close the strait," said Ilse Varn, the foreign minister. Troops of Ostravia attacked Port Ansel.',
    "TORSUND (Velm Wire) - Two officials said on condition of anonymity that talks had ended on 4 April 2031.",
    "He denied it. 'It's \"false\",' he told reporters; the ministry's spokeswoman declined to comment.",
)
_QUERIES = (
    "words=ceasefire&since=2031-05-01&until=2031-05-31",
    "kind=direct&cue=says&speaker=VLM&outlet=Velm%20Courier",
    "kind=event&min_reports=3&differing=yes&grade=2",
    "code=too-large",
    "story=st_1&page=2",
    "since=2031-13-01",
    "%00=%ff&words=%ed%a0%80",
)


def kept(target: str) -> list[bytes]:
    """Return what is kept of a target, in the order of its names."""
    return [path.read_bytes() for path in sorted((FOLDER / target).glob("*"))]


def mutations(target: str, count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield the kept inputs, and then mutations of them, the same each time."""
    known = kept(target)
    yield from known
    chance = random.Random(f"{target} {seed}")  # noqa: S311 - to be the same each time
    for _ in range(count if known else 0):
        yield mutated(chance.choice(known), chance, chance.choice(known))


def first_seeds(target: str) -> Iterator[bytes]:
    """Yield small inputs to begin with, where nothing is kept yet."""
    mark = b"\0" if target in _CHOSEN else b""
    if target in {"statements", "offsets"}:
        yield from (sentence.encode() for sentence in _SENTENCES)
    if target == "filters":
        yield from (bytes([number]) + query.encode() for number, query in enumerate(_QUERIES * 2))
    valid = valid_inputs()
    yield from (mark + valid[name] for name in _VALID.get(target, ()))
    for kind in _KINDS.get(target, ()):
        made = (case.make() for case in KINDS[kind] if case.make and not case.heavy)
        yield from (mark + content for content in made if 0 < len(content) <= _SMALL)
