"""Records and reports of snapshots put together by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.model.ids import Prefix, content_id
from onrecord.model.run import Run
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record
from onrecord.record.tables import (
    ARTICLE,
    BLOCK,
    CANDIDATE,
    GRADING,
    MEMBER,
    PROBLEM,
    READING,
    RESOLUTION,
    RUN,
    TRACING,
    Table,
)
from onrecord.web.report import pages, write_report


def recorded(snapshot: Snapshot, path: Path) -> Record:
    """Write a snapshot into a record as it is, whether or not its rows rest on their text."""
    record = Record.open(path, create=True)
    write = record.connection
    write.execute("PRAGMA foreign_keys = OFF")
    run = next(iter(snapshot.runs), None) or Run(
        content_id(Prefix.RUN, "made"), "2031-04-03T09:00:00Z", "test", "", "", ""
    )
    for table, things in _rows(snapshot, run):
        extra = {"run": run.id} if "run" in table.extra else {}
        write.executemany(table.insert(), table.rows(things, extra))
    for article in snapshot.facts.articles:
        for table, own in ((BLOCK, article.blocks), (CANDIDATE, article.candidates)):
            write.executemany(table.insert(), table.rows(own, {"article": article.id}))
    for members in (claim.members for claim in snapshot.resolution.claims):
        write.executemany(MEMBER.insert(), MEMBER.rows(members))
    for table in ("article", "statement", "event"):
        write.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
    return record


def _rows(snapshot: Snapshot, run: Run) -> Iterator[tuple[Table, Sequence[object]]]:
    yield RUN, (snapshot.runs or (run,))
    yield ARTICLE, snapshot.facts.articles
    for name, table in READING:
        yield table, [thing for reading in snapshot.facts.readings for thing in getattr(reading, name)]
    yield PROBLEM, snapshot.problems
    yield GRADING, snapshot.gradings
    for name, table in RESOLUTION:
        yield table, getattr(snapshot.resolution, name)
    for name, table in TRACING:
        yield table, getattr(snapshot.tracing, name)


def report_of(snapshot: Snapshot, to: Path) -> Path:
    """Write the report of a snapshot into a folder, and return its first page."""
    with tempfile.TemporaryDirectory() as folder, recorded(snapshot, Path(folder) / "record.db") as record:
        return write_report(pages(record), to)
