"""Which dataclass is kept in which table, and the SQL that writes and reads its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.acquire.answer import Answer
from onrecord.model.arrival import Arrival
from onrecord.model.article import Article, Block, Candidate
from onrecord.model.derived import (
    Actor,
    Alias,
    Claim,
    Dependence,
    Discrepancy,
    Link,
    Member,
    Origin,
    Passage,
    Standing,
    Story,
)
from onrecord.model.grading import Grading
from onrecord.model.judgement import Judgement
from onrecord.model.own_source import OwnSource
from onrecord.model.problem import Problem
from onrecord.model.reading import Citation, Entity, Event, Mention, Statement, Tenure
from onrecord.model.run import Run
from onrecord.record.codec import Scalar, columns, maker, to_row


@dataclass(frozen=True)
class Table:
    """A table for one dataclass; `without` are fields kept in other tables, `extra` columns beside the fields.

    `order` are the columns by which its rows are read; those that agree in them come as they were written.
    """

    name: str
    kind: type
    without: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The table's columns but for `key`, which SQLite counts."""
        own = tuple(column.name for column in columns(self.kind) if column.name not in self.without)
        return self.extra + own

    @cached_property
    def made(self) -> Callable[[Sequence[object]], Any]:
        """What makes the dataclass of a row that `select` gives; fields that other tables hold are empty."""
        given: dict[str, object] = dict.fromkeys(self.without, ())
        return maker(self.kind, self.columns, **given)

    @property
    def has_id(self) -> bool:
        """Whether its rows can be asked for by id."""
        return "id" in self.columns

    def insert(self, *, ignore: bool = False, replace: bool = False) -> str:
        """Return the statement that writes one row; one that is there already is kept (`ignore`), or given way to."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        places = ", ".join("?" for _ in self.columns)
        manner = "OR IGNORE " if ignore else "OR REPLACE " if replace else ""
        return f'INSERT {manner}INTO "{self.name}" ({names}) VALUES ({places})'

    def select(self, where: str = "") -> str:
        """Return the query for all columns, in the table's order."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        order = ", ".join(f'"{name}"' for name in (*self.order, "key"))
        return f'SELECT {names} FROM "{self.name}" {where} ORDER BY {order}'

    def row(self, thing: object, extra: Mapping[str, str] | None = None) -> tuple[Scalar, ...]:
        """Return the values of one row in the order of the columns."""
        return self.rows([thing], extra)[0]

    def rows(self, things: Iterable[object], extra: Mapping[str, str] | None = None) -> list[tuple[Scalar, ...]]:
        """Return the values of many rows."""
        names, more = self.columns, {**dict.fromkeys(self.extra), **(extra or {})}
        found: Iterator[dict[str, Scalar]] = ({**to_row(thing), **more} for thing in things)
        return [tuple(row[name] for name in names) for row in found]


RUN = Table("run", Run)
ARTICLE = Table("article", Article, without=("blocks", "candidates"), extra=("run",))
BLOCK = Table("block", Block, extra=("article",))
CANDIDATE = Table("candidate", Candidate, extra=("article",))
ENTITY = Table("entity", Entity)
MENTION = Table("mention", Mention)
TENURE = Table("tenure", Tenure)
STATEMENT = Table("statement", Statement)
EVENT = Table("event", Event)
CITATION = Table("citation", Citation)
PROBLEM = Table("problem", Problem, extra=("run",))
ANSWER = Table("answer", Answer)
ARRIVAL = Table("arrival", Arrival, extra=("run",))
JUDGEMENT = Table("judgement", Judgement)
GRADING = Table("grading", Grading)
SOURCE = Table("source", OwnSource, order=("name",))

READING: tuple[tuple[str, Table], ...] = (
    ("entities", ENTITY),
    ("mentions", MENTION),
    ("tenures", TENURE),
    ("statements", STATEMENT),
    ("events", EVENT),
    ("citations", CITATION),
)
"""The fields of a `Reading` with their tables, those that are pointed at before those that point at them."""

JUDGED: tuple[Table, ...] = (JUDGEMENT, GRADING)
"""What people decided."""

FACTS: tuple[Table, ...] = (
    *(RUN, ARTICLE, BLOCK, CANDIDATE),
    *(table for _, table in READING),
    *(PROBLEM, ARRIVAL, ANSWER),
    *JUDGED,
)

ACTOR = Table("actor", Actor, extra=("kin",), order=("id",))
ALIAS = Table("alias", Alias, order=("entity", "actor"))
PASSAGE = Table("passage", Passage, order=("a", "b"))
LINK = Table("link", Link, order=("a", "b"))
STORY = Table("story", Story, extra=("inputs",), order=("articles",))
CLAIM = Table("claim", Claim, without=("members",), extra=("neighbourhood",), order=("id",))
MEMBER = Table("member", Member, order=("claim",))

RESOLUTION: tuple[tuple[str, Table], ...] = (
    ("actors", ACTOR),
    ("aliases", ALIAS),
    ("passages", PASSAGE),
    ("links", LINK),
    ("stories", STORY),
    ("claims", CLAIM),
)
"""The fields of a `Resolution` with their tables; the members of claims have one of their own."""

TRACING: tuple[tuple[str, Table], ...] = (
    ("dependences", Table("dependence", Dependence, order=("claim",))),
    ("origins", Table("origin", Origin, order=("claim",))),
    ("standings", Table("standing", Standing, order=("claim",))),
    ("discrepancies", Table("discrepancy", Discrepancy, order=("claim",))),
)
"""The fields of a `Tracing` with their tables."""

DERIVED: tuple[Table, ...] = (*(t for _, t in RESOLUTION), MEMBER, *(t for _, t in TRACING))
TABLES: tuple[Table, ...] = FACTS + DERIVED
