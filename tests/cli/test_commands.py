"""Commands are loaded when they are asked for, and the table of them says what they say themselves."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.cli.commands import COMMANDS

HEAVY = ("numpy", "pyarrow", "duckdb", "spacy", "starlette", "jinja2", "httpx", "sqlite3")
"""What takes long to load, or belongs to other commands than those that list what there is."""

LOADED = "import sys; print(*(name for name in sys.argv[1].split() if name in sys.modules))"
CALL = f"from onrecord.cli.app import app; app(sys.argv[2:], standalone_mode=False); {LOADED}"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_of_itself_what_the_table_says(name: str) -> None:
    made = COMMANDS[name].load(name)
    assert made.name == name
    assert " ".join((made.help or "").partition("\n\n")[0].split()) == COMMANDS[name].help


def test_help_lists_all_commands_in_their_order() -> None:
    shown = CliRunner().invoke(app, ["--help"])
    lines = shown.output.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in lines if re.match("  [a-z]", line)] == list(COMMANDS)


def test_an_unknown_command_is_refused_and_a_near_one_named() -> None:
    refused = CliRunner().invoke(app, ["claim"])
    assert refused.exit_code == 2
    assert "claims" in refused.output


def loaded(*arguments: str) -> set[str]:
    """Return which heavy modules a command has loaded when it is done."""
    program = [sys.executable, "-c", f"import sys; {CALL}", " ".join(HEAVY), *arguments]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.unmeasured
@pytest.mark.parametrize("arguments", [["--help"], ["add", "--help"], ["watch", "--help"], ["serve", "--help"]])
def test_help_loads_nothing_that_takes_long(arguments: list[str]) -> None:
    assert not loaded(*arguments)


@pytest.mark.parametrize("name", ["claims", "statements", "events", "stories", "actors"])
def test_a_question_loads_no_language_model_and_no_server(invented_record: Path, name: str) -> None:
    assert loaded(name, "--record", str(invented_record)) <= {"sqlite3", "numpy"}


@pytest.mark.parametrize(
    "given", [["\x1b[31m\u202e\rforged\nline"], ["claims", "--\x1b[31m\x9b2J\nline"], ["--\x1b[31m"]]
)
def test_an_error_quotes_what_was_given_without_its_acting(given: list[str]) -> None:
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 2
    assert r"\x1b[31m" in result.stderr
    assert not set(result.stderr) & set("\x1b\x9b\r\u202e")
    assert "\nline" not in result.stderr
