"""The command that brings a folder written by a cluster into a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import options
from onrecord.cli.coverage import tell_problems
from onrecord.cli.out import tell
from onrecord.cli.progress import progress

Folder = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="A folder that onrecord add --engine spark wrote.", show_default=False),
]


def load(folder: Folder, record: options.Record = options.RECORD, quiet: options.Quiet = False) -> None:
    """Bring a folder that a cluster wrote into a record.

    Every row is checked against its article's text first. Loading the same folder again adds nothing, and goes on where
    it was stopped. What is derived is taken from the folder where it was resolved and the record holds nothing else;
    otherwise it is made here, and the last line says so.
    """
    from onrecord.engine.loading import load as load_folder

    with progress(quiet) as step:
        loaded = load_folder(folder, record, step)
    tell_problems(loaded.problems, record)
    tell(loaded.line())
