"""The command that asks the record in SQL."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.cells import cell_len, set_cell_size

from onrecord.cli import options
from onrecord.cli.cards import clip, plural
from onrecord.cli.out import Form, Spelled, harmless, say, say_lines, tell
from onrecord.export.row_files import write_csv_rows, write_jsonl_rows

if TYPE_CHECKING:
    from onrecord.record.sql import Table, Value
    from onrecord.record.sql_help import AskedColumn

_CELL = 60

Query = Annotated[str, typer.Argument(metavar="QUESTION", help="One SELECT. Without it: what can be asked.")]
Rows = Annotated[int, typer.Option("--limit", "-n", min=0, help="Print at most this many rows; 0 prints all that fit.")]
Seconds = Annotated[float, typer.Option("--seconds", min=0.05, max=600, help="End it when it takes longer than this.")]


def sql(
    query: Query = "",
    record: options.Record = options.RECORD,
    limit: Rows = 1000,
    seconds: Seconds = 1.0,
    as_json: options.Json = False,
    as_csv: options.Csv = False,
) -> None:
    """Ask the record in SQL; without a question, list its tables and questions worth asking.

    onrecord sql "SELECT outlet, count(*) AS articles FROM article GROUP BY outlet ORDER BY articles DESC"

    Nothing can be changed, no other file is opened, and what takes too much is ended. What may be used: docs/sql.md.
    """
    from onrecord.record.sql import Limits, ask

    form = Form(as_json, as_csv)
    if not query:
        _tell_what_can_be_asked()
        return
    table = ask(record, query, limits=Limits(rows=limit, seconds=seconds))
    _print_table(table, form)
    tell(f"{plural(len(table.rows), 'row')} in {table.seconds:.3f} s" + (f"; {table.cut}" if table.cut else ""))


def _print_table(table: Table, form: Form) -> None:
    names = unlike(table.columns)
    rows = (dict(zip(names, map(_finite, row), strict=True)) for row in table.rows)
    if form.as_json:
        write_jsonl_rows(rows, sys.stdout)
    elif form.as_csv:
        write_csv_rows(rows, Spelled(), names)
    else:
        for line in lines_of(table):
            say(line)


def unlike(names: Sequence[str]) -> list[str]:
    """Give every column a name of its own, as the keys of an object need.

    >>> unlike(["id", "text", "id", "id_2"])
    ['id', 'text', 'id_3', 'id_2']
    """
    found: list[str] = []
    for at, name in enumerate(names):
        number = 2
        fresh = name
        while fresh in found or (fresh != name and fresh in names[at:]):
            fresh, number = f"{name}_{number}", number + 1
        found.append(fresh)
    return found


def _finite(value: Value) -> Value:
    """Return a value that JSON has a word for."""
    return str(value).replace("inf", "Infinity") if isinstance(value, float) and math.isinf(value) else value


def lines_of(table: Table) -> Iterator[str]:
    """Yield the lines that show a result in columns; long texts are clipped, numbers stand to the right."""
    cells = [[_shown(value) for value in row] for row in table.rows]
    heads = [clip(harmless(name), _CELL) for name in table.columns]
    widths = [max(map(cell_len, column)) for column in zip(heads, *cells, strict=True)]
    right = [all(isinstance(value, int | float | None) for value in column) for column in zip(*table.rows, strict=True)]
    right = right or [False] * len(heads)
    for line in (heads, ["-" * width for width in widths], *cells):
        yield "  ".join(map(_padded, line, widths, right)).rstrip()


def _shown(value: Value) -> str:
    return "NULL" if value is None else clip(harmless(str(value)), _CELL)


def _padded(text: str, width: int, right: bool) -> str:
    return " " * (width - cell_len(text)) + text if right else set_cell_size(text, width)


def _column(column: AskedColumn) -> str:
    nested = " (JSON)" if column.kind == "JSON" else ""
    return f"{column.name}{nested}" + (f" -> {column.points_at}" if column.points_at else "")


def _tell_what_can_be_asked() -> None:
    from onrecord.record.sql_help import questions, tables

    for table in tables():
        say(f"{table.name}: {table.what}")
        say("    " + ", ".join(map(_column, table.columns)))
    say_lines("\nQuestions worth asking:")
    for question in questions():
        say_lines(f"\n-- {question.title}\n{question.sql}")
