"""The command by which people say how reliable a source is, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import cards, options
from onrecord.cli.deciding import bring_in_step, user
from onrecord.cli.out import Form, print_rows
from onrecord.export import rows
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading, Reliability
from onrecord.model.ids import Prefix, content_id
from onrecord.model.signature import now, software
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.sources_file import SourceEntry, read_sources_file
from onrecord.record.file import Record

Source = Annotated[str, typer.Argument(metavar="SOURCE", help="An outlet, agency or other source by its name.")]
Letter = Annotated[
    Reliability | None,
    typer.Argument(
        metavar="LETTER",
        case_sensitive=False,
        help="A completely reliable, B usually, C fairly, D not usually reliable, E unreliable, F cannot be judged.",
    ),
]
File = Annotated[
    Path | None,
    options.file_option(
        "--file", "A CSV file of many sources, with whose they are (examples/sources.csv explains its columns)."
    ),
]
Listed = Annotated[bool, typer.Option("--list", help="List the sources that were graded, with what holds of each.")]


def grade(
    source: Source = "",
    letter: Letter = None,
    file: File = None,
    note: options.Note = "",
    by: options.By = "",
    listed: Listed = False,
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
    quiet: options.Quiet = False,
) -> None:
    """Say how reliable a source is, in NATO's letters, and whose it is.

    onrecord grade "Velmark Press Agency" B grades one source; --file takes many, with their state and owner, from a
    table. Nothing grades a source for you: without a letter it is F, its reliability cannot be judged. Claims and
    explain then show ratings such as B2: the letter is the source's, the figure says how far the information is
    confirmed, 1 to 6, as it is proposed from its origins. Of several gradings of one source the last holds.
    """
    form = Form(as_json, as_csv, match, limit)
    if not listed and not file and not (source and letter):
        raise typer.BadParameter("name a source and its letter (onrecord grade NAME B), or a table with --file")
    told = (*(read_sources_file(file) if file else ()), *([SourceEntry(source, letter, note=note)] if source else []))
    if listed or not told:
        _show(record, form)
        return
    with Record.open(record) as opened:
        opened.grade(_gradings(told, note, by or user()))
        bring_in_step(opened, quiet)
    names = {entry.name for entry in told}
    _show(record, form, names)


def _show(record: Path, form: Form, names: set[str] | None = None) -> None:
    with Record.open(record, readonly=True) as opened:
        snapshot = Snapshot(Facts((), ()), gradings=opened.gradings())
    found = rows.source_rows(snapshot)
    print_rows([row for row in found if names is None or row["name"] in names], cards.source, form)


def _gradings(entries: tuple[SourceEntry, ...], note: str, judge: str) -> Iterator[Grading]:
    made = now()
    for number, entry in enumerate(entries):
        yield Grading(
            content_id(Prefix.GRADING, entry, judge, made, number),
            entry.name,
            entry.reliability,
            entry.state,
            entry.state_controlled,
            entry.owner,
            entry.aliases,
            entry.note or note,
            judge,
            made,
            software(),
        )
