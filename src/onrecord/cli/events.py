"""The command that lists who did what to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import typer

from onrecord.cli import cards, options
from onrecord.cli.listing import filter_of, iso, print_choice
from onrecord.cli.out import Form, tell
from onrecord.model.reading import Status
from onrecord.ontology.event_types import load_event_types
from onrecord.query.fact_choices import choose_events, narrowed, undated
from onrecord.record.choosing import Choice
from onrecord.record.file import Record

Who = Annotated[
    str,
    typer.Option(
        "--actor",
        metavar="NAME",
        help="Only events in which this actor acts or is acted on: its id, a part of a name, or a code such as FRA.",
    ),
]
Two = Annotated[
    str,
    typer.Option(
        "--dyad",
        metavar="A,B",
        help="Only events between these two, whichever acts: a name, or a code such as FRA for all of a state.",
    ),
]
Type = Annotated[str, typer.Option("--type", metavar="TYPE", help="Only this PLOVER type or subtype.")]
StatusOf = Annotated[
    list[str] | None,
    typer.Option(
        "--status", metavar="STATUS", help="Only this status; several divided by commas, or the option again."
    ),
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], metavar="DAY", help="Only events that were not over before then."),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], metavar="DAY", help="Only events that had begun by then."),
]
Sure = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0,
        max=1,
        metavar="P",
        help="Only events that are right with at least this chance; those that the network did not judge stay.",
    ),
]
Place = Annotated[
    str, typer.Option("--place", metavar="NAME", help="Only events at this place, or in the state with this code.")
]


def events(
    actor: Who = "",
    dyad: Two = "",
    event_type: Type = "",
    status: StatusOf = None,
    since: Since = None,
    until: Until = None,
    place: Place = "",
    least: Sure = 0,
    article: options.Article = "",
    record: options.Record = options.RECORD,
    match: options.Match = "",
    limit: options.Limit = options.SHOWN,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """List who did what to whom, with date, status and evidence; the events of the latest articles first.

    Filters narrow the list together. What France and Germany did to each other in March, whoever acted for them:

    onrecord events --dyad FRA,DEU --status occurred,ongoing --since 2024-03-01 --until 2024-03-31
    """
    form = Form(as_json, as_csv, match, limit)
    one, other = _sides(dyad) or ("", "")
    given = {"actor": one, "other": other, "type": event_type, "place": place, "article": article}
    wanted, days = _statuses(status or ()), {"since": iso(since), "until": iso(until)}
    with Record.open(record, readonly=True) as opened:
        _check_type(event_type, opened.subtypes())
        whenever, chosen = (
            narrowed(choose_events(filter_of(opened, "events", asked)), actor, sorted(wanted), least)
            for asked in (given, {**given, **days})
        )
        if since or until:
            _tell_of_undated(opened, whenever)
        print_choice(opened, "events", chosen, cards.event, form)


def _tell_of_undated(opened: Record, choice: Choice) -> None:
    left = opened.count(undated(choice))
    if left:
        tell(f"{left} events without a date are left out")


def _sides(dyad: str) -> tuple[str, str] | None:
    if not dyad:
        return None
    one, comma, other = (part.strip() for part in dyad.partition(","))
    if not (one and comma and other) or "," in other:
        raise typer.BadParameter(f'--dyad {dyad}: name two, divided by a comma, such as "Velmark,Ostania" or FRA,DEU')
    return one, other


def _statuses(given: Iterable[str]) -> frozenset[str]:
    wanted = {part.strip().casefold() for text in given for part in text.split(",") if part.strip()}
    unknown = sorted(wanted - set(Status))
    if unknown:
        raise typer.BadParameter(f"--status {', '.join(unknown)}: no such status; there are {', '.join(Status)}")
    return frozenset(wanted)


def _check_type(event_type: str, own: Iterable[str]) -> None:
    """Refuse a type that nothing can be of: none of PLOVER's, of ours, or of those that the record was made with."""
    types = load_event_types()
    subtypes = sorted({*types.subtypes, *own})
    if event_type and event_type.casefold() not in {name.casefold() for name in (*types.types, *subtypes)}:
        known = f"{', '.join(types.types)}, and the subtypes {', '.join(subtypes)}"
        raise typer.BadParameter(f"--type {event_type}: no such type; there are {known}")
