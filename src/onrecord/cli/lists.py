"""The commands that list rows of the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from onrecord.cli import cards, options
from onrecord.cli.blocks import print_blocks
from onrecord.cli.listing import print_list
from onrecord.cli.out import Form
from onrecord.model.article import Article
from onrecord.model.derived import DiscrepancyKind
from onrecord.model.errors import NotFoundError
from onrecord.record.file import Record
from onrecord.trace.standing import Support

Story = Annotated[str, typer.Option("--story", metavar="ID", help="Only rows of this story.")]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="Only rows of this kind.")]
Least = Annotated[
    int, typer.Option("--min-articles", min=1, help="Only claims that at least this many articles report.")
]
MinOrigins = Annotated[
    int, typer.Option("--min-origins", min=0, metavar="N", help="Only claims that rest on at least N known origins.")
]
MaxOrigins = Annotated[
    int | None,
    typer.Option("--max-origins", min=1, metavar="N", help="Only claims that can rest on N origins at most."),
]
VerdictOf = Annotated[
    Support | None,
    typer.Option(
        "--verdict",
        help="Only claims with this behind them: several known origins (confirmed), several of one state or owner "
        "(one-house), one known origin, one text without a source, reports not tied to each other, a single report.",
    ),
]
Grade = Annotated[
    int | None,
    typer.Option(
        "--grade",
        min=1,
        max=6,
        help="Only this NATO information grade: 1 confirmed ... 4 doubtful, 6 cannot be judged.",
    ),
]
Differing = Annotated[bool, typer.Option("--differing", help="Only claims whose reports disagree on something.")]
Claim = Annotated[str, typer.Option("--claim", metavar="ID", help="Only what concerns this claim.")]
DiscrepancyOf = Annotated[
    str, typer.Option("--kind", metavar="KIND", help=f"Only rows of this kind: {', '.join(DiscrepancyKind)}.")
]
Outlet = Annotated[
    str,
    typer.Option(
        "--outlet", metavar="NAME", help="Only where this outlet is one of the sides; a part of its name will do."
    ),
]
Conflicts = Annotated[
    bool, typer.Option("--conflicts", help="Only values that differ between reports without a common origin.")
]

Blocks = Annotated[
    str,
    typer.Option("--blocks", metavar="ID", help="Only the lines of this article: what is read, and why."),
]


def articles(
    blocks: Blocks = "",
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the articles with outlet, date and byline, the latest first; or the lines of one, and why."""
    form = Form(as_json, as_csv, match, limit)
    if not blocks:
        print_list(record, "articles", {}, cards.article, form)
        return
    with Record.open(record, readonly=True) as opened:
        found = opened.get(blocks)
    if not isinstance(found, Article):
        raise NotFoundError(f"{blocks} is no article; `onrecord articles` lists the articles with their ids")
    # An article is looked at as a whole: the usual limit is one for lists of rows.
    print_blocks(found, replace(form, limit=0 if limit == options.SHOWN else limit))


def actors(
    kind: Kind = "",
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the actors with their other names and their offices, those in most claims first."""
    print_list(record, "actors", {"kind": kind}, cards.actor, Form(as_json, as_csv, match, limit))


def stories(
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the stories, the largest first."""
    print_list(record, "stories", {}, cards.story, Form(as_json, as_csv, match, limit))


def claims(
    kind: Kind = "",
    story: Story = "",
    least: Least = 1,
    min_origins: MinOrigins = 0,
    max_origins: MaxOrigins = None,
    verdict: VerdictOf = None,
    grade: Grade = None,
    differing: Differing = False,
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the claims, the most reported first, with origins.

    A claim is what somebody said or did, put together from all reports of it. Origins are counted as an interval, at
    least to at most: --min-origins 2 lists what is confirmed independently, --max-origins 1 what surely goes back to
    one, however many outlets print it. onrecord trace ID tells how a claim came to each report.
    """
    given = {
        "kind": kind,
        "story": story,
        "min_reports": least,
        "min_origins": min_origins,
        "max_origins": max_origins,
        "verdict": verdict,
        "grade": grade,
        "differing": differing,
    }
    print_list(record, "claims", given, cards.claim, Form(as_json, as_csv, match, limit))


def discrepancies(
    kind: DiscrepancyOf = "",
    story: Story = "",
    claim: Claim = "",
    outlet: Outlet = "",
    conflicts: Conflicts = False,
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List what reports disagree on, with the origins behind.

    Two reports of one origin that differ are an editing error; --conflicts leaves these out, and lists what sources
    themselves say differently.
    """
    given = {"kind": kind, "story": story, "claim": claim, "outlet": outlet, "conflicts": conflicts}
    print_list(record, "discrepancies", given, cards.discrepancy, Form(as_json, as_csv, match, limit))


def problems(
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List what did not become an article: cause and remedy."""
    print_list(record, "problems", {}, cards.problem, Form(as_json, as_csv, match, limit))
