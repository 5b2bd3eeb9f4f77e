"""The command that cites what the record holds."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import options
from onrecord.cli.out import say_lines
from onrecord.query.citing import CitedAs
from onrecord.query.citing import cite as cited
from onrecord.record.file import Record

Identifier = Annotated[str, typer.Argument(metavar="ID", help="A claim, statement, event or article by its id.")]
Form = Annotated[CitedAs, typer.Option("--as", help="A line of text, BibTeX, or CSL-JSON as Zotero reads it.")]


def cite(identifier: Identifier, form: Form = CitedAs.TEXT, record: options.Record = options.RECORD) -> None:
    """Cite a claim, statement, event or article, with its words, where they stand, and the record's version."""
    with Record.open(record, readonly=True) as opened:
        say_lines(cited(opened, identifier, form))
