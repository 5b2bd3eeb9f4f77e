"""The command by which people decide what is one and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import cards, options
from onrecord.cli.deciding import bring_in_step, user
from onrecord.cli.out import Form, print_rows, tell
from onrecord.export import rows
from onrecord.model.facts import Facts
from onrecord.model.judgement import Judgement, Verdict
from onrecord.model.snapshot import Snapshot
from onrecord.record.file import Record

One = Annotated[str, typer.Argument(metavar="A", help="An actor, entity, claim, statement or event by its id.")]
Decided = Annotated[Verdict | None, typer.Argument(metavar="VERDICT", help="same, different, or undo.")]
Other = Annotated[
    str, typer.Argument(metavar="B", help="The other one; to take a judgement back by its own id, leave it out.")
]
Listed = Annotated[bool, typer.Option("--list", help="List all judgements, and whether they hold.")]
File = Annotated[
    Path | None,
    options.file_option(
        "--file", "Take over the judgements of another record: the judgements.jsonl that onrecord export wrote."
    ),
]
Later = Annotated[
    bool,
    typer.Option("--later", help="Only write it down; it takes hold when coverage is added or the next is judged."),
]


def judge(
    one: One = "",
    verdict: Decided = None,
    other: Other = "",
    note: options.Note = "",
    by: options.By = "",
    file: File = None,
    later: Later = False,
    listed: Listed = False,
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
    quiet: options.Quiet = False,
) -> None:
    """Decide what is one and what is not: actors, or the reports of a claim.

    onrecord judge act-1f0a same act-77c2 --note "one ministry, two translations" makes two actors one; different keeps
    two apart that the rules join or may join later; undo takes a judgement back. Ids are those that onrecord actors,
    claims and explain print, or their first characters. A decision is kept for good with who made it and when, goes
    before every rule, and holds for coverage that is added later. What contradicts earlier decisions is refused.
    """
    form = Form(as_json, as_csv, match, limit)
    if listed:
        with Record.open(record, readonly=True) as opened:
            snapshot = Snapshot(Facts((), ()), judgements=opened.judgements())
        print_rows(rows.judgement_rows(snapshot), cards.judgement, form)
        return
    if file:
        _take_over(record, file, form, later, quiet)
        return
    if not one or verdict is None or not (other or verdict is Verdict.UNDO):
        raise typer.BadParameter("say what is decided: onrecord judge A same B, A different B, or A undo B")
    with Record.open(record) as opened:
        _keep(opened, _made(opened, (one, other), verdict, note, by or user()), form, later, quiet)


def _keep(record: Record, made: Sequence[Judgement], form: Form, later: bool, quiet: bool) -> None:
    """Write judgements down, show them, and bring everything derived in step with them."""
    record.judge(made)
    shown = rows.judgement_rows(Snapshot(Facts((), ()), judgements=record.judgements()))
    ids = {judgement.id for judgement in made}
    print_rows([row for row in shown if row["id"] in ids], cards.judgement, form)
    _hold(record, later, quiet)


def _take_over(record: Path, file: Path, form: Form, later: bool, quiet: bool) -> None:
    from onrecord.resolve.carrying import carry

    with Record.open(record) as opened:
        carried = carry(opened, file)
        tell(f"new judgements {len(carried.new)}, known {carried.known}, on coverage not held here {carried.absent}")
        if carried.new:
            _keep(opened, carried.new, form, later, quiet)


def _made(record: Record, sides: tuple[str, str], verdict: Verdict, note: str, by: str) -> Sequence[Judgement]:
    from onrecord.resolve.judging import make_judgement, take_back

    if verdict is Verdict.UNDO:
        return take_back(record, *sides, note, by)
    return (make_judgement(record, sides[0], verdict, sides[1], note, by),)


def _hold(record: Record, later: bool, quiet: bool) -> None:
    """Bring everything derived in step with what was decided, unless that is left for later."""
    if later:
        tell("written down; it takes hold when coverage is added or the next judgement is made without --later")
    else:
        bring_in_step(record, quiet)
