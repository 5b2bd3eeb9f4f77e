"""Texts that would act, through every field and every page, in a real browser: nothing of them becomes markup.

Pages are opened in two ways: as they are, where the browser tells of anything that their Content-Security-Policy
refused, and with that policy switched off, so that escaping alone stands between a text and its script. A twin of the
record, with harmless words for the texts, says which elements and attributes pages are made of; any other is a text
that became one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from bench.chromium import MISSING, find_chromium
from bench.desk import served
from bench.reliability.outcome import Outcome, Scale
from bench.reliability.planted import plant
from bench.reliability.scripts.pages import asked_pages, desk_pages, write_pages
from bench.reliability.scripts.payloads import Payload, payloads
from bench.reliability.scripts.watching import Beacon, Seen, browser, watched


@dataclass(frozen=True, slots=True)
class Size:
    """How many texts an article holds, how many pages of a kind are opened, and how much is asked in addresses."""

    each: int
    most: int
    every: int
    written: int
    """Of how many texts one is in the record that is written as files."""
    twice: bool
    """Whether each page is opened in both ways, or in the one and the other in turn."""


_SIZES = {Scale.SHORT: Size(20, 2, 150, 24, twice=False), Scale.FULL: Size(4, 100, 8, 4, twice=True)}
_TWIN = {Scale.SHORT: Size(7, 12, 40, 4, twice=False), Scale.FULL: Size(7, 100, 12, 6, twice=False)}
"""Seven texts an article: the first of them is its address, and each of the six below must be one somewhere."""
_TWINS = 120
_WORDS = ("Harbour", "https://x.example/", "two words", "Ærø & sons", "one\nline", "a longer name than others have")


def measure(scale: Scale) -> Outcome:
    """Plant the texts, open every kind of page, and say what they did."""
    path = find_chromium()
    if path is None:
        return Outcome({}, left_out=MISSING)
    with Beacon().listening() as beacon, browser(path) as found, tempfile.TemporaryDirectory() as folder:
        given = payloads(beacon.address)
        harmless = [f"{_WORDS[at % len(_WORDS)]}q{at}q" for at in range(_TWINS)]
        twin = _tried(found, Path(folder) / "twin", harmless, _TWIN[scale])
        seen = _tried(found, Path(folder) / "hostile", [one.text for one in given], _SIZES[scale])
        return outcome(given, twin, seen, beacon.asked)


def outcome(given: Sequence[Payload], twin: Sequence[Seen], seen: Sequence[Seen], asked: Sequence[str]) -> Outcome:
    """Count what pages did, and name the text and the page of everything that they may not do."""
    names = {one.mark: one.name for one in given}
    known = {shape for one in twin for shape in one.shapes}
    marks = {mark for one in seen for mark in one.marks}
    strange = [f"{page}: {shape}" for one in seen for shape, page in one.shapes.items() if shape not in known]
    kinds: dict[str, Sequence[str]] = {
        "scripts that ran": [*(line for one in seen for line in one.ran), *asked],
        "refusals by the policy": [line for one in seen for line in one.refused],
        "requests elsewhere": [line for one in seen for line in one.elsewhere],
        "elements or attributes that no harmless page has": strange,
        "pages that failed": [line for one in (*seen, *twin) for line in one.failed],
    }
    unseen = [f"never shown: {names[mark]}" for mark in names if mark not in marks]
    figures = {
        "texts": len(given),
        "texts that were shown as text": len(names.keys() & marks),
        "pages opened": sum(one.pages for one in seen),
        **{kind: len(lines) for kind, lines in kinds.items()},
    }
    broken = [f"{kind}: {_named(line, names)}" for kind, lines in kinds.items() for line in lines]
    return Outcome(figures, (*broken, *unseen))


def _named(line: str, names: dict[str, str]) -> str:
    """Say beside a mark which text it is that of."""
    known = [name for mark, name in names.items() if mark in line]
    return f"{line[:300]} ({known[0]})" if known else line[:300]


def _tried(found: Browser, folder: Path, words: Sequence[str], size: Size) -> list[Seen]:
    folder.mkdir()
    record = plant(folder / "record.db", words, size.each)
    small = plant(folder / "small.db", words[:: size.written], size.each)
    asked = [*desk_pages(record, size.most), *asked_pages(words, size.every)]
    written = [*write_pages(small, folder / "written")]
    with served(record) as address:
        live = _watched(found, address, [f"{address}{page}" for page in asked], twice=size.twice)
    return [*live, *_watched(found, folder.as_uri(), written, twice=size.twice)]


def _watched(found: Browser, home: str, addresses: Sequence[str], *, twice: bool) -> list[Seen]:
    parts = (addresses, addresses) if twice else (addresses[::2], addresses[1::2])
    return [watched(found, home, own, policy=policy) for own, policy in zip(parts, (True, False), strict=True)]
