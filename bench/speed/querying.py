"""Lists of a record, the first page and all rows of each, and what they take."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.speed.measuring import Ways, by_turns, least
from onrecord.engine.local import add
from onrecord.model.run import StatementsBy
from onrecord.query.lists import LISTS, RecordList
from onrecord.record.file import Record

PAGE = 50
_ASKED = ("articles", "statements", "events", "claims", "actors", "stories")


def measure(folder: Path, count: int, rounds: int) -> dict[str, Any]:
    """Return milliseconds for a page, for the count and for all rows of each list, on a record of a folder's pages."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "asked.onrecord")
        add(sorted(folder.iterdir())[:count], path, statements_by=StatementsBy.RULES)
        with Record.open(path, readonly=True) as record:
            found = {name: _times(record, LISTS[name], rounds) for name in _ASKED}
    return {"articles": count, "processor_ms": found}


def _times(record: Record, asked: RecordList, rounds: int) -> dict[str, float]:
    connection, everything = record.connection, asked.filter()
    ways: Ways = {
        "page": partial(asked.page, connection, everything, PAGE),
        "count": partial(asked.count, connection, everything),
        "all": partial(_all, asked, record),
    }
    return {name: round(1000 * least(times).processor, 2) for name, times in by_turns(ways, rounds).items()}


def _all(asked: RecordList, record: Record) -> Sequence[object]:
    return list(asked.every(record.connection, asked.filter()))
