"""The commands shown in the tutorial and the pages on sources and events are run, in order, and print what is shown."""

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
EVENTS = ROOT / "docs" / "events.md"
EXPORTS = ROOT / "docs" / "exports.md"
JUDGING = ROOT / "docs" / "judging.md"
BRIEF = ROOT / "docs" / "brief.md"
SQL = ROOT / "docs" / "sql.md"
SOURCES = sorted((ROOT / "docs" / "sources").glob("*.md"))
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


def run_all(page: Path, folder: Path) -> int:
    """Run the commands of a page in a folder that holds the examples, and return how many there were."""
    (folder / "examples").symlink_to(examples_folder())
    commands = list(sessions(page.read_text(encoding="utf-8")))
    for command, shown in commands:
        program, *arguments = shlex.split(command)
        given: bytes | None = None
        if "<" in arguments:
            at = arguments.index("<")
            given = Path(arguments[at + 1]).read_bytes()
            arguments = arguments[:at]
        assert program == "onrecord"
        result = CliRunner().invoke(app, arguments, input=given, catch_exceptions=False)
        assert result.exit_code == 0, (command, result.output)
        printed = result.output.splitlines()
        assert not [line for line in shown if not stands(line, printed)], (command, result.output)
    return len(commands)


def test_the_tutorial_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_all(TUTORIAL, tmp_path) > 5


def test_the_page_on_events_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_all(EVENTS, tmp_path) > 5


def test_the_page_on_deciding_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_all(JUDGING, tmp_path) > 5


def test_the_page_on_briefs_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_all(BRIEF, tmp_path) > 3


def test_the_page_on_exports_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_all(EXPORTS, tmp_path) == 2


def test_the_page_on_sql_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_all(SQL, tmp_path) > 5
    examples = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", SQL.read_text(encoding="utf-8"), re.DOTALL)
    capsys.readouterr()
    for code, shown in examples:
        exec(compile(code, "sql.md", "exec"), {})  # noqa: S102 - our own example
        assert capsys.readouterr().out == shown
    assert examples


@pytest.mark.parametrize("page", SOURCES, ids=lambda page: page.stem)
def test_the_pages_on_sources_print_what_they_show(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_all(page, tmp_path)
