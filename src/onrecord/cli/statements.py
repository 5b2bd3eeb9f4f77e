"""The command that lists who said what."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated

import typer

from onrecord.cli import cards, options
from onrecord.cli.listing import filter_of, iso, print_choice
from onrecord.cli.out import Form
from onrecord.export.parts import Row
from onrecord.model.reading import CueType, StatementKind
from onrecord.model.span import Span
from onrecord.query.fact_choices import best_first, choose_statements
from onrecord.record.file import Record
from onrecord.record.gathering import Gathering

Speaker = Annotated[
    str,
    typer.Option(
        "--speaker",
        metavar="NAME",
        help="Only what this speaker said: an actor's id, a part of a name, or a code such as FRA for all of a state.",
    ),
]
Outlet = Annotated[
    str, typer.Option("--outlet", metavar="NAME", help="Only what this outlet reports; a part of its name will do.")
]
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
    """List who said what, and on whose word; the statements of the latest articles first."""
    given = {
        "speaker": speaker,
        "outlet": outlet,
        "kind": kind,
        "cue": cue,
        "since": iso(since),
        "until": iso(until),
        "article": article,
    }
    form = Form(as_json, as_csv, match, limit)
    with Record.open(record, readonly=True) as opened:
        choice = choose_statements(filter_of(opened, "statements", given))
        chosen = best_first(choice, search) if search else choice
        print_choice(
            opened, "statements", chosen, cards.statement, form, partial(_in_context, context) if context else None
        )


def _in_context(around: int, held: Gathering, row: Row) -> Row:
    """Add to a statement the characters around it."""
    from onrecord.cli.explain import in_context

    query = "SELECT text FROM article WHERE id = ?"
    (text,) = held.connection.execute(query, (row["article"],)).fetchone()
    whole = Span(row["spans"][0][0], row["spans"][-1][1])
    return {**row, "context": in_context(text, whole, around)}
