"""The commands that list rows of the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from onrecord.cli import cards, options
from onrecord.cli.blocks import print_blocks
from onrecord.cli.out import Card, Form, Row, print_rows
from onrecord.export import rows
from onrecord.model.article import Article
from onrecord.model.errors import NotFoundError
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record

Story = Annotated[str, typer.Option("--story", metavar="ID", help="Only rows of this story.")]
Kind = Annotated[str, typer.Option("--kind", metavar="KIND", help="Only rows of this kind.")]
Least = Annotated[
    int, typer.Option("--min-articles", min=1, help="Only claims that at least this many articles report.")
]

Blocks = Annotated[
    str,
    typer.Option("--blocks", metavar="ID", help="Only the lines of this article: what is read, and why."),
]


def _list(
    record: Path,
    make: Callable[[Snapshot], Iterable[dict[str, Any]]],
    card: Card,
    form: Form,
    keep: Callable[[Row], bool] = lambda _: True,
) -> None:
    with Record.open(record, readonly=True) as opened:
        snapshot = opened.snapshot()
    print_rows([row for row in make(snapshot) if keep(row)], card, form)


def articles(
    blocks: Blocks = "",
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the articles with outlet, date and byline; or the lines of one, with what each is and why."""
    form = Form(as_json, as_csv, match, limit)
    if not blocks:
        _list(record, rows.article_rows, cards.article, form)
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
    """List the actors with their other names and their offices."""
    form = Form(as_json, as_csv, match, limit)
    _list(record, rows.actor_rows, cards.actor, form, lambda row: row["kind"] == (kind or row["kind"]))


def stories(
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the stories, the largest first."""
    _list(record, rows.story_rows, cards.story, Form(as_json, as_csv, match, limit))


def claims(
    kind: Kind = "",
    story: Story = "",
    least: Least = 1,
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List the claims, the most reported first, with origins."""

    def keep(row: Row) -> bool:
        reported = len(row["articles"]) >= least and row["kind"] == (kind or row["kind"])
        return reported and (not story or str(row["story"]).startswith(story))

    _list(record, rows.claim_rows, cards.claim, Form(as_json, as_csv, match, limit), keep)


def discrepancies(
    kind: Kind = "",
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List what reports disagree on, with the origins behind."""
    form = Form(as_json, as_csv, match, limit)
    _list(record, rows.discrepancy_rows, cards.discrepancy, form, lambda row: row["kind"] == (kind or row["kind"]))


def problems(
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List what did not become an article: cause and remedy."""
    _list(record, rows.problem_rows, cards.problem, Form(as_json, as_csv, match, limit))
