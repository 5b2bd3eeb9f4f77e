"""The commands, each loaded when it is asked for: to list them or to run one, nothing of the others is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from onrecord.cli.out import on_one_line

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

_REFUSAL: type[Exception] = typer.BadParameter.mro()[2]
"""What every error of a command line is: Typer has Click's classes under another name in each version."""


@dataclass(frozen=True, slots=True)
class Later:
    """A command that is a function, named like it, of a module beside this; `help` begins its docstring."""

    module: str
    help: str

    def load(self, name: str) -> TyperCommand:
        """Make the command."""
        alone = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        alone.command(name)(getattr(import_module(f"onrecord.cli.{self.module}"), name))
        made = typer.main.get_command(alone)
        if not isinstance(made, TyperCommand):
            raise TypeError(f"{name} is no single command")
        return made


COMMANDS: Mapping[str, Later] = {
    "demo": Later("add", "Run everything on the bundled coverage."),
    "add": Later("add", "Add coverage to a record, and trace where it comes from."),
    "watch": Later("watch", "Follow feeds and folders: add what is there, and look again every so often."),
    "resolve": Later("resolve", "Find who is who, what is copied and what is claimed, in a folder on a cluster."),
    "load": Later("load", "Bring a folder that a cluster wrote into a record."),
    "articles": Later(
        "lists",
        "List the articles with outlet, date and byline, the latest first; or the lines of one, and why.",
    ),
    "actors": Later("lists", "List the actors with their other names and their offices, those in most claims first."),
    "statements": Later(
        "statements", "List who said what, and on whose word; the statements of the latest articles first."
    ),
    "events": Later(
        "events",
        "List who did what to whom, with date, status and evidence; the events of the latest articles first.",
    ),
    "stories": Later("lists", "List the stories, the largest first."),
    "claims": Later("lists", "List the claims, the most reported first, with origins."),
    "discrepancies": Later("lists", "List what reports disagree on, with the origins behind."),
    "problems": Later("lists", "List what did not become an article: cause and remedy."),
    "show": Later("record", "Print one row as JSON, with the evidence it rests on."),
    "explain": Later("record", "Say why a row is there: rules, words, scores, places."),
    "trace": Later(
        "trace",
        "Tell where a story or a claim comes from: who had it first, who repeats whom, who heard it themselves.",
    ),
    "brief": Later(
        "brief",
        "Write a story on a page or two to hand on: what is reported, by whom, on whose word, with numbered evidence.",
    ),
    "search": Later("record", "Search statements, events and articles for words."),
    "sql": Later("sql", "Ask the record in SQL; without a question, list its tables and questions worth asking."),
    "judge": Later("judge", "Decide what is one and what is not: actors, or the reports of a claim."),
    "grade": Later("grade", "Say how reliable a source is, in NATO's letters, and whose it is."),
    "cite": Later(
        "cite",
        "Cite a claim, statement, event or article, with its words, where they stand, and the record's version.",
    ),
    "export": Later("export", "Write the record as files: its tables, one list, or its events as event data."),
    "serve": Later("serve", "Serve the desk: the record as pages in a browser, with search, filters and downloads."),
    "mcp": Later(
        "mcp",
        "Serve the record to language-model agents: the Model Context Protocol on standard input and output.",
    ),
    "report": Later("record", "Write the record as pages that open from disk."),
    "verify": Later("record", "Check the file, and that every span slices to its text."),
}
"""All commands by name, in the order in which a user meets them."""


class LateGroup(TyperGroup):
    """The group of all commands; until one is asked for, its name and help stand for it."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - those of Typer
        settings["commands"] = {name: TyperCommand(name, help=one.help) for name, one in COMMANDS.items()}
        super().__init__(**settings)

    def make_context(self, *given: Any, **more: Any) -> Context:  # noqa: ANN401 - as Typer has it
        """Take the options before a command."""
        with _harmless():
            return super().make_context(*given, **more)

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - as Typer has it
        """Run a command."""
        with _harmless():
            return super().invoke(ctx)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return a command, loaded now if it was not."""
        found = super().get_command(ctx, cmd_name)
        if found and not found.callback:
            found = self.commands[cmd_name] = COMMANDS[cmd_name].load(cmd_name)
        return found

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the commands as they stand, loading none."""
        TyperGroup(commands=dict(self.commands)).format_commands(ctx, formatter)


@contextmanager
def _harmless() -> Iterator[None]:
    """Have errors of the command line quote what was given, and names in the record, without their acting on it."""
    try:
        yield
    except _REFUSAL as error:
        if isinstance(told := getattr(error, "message", None), str):
            error.message = on_one_line(told)  # type: ignore[attr-defined]
        raise
