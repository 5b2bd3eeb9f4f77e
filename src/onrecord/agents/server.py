"""The server that agents talk to: the tools over the Model Context Protocol, on standard input and output.

https://modelcontextprotocol.io: the client starts this program and is the only one that it answers. Nothing is written,
and nothing leaves the machine by this program's own doing.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import anyio
from anyio import to_thread
from mcp import MCPError, types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from onrecord.agents.bounds import Told
from onrecord.agents.quotes import ADDRESS
from onrecord.agents.reading import article
from onrecord.agents.teaching import INSTRUCTIONS
from onrecord.agents.tools import TOOLS
from onrecord.model.errors import OnrecordError
from onrecord.query.filters import FilterError
from onrecord.record.codec import compact
from onrecord.record.file import Record

_PLACE = re.compile(re.escape(ADDRESS) + r"(?P<id>[A-Za-z0-9_-]{1,80})(?:/(?P<start>[0-9]{1,9}))?")
_READS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_TEXTS = (
    types.ResourceTemplate(
        name="article",
        title="The text of an article",
        uri_template=f"{ADDRESS}{{id}}",
        description="The stored text of an article, its first stretch, as quoted evidence.",
        mime_type="application/json",
    ),
    types.ResourceTemplate(
        name="article_from",
        title="The text of an article, from a character on",
        uri_template=f"{ADDRESS}{{id}}/{{start}}",
        description="A further stretch of the text of an article; each stretch names the next.",
        mime_type="application/json",
    ),
)


def make_server(path: Path) -> Server[Any]:
    """Make the server of the record at `path`."""
    answers = _Answers(path)
    return Server(
        "onrecord",
        version=version("onrecord"),
        title="Onrecord",
        instructions=INSTRUCTIONS,
        on_list_tools=answers.tools,
        on_call_tool=answers.call,
        on_list_resources=answers.resources,
        on_list_resource_templates=answers.templates,
        on_read_resource=answers.read,
    )


def serve(path: Path) -> None:
    """Serve the record at `path` on standard input and output until the client closes them.

    Raises `RecordError` where there is no record.
    """
    Record.open(path, readonly=True).close()
    anyio.run(_serve, make_server(path))


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


class _Answers:
    """Answers from one record, each as of one moment; what an agent can mend is an answer too."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def tools(self, _: object, __: object) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=tool.name,
                    title=tool.title,
                    description=tool.text,
                    input_schema=tool.schema,
                    annotations=_READS,
                )
                for tool in TOOLS.values()
            ]
        )

    async def call(self, _: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = TOOLS.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"there is no tool {params.name}; there are {', '.join(TOOLS)}")
        arguments = params.arguments or {}
        try:
            told = await self._ask(lambda connection: tool.call(connection, arguments))
        except OnrecordError as error:
            return _result(self._hidden(error), wrong=True)
        return _result(compact(told))

    async def resources(self, _: object, __: object) -> types.ListResourcesResult:
        """List none: there are as many as articles, and their addresses stand in every answer."""
        return types.ListResourcesResult(resources=[])

    async def templates(self, _: object, __: object) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[*_TEXTS])

    async def read(self, _: object, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        address = str(params.uri)
        found = _PLACE.fullmatch(address)
        if found is None:
            raise MCPError(types.INVALID_PARAMS, f"{address[:200]} is no article; one reads {ADDRESS}ID")
        start = int(found["start"] or 0)
        try:
            told = await self._ask(lambda connection: article(connection, found["id"], start))
        except OnrecordError as error:
            code = types.INVALID_PARAMS if isinstance(error, FilterError) else types.INTERNAL_ERROR
            raise MCPError(code, self._hidden(error)) from error
        text = types.TextResourceContents(uri=address, mime_type="application/json", text=compact(told))
        return types.ReadResourceResult(contents=[text])

    async def _ask(self, answer: Callable[[sqlite3.Connection], Told]) -> Told:
        def asked() -> Told:
            with Record.open(self._path, readonly=True) as record, record.gathering() as held:
                return answer(held.connection)

        return await to_thread.run_sync(asked)

    def _hidden(self, error: OnrecordError) -> str:
        """Return what is wrong, without saying where on this machine the record lies."""
        return str(error).replace(str(self._path), self._path.name)


def _result(text: str, *, wrong: bool = False) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=wrong)
