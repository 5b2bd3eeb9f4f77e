"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo


def file_option(name: str, what: str) -> OptionInfo:
    """Return an option that takes a file that is there."""
    option: OptionInfo = typer.Option(name, metavar="FILE", exists=True, dir_okay=False, help=what)
    return option


Record = Annotated[
    Path, typer.Option("--record", "-r", metavar="FILE", envvar="ONRECORD_RECORD", help="The record's file.")
]
RECORD = Path("record.db")

Folder = Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to write.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV with a header.")]
Match = Annotated[
    str, typer.Option("--match", "-m", metavar="TEXT", help="Only rows in which TEXT stands, in any case.")
]
Article = Annotated[str, typer.Option("--article", metavar="ID", help="Only rows of this article.")]
SHOWN = 50
"""How many rows a list prints unless asked for more or fewer."""

Limit = Annotated[int, typer.Option("--limit", "-n", min=0, help="Print at most this many rows; 0 prints all.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept and shown with it.")]
By = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who says so. [default: the name you are logged in under]")
]
Actors = Annotated[
    Path | None,
    file_option("--actors", "A YAML file of states, sources and persons that the bundled data do not know."),
]
EventsFile = Annotated[
    Path | None,
    file_option("--events-file", "A YAML file of event subtypes and words of your own (docs/events.md)."),
]
