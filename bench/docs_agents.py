"""The made part of docs/agents.md: the tools, from the tools themselves."""

from __future__ import annotations

from collections.abc import Iterator

from bench.docs_events import between
from onrecord.agents.tools import TOOLS


def agents_page(old: str) -> str:
    """Return docs/agents.md with its table of tools made anew."""
    return between(old, "tools", "\n".join(_tools()))


def _tools() -> Iterator[str]:
    yield "| tool | what it is for | takes |"
    yield "|---|---|---|"
    for tool in TOOLS.values():
        taken = ", ".join(f"`{name}`" for name in tool.schema["properties"])
        yield f"| `{tool.name}` | {tool.text} | {taken} |"
