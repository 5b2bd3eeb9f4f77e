"""Lists of a record, the first page and all rows of each, beside what SQLite alone takes for their tables."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.speed.measuring import Ratio, Taken, Ways, by_turns, least
from onrecord.engine.local import add
from onrecord.model.run import StatementsBy
from onrecord.query.lists import LISTS, RecordList
from onrecord.record.file import Record

PAGE = 50
_TIMES = 20
_TABLES = {
    "articles": "article",
    "statements": "statement",
    "events": "event",
    "claims": "claim",
    "actors": "actor",
    "stories": "story",
}


def measure(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Return milliseconds for a page, for the count and for all rows of each list, on a record of a folder's pages.

    The ratios are to SQLite's plain reading of the list's own table: the first rows, and all of them.
    """
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "asked.onrecord")
        add(sorted(folder.iterdir())[:count], path, statements_by=StatementsBy.RULES)
        with Record.open(path, readonly=True) as record:
            found = {name: _times(record, LISTS[name], _TABLES[name], rounds) for name in _TABLES}
    return {
        "articles": count,
        "processor_ms": {
            name: {way: round(1000 * least(took).processor / _TIMES, 2) for way, took in times.items()}
            for name, times in found.items()
        },
        "ratios": {
            f"{name}_{way}": Ratio.of(times[f"bare_{way}"], times[way])
            for name, times in found.items()
            for way in ("page", "all")
        },
    }


def _times(record: Record, asked: RecordList, table: str, rounds: int) -> dict[str, list[Taken]]:
    connection, everything = record.connection, asked.filter()
    ways: Ways = {
        "page": partial(asked.page, connection, everything, PAGE),
        "count": partial(asked.count, connection, everything),
        "all": partial(_all, asked, record),
        "bare_page": lambda: connection.execute(f'SELECT * FROM "{table}" LIMIT {PAGE}').fetchall(),
        "bare_all": lambda: connection.execute(f'SELECT * FROM "{table}"').fetchall(),
    }
    return by_turns({name: partial(_often, work) for name, work in ways.items()}, rounds)


def _often(work: Callable[[], object]) -> None:
    """Do what takes parts of a millisecond so often that it can be timed."""
    for _ in range(_TIMES):
        work()


def _all(asked: RecordList, record: Record) -> Sequence[object]:
    return list(asked.every(record.connection, asked.filter()))
