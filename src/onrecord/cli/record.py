"""Commands on a record as it is: one row of it, the reasons for one, words in it, its pages, its soundness."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import options
from onrecord.cli.cards import clip
from onrecord.cli.codes import DAMAGED
from onrecord.cli.out import say, say_lines, tell

Identifier = Annotated[str, typer.Argument(metavar="ID", help="An id, or the first characters of one.")]


def show(identifier: Identifier, record: options.Record = options.RECORD) -> None:
    """Print one row as JSON, with the evidence it rests on."""
    from onrecord.cli.show import shown
    from onrecord.record.file import Record

    with Record.open(record, readonly=True) as opened:
        say_lines(shown(opened, identifier))


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
    to: options.Folder,
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


def verify(
    record: options.Record = options.RECORD,
    derive: Annotated[
        bool, typer.Option("--derive", help="Also derive everything anew in a copy, and compare: as long as it took.")
    ] = False,
) -> None:
    """Check the file, and that every span slices to its text.

    Everything that rests on something else is looked up, and every article, run and decision is compared with the hash
    that was written down with it. With --derive also actors, stories, claims and origins are those that the facts give.
    """
    from onrecord.record.file import Record
    from onrecord.record.verify import verify as damages

    with Record.open(record, readonly=True) as opened:
        found = list(damages(opened))
        if derive and not found:
            from onrecord.engine.rederiving import rederived_damage

            found = list(rederived_damage(opened))
        counts = {} if found else opened.counts()
    for damage in found:
        say(f"{damage.table} {damage.id}: {damage.what}; {damage.remedy}")
    if found:
        raise typer.Exit(DAMAGED)
    tell("no damage: " + ", ".join(f"{count} {table}" for table, count in counts.items() if count))
