"""docs/agents.md: what it shows is what the server answers, and its bounds are those of the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from onrecord.agents import bounds, reading, tools
from onrecord.record.file import Record
from tests.cli.kit import run
from tests.docs.test_api_page import holds

PAGE = (Path(__file__).parents[2] / "docs" / "agents.md").read_text(encoding="utf-8")
REGISTERED, ANSWER = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


def test_the_bounds_are_those_of_the_code() -> None:
    for line in (
        f"| {tools.MOST}, by default {tools.Page().limit} |",
        f"| {bounds.ANSWER:,}; fewer",
        f"| {bounds.QUOTE} |",
        f"| {reading.STRETCH:,} |",
        f"| {bounds.FEW}; ",
    ):
        assert line in PAGE


def test_the_command_to_register_is_one() -> None:
    server = json.loads(REGISTERED)["mcpServers"]["onrecord"]
    assert server["command"] == "onrecord"
    assert run(*server["args"][:1], "--help").exit_code == 0
    assert server["args"][1] in run("mcp", "--help").output


@pytest.mark.model
def test_an_answer_is_as_shown(tmp_path: Path) -> None:
    name, arguments = re.findall(r"`(list_\w+)` with `(\{.*?\})`", PAGE)[0]
    assert run("demo", "--to", tmp_path, "--quiet").exit_code == 0
    with Record.open(tmp_path / "record.db", readonly=True) as record:
        told = tools.TOOLS[name].call(record.connection, json.loads(arguments))
    assert holds(told, json.loads(ANSWER)), told
