"""Every span of every row, looked up after each way to a record; and planted damage, which `onrecord verify` finds."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.coverage.__main__ import CACHE, coverage_of, write
from bench.reliability.outcome import Outcome, Scale
from bench.reliability.record.command import add, onrecord
from bench.reliability.record.made import bundled, judged
from bench.reliability.record.older import write_older
from bench.reliability.record.planting import planted
from bench.reliability.record.sameness import differences
from bench.reliability.record.spans import sliced
from onrecord.engine.derive import derive
from onrecord.record.file import Record
from onrecord.record.schema import migrations
from onrecord.record.verify import verify
from tests.folder_kit import write_folder

FORMATS = {Scale.SHORT: (3, 12, len(migrations()) - 1), Scale.FULL: tuple(range(1, len(migrations())))}
SOURCES_SINCE = 10
"""The format since which a record keeps all that its derived rows are made of."""
MADE_UP = 1000
DATA = Path(os.environ.get("ONRECORD_DATA", "../shared"))
PAGES = ("seeds", "data/pages/html")


@dataclass(frozen=True, slots=True)
class Way:
    """A record, the way in which it was made, and whether it has to say what the one that was added says."""

    name: str
    path: Path
    same: bool = True


@dataclass(slots=True)
class Tally:
    """What was counted so far."""

    records: int = 0
    spans: int = 0
    worded: int = 0
    tables: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)


def measure(scale: Scale) -> Outcome:
    """Look up all spans after adding, adding again, migrating, deriving anew and loading, and plant damage."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="onrecord-evidence-") as name:
        folder = Path(name)
        whole = judged(bundled(folder / "whole.db"))
        for way in _ways(whole, folder, scale):
            look_up(tally, way, whole)
        found = list(planted(whole, folder))
    missed = [f"{one.name}: verify finds nothing" for one in found if not one.words]
    figures = {
        "records": tally.records,
        "spans": tally.spans,
        "spans that show their words": tally.worded,
        "tables with spans": len(tally.tables),
        "spans that do not slice": sum("slice" in words for words in tally.broken),
        "corruptions planted": len(found),
        "corruptions missed": len(missed),
    }
    return Outcome(figures, (*tally.broken, *missed))


def look_up(tally: Tally, way: Way, whole: Path) -> None:
    """Look up the spans of a record, verify it, and compare it with the one that was added."""
    found = sliced(way.path)
    with Record.open(way.path, readonly=True) as record:
        damage = list(verify(record))
    tally.records += 1
    tally.spans += found.total
    tally.worded += found.worded
    tally.tables |= found.spans.keys()
    tally.broken += [f"{way.name}: it does not slice: {wrong}" for wrong in found.wrong]
    tally.broken += [f"{way.name}: verify finds {one.table} {one.id}: {one.what}" for one in damage]
    if way.same:
        tally.broken += [f"{way.name}: the table {table} says something else" for table in differences(whole, way.path)]


def _ways(whole: Path, folder: Path, scale: Scale) -> Iterator[Way]:
    yield Way("add", whole)
    for name, make in _again().items():
        path = folder / f"{name}.db"
        shutil.copy(whole, path)
        make(path)
        yield Way(name, path)
    for version in FORMATS[scale]:
        name, path = f"migrate from format {version}", folder / f"format{version}.db"
        write_older(whole, path, version)
        _derived_anew(path)
        yield Way(name, path, version >= SOURCES_SINCE)
    yield Way("load", _loaded(whole, folder), same=False)
    if scale is Scale.FULL:
        yield from _larger(folder)


def _again() -> dict[str, Callable[[Path], object]]:
    return {"add again": add, "derive anew": _derived_anew}


def _derived_anew(path: Path) -> None:
    with Record.open(path) as record:
        record.forget_derived()
        derive(record)


def _loaded(whole: Path, folder: Path) -> Path:
    path = folder / "loaded.db"
    done = onrecord("load", write_folder(whole, folder / "parts", derived=True), "--record", path, "--quiet")
    if done.code:
        raise RuntimeError(f"onrecord load ended with {done.code}: {done.talk}")
    return path


def _larger(folder: Path) -> Iterator[Way]:
    path = folder / "made-up.db"
    write(coverage_of(1, CACHE).articles(MADE_UP), path)
    _derived_anew(path)
    yield Way(f"{MADE_UP} articles made up", path, same=False)
    sources = [DATA / name for name in PAGES if (DATA / name).is_dir()]
    if sources:
        done = onrecord("add", *sources, "--record", folder / "pages.db", "--quiet")
        if done.code:
            raise RuntimeError(f"onrecord add ended with {done.code}: {done.talk}")
        yield Way("evaluation pages, by the learned reader", folder / "pages.db", same=False)
