"""The commands shown in the tutorial are run, in its order, and print what it shows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.add import examples_folder
from onrecord.cli.app import app

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
CUT = "…"


def sessions(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a page's console blocks with the lines shown under it."""
    for block in re.findall(r"```console\n(.*?)```", page, re.DOTALL):
        shown: list[str] = []
        command = ""
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, shown
                command, shown = line.removeprefix("$ "), []
            else:
                shown.append(line)
        yield command, shown


def stands(shown: str, printed: list[str]) -> bool:
    """Say whether a shown line was printed; an ellipsis alone stands for lines, at its end for the rest of a line."""
    if shown.strip() == CUT:
        return True
    if shown.endswith(CUT):
        return any(line.startswith(shown.removesuffix(CUT).rstrip()) for line in printed)
    return shown in printed


def test_the_tutorial_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(examples_folder())
    monkeypatch.chdir(tmp_path)
    commands = list(sessions(TUTORIAL.read_text(encoding="utf-8")))
    assert len(commands) > 5
    for command, shown in commands:
        program, *arguments = shlex.split(command)
        assert program == "onrecord"
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)
        assert result.exit_code == 0, (command, result.output)
        printed = result.output.splitlines()
        assert not [line for line in shown if not stands(line, printed)], (command, result.output)


@pytest.mark.parametrize("command", sorted({c for c, _ in sessions((ROOT / "README.md").read_text(encoding="utf-8"))}))
def test_commands_of_the_readme_exist(command: str) -> None:
    program, name, *_ = shlex.split(command)
    if program == "make":
        assert re.search(rf"^{name}:.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    else:
        assert CliRunner().invoke(app, [name, "--help"]).exit_code == 0
