"""The command that writes the record, or one list of it, as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import options
from onrecord.cli.out import say, tell
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import load_event_types
from onrecord.ontology.events_file import check_events_file
from onrecord.query.export_list import export_list
from onrecord.query.exports import Form, export_record
from onrecord.query.filters import Filter, made
from onrecord.query.list_files import ListForm
from onrecord.query.lists import LISTS
from onrecord.record.file import Record

Listed = Annotated[str, typer.Option("--list", metavar="NAME", help=f"Only this list: {', '.join(LISTS)}.")]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="NAME=VALUE", help="Only rows of the list that this filter lets pass; repeatable."),
]


def export(
    to: options.Folder,
    form: Annotated[Form, typer.Option("--format", help="What to write.")] = Form.JSONL,
    listed: Listed = "",
    where: Where = None,
    events_file: options.EventsFile = None,
    record: options.Record = options.RECORD,
) -> None:
    """Write the record as files: its tables, one list, or its events as event data.

    jsonl, csv and parquet write one file per table. dyads, plover, cameo and monthly write one CSV file of events in
    the columns that docs/events.md explains, and say what they leave out: onrecord export --format plover --to DIR.

    --list writes one list, all of it or what its filters (docs/filters.md) let pass, and beside it what each field
    means and what the list was made from:

    onrecord export --list claims --where min_reports=3 --where kind=utterance --format csv --to DIR
    """
    asked = _asked(listed, where or (), form)
    with Record.open(record, readonly=True) as opened:
        if asked is None:
            _export_record(opened.snapshot(), form, to, events_file)
            return
        for path in export_list(opened, listed, asked, ListForm(form), to):
            say(str(path))


def _export_record(snapshot: Snapshot, form: Form, to: Path, events_file: Path | None) -> None:
    if events_file:
        check_events_file(events_file)
    for path in export_record(snapshot, form, to, load_event_types(events_file), tell):
        say(str(path))


def _asked(listed: str, where: Sequence[str], form: Form) -> Filter | None:
    """Return the filter of the list that is asked for, None where the whole record is."""
    if not listed:
        if where:
            raise typer.BadParameter("--where narrows a list; name it with --list, such as --list claims")
        return None
    if listed not in LISTS:
        raise typer.BadParameter(f"--list {listed}: no such list; there are {', '.join(LISTS)}")
    if form.value not in [one.value for one in ListForm]:
        raise typer.BadParameter(f"--format {form}: a list is written as {', '.join(ListForm)}")
    found: Filter = made(LISTS[listed].filter, _given(where))
    return found


def _given(where: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in where:
        name, equals, value = text.partition("=")
        if not equals or name in given:
            why = "given twice" if equals else "no filter; give NAME=VALUE, such as kind=event"
            raise typer.BadParameter(f"--where {text}: {why}")
        given[name] = value
    return given
