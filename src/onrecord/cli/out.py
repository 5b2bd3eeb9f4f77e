"""Printing rows, for people (cards) or programs (JSON lines, CSV); talk goes to standard error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from onrecord.export.row_files import Counted, write_csv_rows, write_jsonl_rows

_ACTIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_ACTIVE_IN_CSV = re.compile(f"(?!\r\n){_ACTIVE.pattern}")

Row = Mapping[str, Any]
Card = Callable[[Row], tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Form:
    """How rows are printed: as JSON lines, CSV or (neither) cards; only those in which `match` stands; how many."""

    as_json: bool = False
    as_csv: bool = False
    match: str = ""
    limit: int = 0

    def __post_init__(self) -> None:
        if self.as_json and self.as_csv:
            raise typer.BadParameter("--json and --csv exclude each other; give one of them")


talk = Console(stderr=True, highlight=False, soft_wrap=True)


def console() -> Console:
    """Return a console on standard output that neither wraps evidence nor reads it as markup."""
    return Console(highlight=False, markup=False, soft_wrap=True)


def harmless(text: str) -> str:
    r"""Spell out the characters with which a text could move the cursor, colour the terminal or turn a line around.

    >>> harmless("red \x1b[31m, back \u202e, end")
    'red \\x1b[31m, back \\u202e, end'
    """
    return _ACTIVE.sub(lambda match: ascii(match[0])[1:-1], text)


def on_one_line(text: str) -> str:
    r"""Spell out line ends as well, with which a name could make a line that nobody printed.

    >>> on_one_line("Ada\nclm-0123  a claim that is none")
    'Ada\\nclm-0123  a claim that is none'
    """
    return harmless(text).replace("\n", r"\n")


class Spelled:
    """Standard output for CSV: as `harmless`, but for the ends of lines, which are CR and LF."""

    def write(self, text: str) -> int:
        """Print some text."""
        return sys.stdout.write(_ACTIVE_IN_CSV.sub(lambda match: ascii(match[0])[1:-1], text))


def say(text: str | Text) -> None:
    """Print a line of data on standard output, whatever it holds."""
    console().print(Text(on_one_line(text)) if isinstance(text, str) else text)


def say_lines(text: str) -> None:
    """Print data that has lines of its own, in which those of names are none."""
    console().print(Text(harmless(text)))


def tell(text: str) -> None:
    """Print a line of talk on standard error, whatever it quotes."""
    talk.print(Text(on_one_line(text)))


def contains(row: Row, text: str) -> bool:
    """Say whether `text` stands in any value of the row, in any case.

    >>> contains({"name": "Ada Torvik", "n": 1}, "torvik")
    True
    """
    return text.casefold() in json.dumps(row, ensure_ascii=False, default=str).casefold()


def print_rows(rows: Iterable[Row], card: Card, form: Form, total: int | None = None) -> None:
    """Print rows in the form asked for, for people as cards; `total` says how many there are, where that is known."""
    print_chosen(rows, form, lambda row: _print_card(row, card), "no rows", total)


def print_chosen(
    rows: Iterable[Row], form: Form, show: Callable[[Row], None], none: str, total: int | None = None
) -> None:
    """Print rows in the form asked for, for people by `show`, and say how many the limit left out (0 prints all).

    Of an iterator no row is asked for that is not printed, but for one more where nobody knows how many there are.
    """
    chosen: Iterator[Row] = (row for row in rows if not form.match or contains(row, form.match))
    if isinstance(rows, Sequence):
        held = list(chosen)
        chosen, total = iter(held), len(held)
    elif form.match:
        total = None
    counted = Counted(islice(chosen, form.limit or None))
    if form.as_json:
        write_jsonl_rows(counted, sys.stdout)
    elif form.as_csv:
        write_csv_rows(counted, Spelled())
    else:
        for row in counted:
            show(row)
    if not counted.count:
        tell(none)
    elif form.limit and counted.count == form.limit:
        _tell_of_more(chosen, None if total is None else total - counted.count)


def _tell_of_more(rest: Iterator[Row], left: int | None) -> None:
    """Say how many rows the limit left out, or only that it did so where counting them would take reading them."""
    if left or (left is None and next(rest, None) is not None):
        tell(f"{'' if left is None else f'{left} '}more; print all with --limit 0")


def _print_card(row: Row, card: Card) -> None:
    head, lines = card(row)
    say(Text.assemble((str(row["id"]), "dim"), "  ", (on_one_line(head), "bold")))
    for line in lines:
        say("    " + line)
