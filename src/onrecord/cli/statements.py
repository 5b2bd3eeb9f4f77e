"""The command that lists who said what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from onrecord.cli import cards, options
from onrecord.cli.explain import in_context
from onrecord.cli.listing import listed, passing
from onrecord.cli.out import Form, Row, contains, print_rows
from onrecord.export import rows
from onrecord.model.reading import CueType, StatementKind
from onrecord.model.snapshot import Snapshot
from onrecord.model.span import Span
from onrecord.record import choosing, excerpts
from onrecord.record.file import Record

_DAY = len("2024-01-01")

Speaker = Annotated[str, typer.Option("--speaker", metavar="NAME", help="Only what this speaker said.")]
Outlet = Annotated[str, typer.Option("--outlet", metavar="NAME", help="Only what this outlet reports.")]
Kind = Annotated[StatementKind | None, typer.Option("--kind", help="Only quotations, or only paraphrases.")]
CueOf = Annotated[
    CueType | None,
    typer.Option("--cue", help="Only what is introduced like this: said, denied, asked, ordered, thought, planned."),
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], metavar="DAY", help="Only what was said, or published, since then."),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], metavar="DAY", help="Only what was said, or published, until then."),
]
Search = Annotated[
    str,
    typer.Option("--search", "-s", metavar="WORDS", help="Only statements that hold all of these words, best first."),
]
Context = Annotated[
    int, typer.Option("--context", "-C", min=0, metavar="N", help="Show N characters around each statement too.")
]


def statements(
    speaker: Speaker = "",
    outlet: Outlet = "",
    kind: Kind = None,
    cue: CueOf = None,
    since: Since = None,
    until: Until = None,
    search: Search = "",
    context: Context = 0,
    article: options.Article = "",
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List who said what, and on whose word."""
    form = Form(as_json, as_csv, match, limit)
    with Record.open(record, readonly=True) as opened:
        hits = opened.search(search, -1) if search else ()
    places = {hit.id: place for place, hit in enumerate(hits) if hit.kind == "statement"}
    among = {hit.article for hit in hits} if search else None

    def made(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
        found = passing(
            rows.statement_rows(snapshot),
            lambda row: not search or row["id"] in places,
            lambda row: not speaker or (row["speaker"] is not None and contains(row["speaker"], speaker)),
            lambda row: not outlet or contains({"outlet": snapshot.facts.article[row["article"]].outlet}, outlet),
            lambda row: kind is None or row["kind"] == kind,
            lambda row: cue is None or (row["cue"] is not None and row["cue"]["type"] == cue),
            lambda row: _within(_day(snapshot, row), _iso(since), _iso(until)),
        )
        yield from _in_context(snapshot, found, context) if context else found

    filtered = any((speaker, outlet, kind, cue, since, until, search, article))
    counted = None if filtered else choosing.every("statement")
    with listed(record, choosing.readings(article, among), excerpts.of_readings, made, counted) as (found, total):
        best = sorted(found, key=lambda row: places[row["id"]]) if search else found
        print_rows(best, cards.statement, form, total)


def _day(snapshot: Snapshot, row: Row) -> str:
    """Return the day on which something was said, else that of its article; "" where neither is known."""
    return str(row["date"] or snapshot.facts.article[row["article"]].published or "")[:_DAY]


def _iso(day: datetime | None) -> str:
    return day.date().isoformat() if day else ""


def _within(day: str, since: str, until: str) -> bool:
    """Say whether a day lies between two, "" for no end; an unknown day lies between none.

    >>> _within("2024-05-02", "2024-05-01", ""), _within("", "", "2024-05-01"), _within("", "", "")
    (True, False, True)
    """
    return (bool(day) or not (since or until)) and (not since or day >= since) and (not until or day <= until)


def _in_context(snapshot: Snapshot, found: Iterable[Row], around: int) -> Iterator[dict[str, Any]]:
    for row in found:
        text = snapshot.facts.article[row["article"]].text
        whole = Span(row["spans"][0][0], row["spans"][-1][1])
        yield {**row, "context": in_context(text, whole, around)}
