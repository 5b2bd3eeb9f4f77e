"""The command line: `onrecord COMMAND --help` explains each command."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from onrecord.cli.codes import FAILED
from onrecord.cli.commands import LateGroup
from onrecord.cli.out import say, tell
from onrecord.model.errors import OnrecordError

app = typer.Typer(
    name="onrecord",
    cls=LateGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Keep a sourced record of news coverage: who said what, who did what to whom, when, and on whose word.",
    epilog="Start with: onrecord demo. Then: onrecord add FOLDER --record my.db; onrecord claims --record my.db",
)


def _version(wanted: bool) -> None:
    if wanted:
        import onrecord

        say(f"onrecord {onrecord.__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the command line; what the user can act on is a message and an exit code, not a traceback."""
    _open_closed_streams()
    try:
        app()
        sys.stdout.flush()
    except OnrecordError as error:
        tell(f"onrecord: {error}")
        sys.exit(FAILED)
    except OSError as error:
        _abandon_output()
        tell(f"onrecord: the system would not do it: {error}; free space, or name another place, and try again")
        sys.exit(FAILED)


def _open_closed_streams() -> None:
    """Give a process that was started with closed streams some that swallow what is printed."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _abandon_output() -> None:
    """Let what standard output could not take go nowhere, or Python would try and fail again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
