"""The command that lists who did what to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from onrecord.cli import cards, options
from onrecord.cli.listing import listed, passing
from onrecord.cli.out import Form, Row, contains, print_rows, tell
from onrecord.export.rows import event_rows
from onrecord.model.reading import Status
from onrecord.model.snapshot import Snapshot
from onrecord.ontology.event_types import load_event_types
from onrecord.ontology.states import load_states
from onrecord.record import choosing, excerpts
from onrecord.record.file import Record

_CODE = 3

Who = Annotated[
    str, typer.Option("--actor", metavar="NAME", help="Only events in which this actor acts or is acted on.")
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
    """List who did what to whom, with date, status and evidence.

    Filters narrow the list together. What France and Germany did to each other in March, whoever acted for them:

    onrecord events --dyad FRA,DEU --status occurred,ongoing --since 2024-03-01 --until 2024-03-31
    """
    form = Form(as_json, as_csv, match, limit)
    sides, wanted = _sides(dyad), _statuses(status or ())
    with Record.open(record, readonly=True) as opened:
        _check_type(event_type, opened.subtypes())

    def made(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
        yield from passing(
            event_rows(snapshot),
            lambda row: not actor or any(contains(who, actor) for who in (*row["actors"], *row["recipients"])),
            lambda row: not sides or _between(row, *sides),
            lambda row: (
                not event_type or event_type.casefold() in (row["type"].casefold(), str(row["subtype"]).casefold())
            ),
            lambda row: not wanted or row["status"] in wanted,
            lambda row: not place or _is_at(row, place),
            lambda row: row["confidence"] is None or row["confidence"] >= least,
        )

    counted = None if any((actor, sides, event_type, wanted, place, least, article)) else choosing.every("event")
    with listed(record, choosing.readings(article), excerpts.of_readings, made, counted) as (found, total):
        timed = _within(list(found), since, until) if since or until else found
        print_rows(timed, cards.event, form, total)


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


def _between(row: Row, one: str, other: str) -> bool:
    """Say whether two are on opposite sides of an event; of two who act together neither is."""
    actors, recipients = row["actors"], row["recipients"]
    return any(
        _named(actor, first) and _named(recipient, second)
        for first, second in ((one, other), (other, one))
        for actor in actors
        for recipient in recipients
        if actor["start"] != recipient["start"]  # a mutual event has each recipient among its actors too
    )


def _named(role: dict[str, Any], who: str) -> bool:
    """Say whether somebody is meant by a name, or is of the state with this code.

    >>> torvik = {"name": "Ada Torvik", "text": "She", "state": "VLM"}
    >>> _named(torvik, "torvik"), _named(torvik, "VLM"), _named(torvik, "vlm"), _named(torvik, "Ost")
    (True, True, False, False)
    """
    if len(who) == _CODE and who.isupper() and (role["state"] == who or who in load_states().by_code):
        return bool(role["state"] == who)
    return any(who.casefold() in str(role[part]).casefold() for part in ("name", "text"))


def _is_at(row: Row, place: str) -> bool:
    where = row["place"]
    return where is not None and (place == where["state"] or contains({"name": where["name"]}, place))


def _within(rows: list[Row], since: datetime | None, until: datetime | None) -> list[Row]:
    """Keep the events whose date overlaps with the days between two, and say how many have no date."""
    undated = sum(row["date"] is None for row in rows)
    if undated:
        tell(f"{undated} events without a date are left out")
    first, last = (day.date().isoformat() if day else "" for day in (since, until))
    dated = (row for row in rows if row["date"] is not None)
    return [row for row in dated if row["date"]["to"] >= first and (not last or row["date"]["from"] <= last)]
