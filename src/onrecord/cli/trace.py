"""The command that tells where a story or a claim comes from."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable
from typing import Annotated

import typer

from onrecord.cli import options
from onrecord.cli.out import Row, say
from onrecord.cli.telling import claim_lines, claim_roles, story_lines
from onrecord.export.account import ClaimAccount
from onrecord.export.accounting import claim_row
from onrecord.export.row_files import write_jsonl_rows
from onrecord.export.story_account import StoryAccount, story_row
from onrecord.model.derived import Claim, Story
from onrecord.model.errors import NotFoundError
from onrecord.query.accounts import claim_account, story_account
from onrecord.record.file import Record

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
        with opened.gathering() as held:
            told = _account(held.connection, found)
    if isinstance(told, StoryAccount):
        _print(story_row(told), as_json, story_lines(told, most))
    elif told:
        _print(
            claim_row(told), as_json, (*claim_lines(told), "In short:", *(f"  {line}" for line in claim_roles(told)))
        )
    else:
        raise NotFoundError(f"{identifier} is no story and no claim; onrecord stories and onrecord claims list them")


def _account(connection: sqlite3.Connection, found: object) -> StoryAccount | ClaimAccount | None:
    if isinstance(found, Story):
        return story_account(connection, found.id)
    return claim_account(connection, found.id) if isinstance(found, Claim) else None


def _print(row: Row, as_json: bool, lines: Iterable[str]) -> None:
    if as_json:
        write_jsonl_rows([row], sys.stdout)
        return
    for line in lines:
        say(line)
