"""The command line: `onrecord COMMAND --help` explains each command."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

import onrecord
from onrecord.cli import add, lists, options
from onrecord.cli.brief import brief
from onrecord.cli.cards import clip
from onrecord.cli.cite import cite
from onrecord.cli.events import events
from onrecord.cli.export import To, export
from onrecord.cli.grade import grade
from onrecord.cli.judge import judge
from onrecord.cli.load import load
from onrecord.cli.mcp import mcp
from onrecord.cli.out import console, say, tell
from onrecord.cli.resolve import resolve
from onrecord.cli.serve import serve
from onrecord.cli.sql import sql
from onrecord.cli.statements import statements
from onrecord.cli.trace import trace
from onrecord.model.errors import OnrecordError

DAMAGED, FAILED, INTERRUPTED = 1, 3, 130

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Keep a sourced record of news coverage: who said what, who did what to whom, when, and on whose word.",
    epilog="Start with: onrecord demo. Then: onrecord add FOLDER --record my.db; onrecord claims --record my.db",
)

Identifier = Annotated[str, typer.Argument(metavar="ID", help="An id, or the first characters of one.")]


def show(identifier: Identifier, record: options.Record = options.RECORD) -> None:
    """Print one row as JSON, with the evidence it rests on."""
    from onrecord.cli.show import shown
    from onrecord.record.file import Record

    with Record.open(record, readonly=True) as opened:
        console().print_json(shown(opened, identifier))


def explain(identifier: Identifier, record: options.Record = options.RECORD) -> None:
    """Say why a row is there: rules, words, scores, places.

    Of a claim: how it came to each report, in words, and why its reports are one claim. Of an actor: the entities of
    all articles that it was put together from. The names of rules stand in brackets.
    """
    from onrecord.cli.explain import explain as lines
    from onrecord.record.file import Record

    with Record.open(record, readonly=True) as opened:
        known = str(getattr(opened.get(identifier), "id", identifier))
        reasons = list(lines(opened.snapshot(), known))
    for line in reasons:
        say(line)
    if not reasons:
        tell(f"nothing more is known of {known} than what `onrecord show {known}` prints")


def search(
    query: Annotated[str, typer.Argument(metavar="WORDS", help="Words that must all occur.")],
    record: options.Record = options.RECORD,
    limit: options.Limit = 20,
) -> None:
    """Search statements, events and articles for words."""
    from onrecord.record.file import Record

    with Record.open(record, readonly=True) as opened:
        hits = opened.search(query, limit or -1)
    for hit in hits:
        say(f"{hit.id}  {clip(hit.text)}")
    if not hits:
        tell("nothing holds all of these words; try fewer of them")


def report(
    to: To,
    about: Annotated[
        str, typer.Option("--about", metavar="ID", help="Only this story or claim, with the articles it rests on.")
    ] = "",
    record: options.Record = options.RECORD,
) -> None:
    """Write the record as pages that open from disk.

    Stories, claims with a picture of who repeats whom, and articles with what was read marked in place: the pages of
    the desk (onrecord serve) as a folder. With --about the pages of one story or claim, to be sent to a colleague.
    """
    from onrecord.record.file import Record
    from onrecord.web.partial import pages_about
    from onrecord.web.report import pages, write_report

    with Record.open(record, readonly=True) as opened:
        say(str(write_report(pages_about(opened, about) if about else pages(opened), to)))


def verify(record: options.Record = options.RECORD) -> None:
    """Check the file, and that every span slices to its text."""
    from onrecord.record.file import Record
    from onrecord.record.verify import verify as damages

    with Record.open(record, readonly=True) as opened:
        found = list(damages(opened))
        counts = {} if found else opened.counts()
    for damage in found:
        say(f"{damage.table} {damage.id}: {damage.what}; {damage.remedy}")
    if found:
        raise typer.Exit(DAMAGED)
    tell("no damage: " + ", ".join(f"{count} {table}" for table, count in counts.items() if count))


def _version(wanted: bool) -> None:
    if wanted:
        say(f"onrecord {onrecord.__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


for command in (
    add.demo,
    add.add,
    resolve,
    load,
    lists.articles,
    lists.actors,
    statements,
    events,
    lists.stories,
    lists.claims,
    lists.discrepancies,
    lists.problems,
    show,
    explain,
    trace,
    brief,
    search,
    sql,
    judge,
    grade,
    cite,
    export,
    serve,
    mcp,
    report,
    verify,
):
    app.command()(command)


def main() -> None:
    """Run the command line; what the user can act on is a message and an exit code, not a traceback."""
    _open_closed_streams()
    try:
        app()
        sys.stdout.flush()
    except OnrecordError as error:
        tell(f"onrecord: {error}")
        sys.exit(FAILED)
    except OSError as error:
        _abandon_output()
        tell(f"onrecord: the system would not do it: {error}; free space, or name another place, and try again")
        sys.exit(FAILED)
    except SystemExit as ending:
        # Typer ends an interrupted command with this code and without a word.
        if ending.code == INTERRUPTED:
            tell("stopped; what was finished is kept")
        raise


def _open_closed_streams() -> None:
    """Give a process that was started with closed streams some that swallow what is printed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _abandon_output() -> None:
    """Let what standard output could not take go nowhere, or Python would try and fail again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
