"""The page on which the record is asked in SQL: the question, its result, questions worth asking, and the tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from onrecord.model.errors import QuestionError
from onrecord.model.ids import Prefix
from onrecord.record.sql import Limits, Table, Value, ask
from onrecord.record.sql_help import AskedTable, questions, tables
from onrecord.record.sql_rules import MIB, QUERY_BYTES
from onrecord.web import phrases
from onrecord.web.links import page_of
from onrecord.web.opening import WAIT_SECONDS

PAGE = Limits(bytes=2 * MIB)
"""What one page may take: a browser needs seconds for a table with more text than this."""

_PAGES = {Prefix.ARTICLE: "article", Prefix.CLAIM: "claim", Prefix.STORY: "story", Prefix.ACTOR: "actor"}
_NOWHERE = frozenset({Prefix.PAGE, Prefix.RUN, Prefix.JUDGEMENT, Prefix.GRADING})
_ID = re.compile(f"({'|'.join(Prefix)})-[0-9a-f]{{16}}")
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_CHARACTERS, _LONG = 600, 40


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: its text, so many `more` characters that are not shown, and the page of what it is the id of.

    `kind` is null, number, id, text, or long for text that needs room. What is `placed` has no page of its own, but a
    place on another, which a desk finds.
    """

    text: str
    kind: str
    more: int = 0
    href: str = ""
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """The table that a question gave, and what is said above it; `right` says which columns are numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question worth asking, with the address that asks it, counted from the page itself."""

    title: str
    href: str
    asked: bool


@dataclass(frozen=True, slots=True)
class SqlPage:
    """All that the page shows: either a result or an error, or, before a question, neither."""

    query: str
    result: Result | None
    error: str
    note: str
    examples: tuple[Example, ...]
    tables: tuple[AskedTable, ...]
    limits: Limits = PAGE
    longest: int = QUERY_BYTES


def sql_page(path: Path, query: str) -> SqlPage:
    """Ask the record a question, which may be empty, and return the page that shows what became of it.

    Every question is a process of its own for up to a second: whoever serves this page asks a few at a time. Raises
    `RecordError` where the record itself cannot be read.
    """
    words = query.replace("\r\n", "\n").strip()
    result, error = None, ""
    if words:
        try:
            result = _result(ask(path, words, limits=PAGE, wait=WAIT_SECONDS))
        except QuestionError as refusal:
            error = phrases.sentence(_fit(str(refusal)))
    asked = next((question for question in questions() if question.sql == words), None)
    note = asked.none if asked and result and not result.rows else ""
    return SqlPage(
        query=_fit(words) or questions()[0].sql,
        result=result,
        error=error,
        note=phrases.sentence(note) if note else "",
        examples=tuple(Example(q.title, f"?{urlencode({'query': q.sql})}", q is asked) for q in questions()),
        tables=tables(),
    )


def _result(table: Table) -> Result:
    rows = tuple(tuple(map(_cell, row)) for row in table.rows)
    right = [all(cell.kind in {"number", "null"} for cell in column) for column in zip(*rows, strict=True)]
    return Result(_caption(table), tuple(map(_fit, table.columns)), rows, tuple(right or [False] * len(table.columns)))


def _caption(table: Table) -> str:
    """Say how many rows there are, where they were cut and why, and how long it took."""
    counted = phrases.count(len(table.rows), "row")
    seconds = f"{table.seconds:.3f} seconds"
    if table.cut is None:
        return f"{counted} in {seconds}."
    return phrases.sentence(f"{counted} in {seconds}; {table.cut}")


def _cell(value: Value) -> Cell:
    if value is None:
        return Cell("NULL", "null")
    if not isinstance(value, str):
        return Cell(str(value), "number")
    if found := _ID.fullmatch(value):
        prefix = Prefix(found[1])
        href = page_of(_PAGES[prefix], value) if prefix in _PAGES else ""
        return Cell(value, "id", href=href, placed=not href and prefix not in _NOWHERE)
    kind = "long" if len(value) > _LONG else "text"
    return Cell(_fit(value[:_CHARACTERS]), kind, more=max(0, len(value) - _CHARACTERS))


def _fit(text: str) -> str:
    """Return a text without the characters that HTML has no place for."""
    return _UNFIT.sub("\ufffd", text)
