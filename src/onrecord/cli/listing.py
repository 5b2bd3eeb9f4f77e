"""What the commands that list rows share: the filters that each list has everywhere, and no row read in vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from onrecord.cli.out import Card, Form, print_rows
from onrecord.export.parts import Row
from onrecord.model.article import Article
from onrecord.model.derived import Claim, Story
from onrecord.model.errors import NotFoundError
from onrecord.query.filters import made
from onrecord.query.lists import LISTS
from onrecord.record.choosing import Choice
from onrecord.record.file import Record
from onrecord.record.gathering import Gathering
from onrecord.record.plain_names import plain_name

_KINDS: Mapping[str, type] = {"story": Story, "article": Article, "claim": Claim}

Show = Callable[[Gathering, Row], Row]
"""Adds to a row what is printed beside it."""


def print_list(record: Path, name: str, given: Mapping[str, Any], card: Card, form: Form) -> None:
    """Print the rows of a list that its filters let pass; `given` are those that the user gave."""
    with Record.open(record, readonly=True) as opened:
        print_choice(opened, name, LISTS[name].choose(filter_of(opened, name, given)), card, form)


def print_choice(opened: Record, name: str, choice: Choice, card: Card, form: Form, show: Show | None = None) -> None:
    """Print the rows of a list that are chosen, reading none but those that are printed, unless some are to match."""
    with opened.gathering() as held:
        choice = choice.settled(held.connection)
        total = None if form.match else choice.count(held.connection)
        most = None if form.match else form.limit or None
        found = LISTS[name].chosen(held.connection, choice, most)
        print_rows((show(held, row) for row in found) if show else found, card, form, total)


def filter_of(opened: Record, name: str, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - that of the list
    """Make the filter of a list of what the user gave: ids by their beginnings, outlets by a part of their names.

    Raises `NotFoundError` for an id that nothing has, and `FilterError` for a value that the filter does not take.
    """
    told = {key: value for key, value in given.items() if value}
    for key in told.keys() & _KINDS.keys():
        told[key] = _id(opened, key, str(told[key]))
    if "outlet" in told:
        told["outlet"] = _outlet(opened, str(told["outlet"]))
    return made(LISTS[name].filter, told)


def _id(opened: Record, kind: str, start: str) -> str:
    found = opened.get(start)
    if not isinstance(found, _KINDS[kind]):
        raise NotFoundError(f"{start} is no {kind}")
    return str(getattr(found, "id", start))


def _outlet(opened: Record, text: str) -> str:
    """Return the one outlet that a text names, wholly or in part; where none is, the text, which no article has."""
    names = [str(row[0]) for row in opened.connection.execute("SELECT DISTINCT outlet FROM article WHERE outlet <> ''")]
    if text in names:
        return text
    part = plain_name(text) or text
    found = [name for name in names if part in str(plain_name(name))]
    exact = [name for name in found if plain_name(name) == part]
    if len(exact or found) > 1:
        raise typer.BadParameter(f"--outlet {text}: several outlets are called so: {', '.join(sorted(exact or found))}")
    return (exact or found or [text])[0]


def iso(day: datetime | None) -> str:
    """Return a day as filters take it, "" for none."""
    return day.date().isoformat() if day else ""
