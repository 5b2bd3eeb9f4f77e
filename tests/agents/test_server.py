"""The server as an agent's program meets it: a process of its own, spoken to over its standard input and output."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, MCPError, StdioServerParameters

from onrecord.agents.reading import NOTICE
from onrecord.agents.teaching import INSTRUCTIONS
from onrecord.agents.tools import TOOLS
from onrecord.record.file import Record
from tests.agents.evidence import check, quotations
from tests.record_kit import HOSTILE

COMMAND = "from onrecord.cli.start import main; main()"
PATHS = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}

Call = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as made:
        yield made


@pytest.fixture(scope="module")
def client(portal: BlockingPortal, invented_record: Path) -> Iterator[Client]:
    """A client of the real server, which it starts."""
    arguments = ["-c", COMMAND, "mcp", "--record", str(invented_record)]
    server = StdioServerParameters(command=sys.executable, args=arguments, env=PATHS)
    with portal.wrap_async_context_manager(Client(server)) as made:
        yield made


@pytest.fixture(scope="module")
def call(portal: BlockingPortal, client: Client, connection: sqlite3.Connection) -> Call:
    """Call a tool; everything that it quotes is checked."""

    def called(name: str, /, **arguments: object) -> dict[str, Any]:
        answer = portal.call(client.call_tool, name, arguments)
        (content,) = answer.content
        assert not answer.is_error, content.text
        told: dict[str, Any] = json.loads(content.text)
        assert told["notice"] == NOTICE
        assert check(connection, told) == len(list(quotations(told)))
        return told

    return called


def test_it_says_what_it_is_and_what_the_words_mean(portal: BlockingPortal, client: Client) -> None:
    assert client.server_info.name == "onrecord"
    assert client.instructions == INSTRUCTIONS
    found = portal.call(client.list_tools).tools
    assert [tool.name for tool in found] == list(TOOLS)
    for tool in found:
        assert tool.input_schema == TOOLS[tool.name].schema
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


def test_every_tool_answers_with_evidence(call: Call, connection: sqlite3.Connection) -> None:
    called = set()
    for name in TOOLS:
        if name.startswith("list_"):
            told = call(name, limit=5)
            assert told["rows"]
            assert check(connection, told) > 0 or name == "list_stories"
            called.add(name)
    assert check(connection, call("search", words="lighthouse")) > 2
    claim = call("list_claims", words="lighthouse", min_reports=3)["rows"][0]["id"]
    assert check(connection, call("get", id=claim)) > 4
    assert check(connection, call("trace", id=claim)) > 3
    assert called | {"search", "get", "trace"} == set(TOOLS)


def test_the_text_of_an_article_is_a_resource(
    portal: BlockingPortal, client: Client, call: Call, connection: sqlite3.Connection
) -> None:
    (row,) = call("list_statements", article="art-wire")["rows"]
    (evidence,) = row["evidence"]
    (content,) = portal.call(client.read_resource, evidence["read"]).contents
    told = json.loads(content.text)
    assert content.mime_type == "application/json"
    assert (told["notice"], told["article"], told["start"]) == (NOTICE, "art-wire", 0)
    (text,) = connection.execute("SELECT text FROM article WHERE id = 'art-wire'").fetchone()
    assert told["text"] == text
    assert told["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
    (rest,) = portal.call(client.read_resource, f"{evidence['read']}/20").contents
    assert json.loads(rest.text)["text"] == text[20:]
    templates = portal.call(client.list_resource_templates).resource_templates
    assert [one.uri_template for one in templates] == ["onrecord://article/{id}", "onrecord://article/{id}/{start}"]


@pytest.mark.parametrize(
    "address",
    [
        "onrecord://article/art-0",
        "onrecord://article/art-wire/99999",
        "onrecord://article/../../etc/passwd",
        "onrecord://claim/clm-1",
        "file:///etc/passwd",
    ],
)
def test_an_address_of_no_article_is_refused(portal: BlockingPortal, client: Client, address: str) -> None:
    with pytest.raises(MCPError) as refused:
        portal.call(client.read_resource, address)
    assert "root:" not in str(refused.value)


def test_what_an_agent_can_mend_is_told_and_what_is_no_tool_is_refused(portal: BlockingPortal, client: Client) -> None:
    answer = portal.call(client.call_tool, "list_claims", {"kind": "rumour"})
    assert answer.is_error
    assert answer.content[0].text == "kind=rumour: choose one of utterance, event"
    with pytest.raises(MCPError, match="there is no tool drop_table"):
        portal.call(client.call_tool, "drop_table", {})


def test_hostile_words_of_an_article_stay_data(call: Call) -> None:
    (row,) = call("list_statements", words="previous instructions")["rows"]
    assert row["evidence"][0].pop("quote") == HOSTILE
    assert "instructions" not in json.dumps(row)
    assert HOSTILE in call("get", id="art-blog")["text"]


def test_words_are_no_sql_and_nothing_is_written(call: Call, invented_record: Path) -> None:
    with Record.open(invented_record, readonly=True) as record:
        before = record.counts(), record.state
        for name in ("search", "list_claims", "list_statements", "list_events", "list_stories"):
            call(name, words="lighthouse'; DROP TABLE article; --")
        assert call("list_discrepancies", claim="' OR 1 = 1; DELETE FROM claim; --")["rows"] == []
        assert (record.counts(), record.state) == before


def run(*arguments: str, code: str = COMMAND) -> subprocess.CompletedProcess[str]:
    """Run the command line with nothing on standard input."""
    environment = {**os.environ, **PATHS}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment, timeout=120, input="")


def test_it_ends_with_its_client(invented_record: Path) -> None:
    ended = run("mcp", "--record", str(invented_record))
    assert (ended.returncode, ended.stdout) == (0, "")


def test_a_record_that_is_not_there_is_told_before_anything_is_served(tmp_path: Path) -> None:
    ended = run("mcp", "--record", str(tmp_path / "none.db"))
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "there is no record at" in ended.stderr


def test_without_the_package_it_says_what_to_install(invented_record: Path) -> None:
    ended = run("mcp", "--record", str(invented_record), code=f"import sys; sys.modules['mcp'] = None; {COMMAND}")
    assert ended.returncode == 3
    assert "pip install 'onrecord[mcp]'" in " ".join(ended.stderr.split())
