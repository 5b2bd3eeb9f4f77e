"""Calling the command line as a user does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from onrecord.cli.app import app


def run(*arguments: object) -> Result:
    """Run `onrecord` with some arguments; an error of its own is raised as it is."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def rows(record: Path, name: str, *options: object) -> list[dict[str, Any]]:
    """Return all rows that a command lists."""
    result = run(name, "--record", record, "--json", "--limit", 0, *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]
