"""The command that tells where a story or a claim comes from."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from onrecord.cli import options
from onrecord.cli.out import Row, say
from onrecord.cli.telling import claim_lines, claim_roles, story_lines
from onrecord.export.accounting import account, claim_row
from onrecord.export.files import write_jsonl_rows
from onrecord.export.story_account import story_account, story_row
from onrecord.model.derived import Claim, Story
from onrecord.model.errors import NotFoundError
from onrecord.record.file import Record
from onrecord.trace.owners import Owners

Identifier = Annotated[str, typer.Argument(metavar="ID", help="A story or a claim by its id, or its first characters.")]
Most = Annotated[int, typer.Option("--claims", min=0, metavar="N", help="Tell this many of a story's largest claims.")]


def trace(
    identifier: Identifier,
    record: options.Record = options.RECORD,
    most: Most = 10,
    as_json: options.Json = False,
) -> None:
    """Tell where a story or a claim comes from: who had it first, who repeats whom, who heard it themselves.

    For a story (onrecord stories lists them): each article with its time, its own reporting, the text that it repeats,
    the sources that it names, and the same for the story's largest claims. For a claim: how it came to each report.
    --json prints one object with all of it, each tie with its kind, certainty, evidence and reason.
    """
    with Record.open(record, readonly=True) as opened:
        found = opened.get(identifier)
        snapshot = opened.snapshot()
    owners = Owners(snapshot.gradings)
    if isinstance(found, Story):
        story = story_account(snapshot, found, owners)
        _print(story_row(story), as_json, story_lines(story, most))
    elif isinstance(found, Claim):
        claim = account(snapshot, found, owners)
        _print(
            claim_row(claim), as_json, (*claim_lines(claim), "In short:", *(f"  {line}" for line in claim_roles(claim)))
        )
    else:
        raise NotFoundError(f"{identifier} is no story and no claim; onrecord stories and onrecord claims list them")


def _print(row: Row, as_json: bool, lines: Iterable[str]) -> None:
    if as_json:
        write_jsonl_rows([row], sys.stdout)
        return
    for line in lines:
        say(line)
