"""The tools that an agent can call: their names, what they teach, what they take and what they answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeAlias

from onrecord.agents import teaching
from onrecord.agents.bounds import Told, fitting, place
from onrecord.agents.one import get
from onrecord.agents.reading import NOTICE
from onrecord.agents.rows import TELL
from onrecord.agents.searching import found
from onrecord.agents.tracing import trace
from onrecord.query.filters import Checked, FilterError, made
from onrecord.query.json_schema import Schema, filter_schemas
from onrecord.query.lists import LISTS

MOST = 50
"""The most rows of one answer."""

Call: TypeAlias = Callable[[sqlite3.Connection, Mapping[str, Any]], Told]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its name, what it is for, the schema of what it takes, and what answers it.

    `call` raises `FilterError` and `NotFoundError` with what an agent can mend.
    """

    name: str
    title: str
    text: str
    schema: Schema
    call: Call


def _told(text: str, default: object) -> Any:  # noqa: ANN401 - a field of any type
    return field(default=default, metadata={"text": text, "choices": ()})


@dataclass(frozen=True, slots=True)
class Page(Checked):
    """Which of the rows are told."""

    limit: int = _told(f"How many rows at most, 1 to {MOST}; long rows are fewer.", 10)
    offset: int = _told("How many rows to leave out at the beginning.", 0)


@dataclass(frozen=True, slots=True)
class Search(Checked):
    """What is searched for."""

    words: str = _told("Words that must all stand there; several in double quotes are one phrase.", "")
    limit: int = _told(f"How many hits at most, 1 to {MOST}.", 10)


@dataclass(frozen=True, slots=True)
class One(Checked):
    """What is asked for by its id."""

    id: str = _told("An id of any answer, such as clm-0123456789abcdef, or its first characters.", "")
    offset: int = _told("Of what has many parts: how many to leave out. Of an article: the character to begin at.", 0)


def _schema(*kinds: type[Any], required: tuple[str, ...] = ()) -> Schema:
    properties = {name: schema for kind in kinds for name, schema in filter_schemas(kind, plain=True).items()}
    if "limit" in properties:
        properties["limit"] |= {"minimum": 1, "maximum": MOST}
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False}


def _listing(name: str) -> Call:
    def call(connection: sqlite3.Connection, arguments: Mapping[str, Any]) -> Told:
        listed, given, own = LISTS[name], _plain(arguments), {one.name for one in fields(Page)}
        page = _page(made(Page, {key: value for key, value in given.items() if key in own}))
        asked = made(listed.filter, {key: v for key, v in given.items() if key not in own})
        choice = listed.choose(asked).settled(connection)
        rows = listed.rows(connection, choice.page(connection, page.limit, page.offset))
        told = fitting(TELL[name](connection, rows))
        return {"notice": NOTICE, **place(page.offset, len(told), choice.count(connection)), "rows": told}

    return call


def _search(connection: sqlite3.Connection, arguments: Mapping[str, Any]) -> Told:
    asked: Search = _page(made(Search, _plain(arguments)))
    if not asked.words.strip():
        raise FilterError("words is missing; give the words to search for")
    told = fitting(found(connection, asked.words, asked.limit))
    return {"notice": NOTICE, "hits": told, "shown": f"the {len(told)} best" if told else "nothing holds all the words"}


def _of_one(answer: Callable[[sqlite3.Connection, str, int], Told]) -> Call:
    def call(connection: sqlite3.Connection, arguments: Mapping[str, Any]) -> Told:
        asked: One = made(One, _plain(arguments))
        if not asked.id.strip():
            raise FilterError("id is missing; give the id of what you ask for")
        return answer(connection, asked.id.strip(), asked.offset)

    return call


def _plain(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what was given; raises `FilterError` where a value is none that a filter can be."""
    for name, value in arguments.items():
        if isinstance(value, list | dict | float):
            raise FilterError(f"{name}: give one text, whole number or truth")
    return arguments


def _page(asked: Any) -> Any:  # noqa: ANN401 - whatever has a limit
    if not 1 <= asked.limit <= MOST:
        raise FilterError(f"limit={asked.limit}: ask for 1 to {MOST} rows, and for the next ones with offset")
    return asked


TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            "search",
            *teaching.SEARCH,
            _schema(Search, required=("words",)),
            _search,
        ),
        *(
            Tool(f"list_{name}", title, text, _schema(LISTS[name].filter, Page), _listing(name))
            for name, (title, text) in teaching.LISTED.items()
        ),
        Tool(
            "get",
            *teaching.GET,
            _schema(One, required=("id",)),
            _of_one(get),
        ),
        Tool(
            "trace",
            *teaching.TRACE,
            _schema(One, required=("id",)),
            _of_one(trace),
        ),
    )
}
"""All tools by name, in the order in which an agent meets them."""
