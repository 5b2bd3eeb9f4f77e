"""The pages of docs/ that are made from the code: `python -m bench.docs` writes them, `--check` fails where one is old.

docs/commands.md comes from the command line's own help, docs/record.md from the record's own schema and the exported
tables, docs/fields.md from the data dictionary, docs/filters.md from the filters, docs/limits.md from the limits, the
table in docs/figures.md from the floors, those in docs/events.md and docs/actors.md from the ontology, that in
docs/agents.md from the tools, and that in docs/reliability.md from the figures that the checks kept.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from bench.docs_agents import agents_page
from bench.docs_events import between, events_page
from bench.docs_fields import fields_page
from bench.docs_filters import filters_page
from bench.docs_reliability import reliability_page
from bench.floors import FLOORS, MEASURES, OWN, ROOT
from onrecord.cli.app import app
from onrecord.cli.commands import COMMANDS
from onrecord.export.rows import TABLES
from onrecord.model.limits import GIB, MIB, Limits
from onrecord.ontology.actor_words import Kind, load_actor_words
from onrecord.record.file import Record

DOCS = ROOT / "docs"


def commands_page() -> str:
    """Return the reference of every command, argument and option."""
    root = typer.main.get_command(app)
    if not isinstance(root, TyperGroup):
        raise TypeError("the command line has no commands")
    lines = ["# Commands", "", f"{root.help} Made from `onrecord --help`; do not edit.", ""]
    for name, later in COMMANDS.items():
        command = later.load(name)
        lines += [f"## onrecord {name}", "", command.help or "", "", *_parameters(command), ""]
    return "\n".join(lines).rstrip() + "\n"


def _parameters(command: TyperCommand) -> Iterator[str]:
    yield "| | |"
    yield "|---|---|"
    context = typer.Context(command)
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record:
            yield f"| `{record[0].strip()}` | {' '.join(record[1].split())} |"
    yield "| `--help` | Show this message and exit. |"


def record_page() -> str:
    """Return the reference of every table and column, from a new record's own schema."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        with Record.open(path, create=True):
            pass
        with sqlite3.connect(path) as connection:
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
            tables = [(str(name), str(sql)) for name, sql in connection.execute(query)]
        connection.close()
    hidden = {name for name, sql in tables if sql.upper().startswith("CREATE VIRTUAL")}
    shown = [t for t in tables if not t[0].startswith("sqlite_") and not any(t[0].startswith(f"{v}_") for v in hidden)]
    head = "# The record\n\nOne SQLite file that any tool opens. Made from its own schema; do not edit.\n"
    head += "What stands in an event, and how events are exported as event data: [events](events.md).\n"
    return head + "".join(f"\n## {name}\n\n```sql\n{sql}\n```\n" for name, sql in shown) + _exported()


def _exported() -> str:
    """Return what `onrecord export` writes: the columns of each table."""
    lines = ["", "## What is exported", "", "`onrecord export` writes a file for each table, one row a line.", ""]
    lines += ["| table | columns |", "|---|---|"]
    lines += [f"| {table.name} | {', '.join(f'`{column}`' for column in table.columns)} |" for table in TABLES]
    lines += ["", "What stands in each column: [fields](fields.md)."]
    return "\n".join(lines) + "\n"


def limits_page() -> str:
    """Return the reference of every limit with its reason."""
    rows = [
        f"| `{f.name}` | {_amount(getattr(Limits(), f.name), f.metadata['unit'])} | {f.metadata['why']} |"
        for f in fields(Limits)
    ]
    head = "# Limits\n\nWhat one item of coverage may cost. Change one with `onrecord add --limit NAME=VALUE`.\n"
    head += "Made from the code; do not edit.\n\n| name | limit | why |\n|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def _amount(value: int, unit: str) -> str:
    if unit != "bytes":
        return f"{value:,} {unit}"
    return f"{value // GIB} GiB" if value >= GIB else f"{value // MIB} MiB"


def figures_page(old: str) -> str:
    """Return docs/figures.md with its table of floors made anew."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    rows = ["| task | figure | floor | data (hash) |", "|---|---|---|---|"]
    for item in (*MEASURES, *OWN):
        entry = floors.get(item.name, {})
        for name, value in entry.get("figures", {}).items():
            rows.append(f"| {item.name} | {name} | {value:g} | {item.gold} ({entry['data']}) |")
    return between(old, "figures", "\n".join(rows))


def actors_page(old: str) -> str:
    r"""Return docs/actors.md with its table of sectors made anew.

    >>> "| GOV | executive |" in actors_page("<!-- sectors -->\n<!-- end of sectors -->")
    True
    """
    words = load_actor_words()
    counts = Counter(word.sector for word in words.by_key.values() if word.kind is Kind.NOUN)
    rows = ["| code | stands for | who | words |", "|---|---|---|---|"]
    rows += [f"| {s.code} | {s.means} | {s.shown} | {counts[s.code]} |" for s in words.sectors]
    return between(old, "sectors", "\n".join(rows))


def pages() -> dict[Path, str]:
    """Return the made pages by their path."""
    names = ("figures", "events", "actors", "agents", "reliability")
    figures, events, actors, agents, reliability = (DOCS / f"{name}.md" for name in names)
    return {
        DOCS / "commands.md": commands_page(),
        DOCS / "record.md": record_page(),
        DOCS / "fields.md": fields_page(),
        DOCS / "filters.md": filters_page(),
        DOCS / "limits.md": limits_page(),
        figures: figures_page(figures.read_text(encoding="utf-8")),
        events: events_page(events.read_text(encoding="utf-8")),
        actors: actors_page(actors.read_text(encoding="utf-8")),
        agents: agents_page(agents.read_text(encoding="utf-8")),
        reliability: reliability_page(reliability.read_text(encoding="utf-8")),
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or with `--check` say which are old."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    made = pages().items()
    old = {path: text for path, text in made if not path.exists() or path.read_text(encoding="utf-8") != text}
    for path, text in old.items():
        if check:
            print(f"{path.relative_to(ROOT)} is old: make docs", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
