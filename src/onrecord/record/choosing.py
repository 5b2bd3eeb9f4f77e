"""Which rows are asked for, and in which order: their ids by SQL, so that no list has to read a whole record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from onrecord.record.given import GIVEN, given

Bound: TypeAlias = str | int

PART = 200
"""Rows that are held together."""

FEW = 40
"""Articles that are held together with all that was read in them."""

_DIFFERING = """claim.id IN (
    SELECT claim FROM discrepancy
    UNION SELECT other.claim FROM discrepancy AS found, json_each(found.sides) AS side
    JOIN member AS other ON other.fact = json_extract(side.value, '$.member')
    WHERE NOT EXISTS (SELECT 1 FROM member AS own WHERE own.claim = found.claim AND own.fact = other.fact)
)"""
"""A side can be of another claim than the discrepancy; of a statement that lies in several claims it is of its own."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows of `source`, a table or several joined, that meet all conditions, named by `column` and in an order."""

    column: str
    source: str
    order: str
    conditions: tuple[str, ...] = ()
    bound: tuple[Bound, ...] = ()
    part: int = PART

    def where(self, condition: str, *bound: Bound, asked: bool = True) -> Choice:
        """Narrow the choice, if that is `asked` for; `bound` are the values of the condition's parameters."""
        if not asked:
            return self
        return replace(self, conditions=(*self.conditions, condition), bound=(*self.bound, *bound))

    def count(self, connection: sqlite3.Connection) -> int:
        """Return how many rows are chosen."""
        (found,) = connection.execute(f"SELECT count(*) {self._from()}", self.bound).fetchone()
        return int(found)

    def count_to(self, connection: sqlite3.Connection, most: int) -> int:
        """Return how many rows are chosen, or one more than `most` where there are more: no more are looked at."""
        some = f"SELECT count(*) FROM (SELECT 1 {self._from()} LIMIT {int(most) + 1})"
        return int(connection.execute(some, self.bound).fetchone()[0])

    def page(self, connection: sqlite3.Connection, size: int, skipped: int = 0) -> list[str]:
        """Return the ids of `size` chosen rows in their order, after the first `skipped`."""
        query = f"SELECT {self.column} {self._from()} ORDER BY {self.order} LIMIT ? OFFSET ?"
        return [str(row[0]) for row in connection.execute(query, (*self.bound, size, skipped))]

    def parts(self, connection: sqlite3.Connection) -> Iterator[list[str]]:
        """Yield the ids of the chosen rows in their order, `part` of them at a time."""
        query = connection.execute(f"SELECT {self.column} {self._from()} ORDER BY {self.order}", self.bound)
        while part := [str(row[0]) for row in query.fetchmany(self.part)]:
            yield part

    def _from(self) -> str:
        conditions = " AND ".join(f"({condition})" for condition in self.conditions)
        return f"FROM {self.source} WHERE {conditions}" if conditions else f"FROM {self.source}"


def articles() -> Choice:
    """Choose all articles, by id."""
    return Choice("article.id", "article", "article.id")


def every(table: str) -> Choice:
    """Choose all rows of a table of facts, to count them.

    >>> every("statement").column
    'statement.id'
    """
    return Choice(f"{table}.id", table, f"{table}.id")


def readings(start: str = "", among: Iterable[str] | None = None) -> Choice:
    """Choose articles with all that was read in them, by id; `start` is how the id begins, `among` which it may be."""
    chosen = replace(articles(), part=FEW).where("instr(article.id, ?) = 1", start, asked=bool(start))
    return chosen if among is None else chosen.where(f"article.id IN {GIVEN}", given(among))


def actors(kind: str = "") -> Choice:
    """Choose actors, those in most articles first."""
    count = "SELECT count(DISTINCT article) FROM alias WHERE alias.actor = actor.id"
    order = f"({count}) DESC, actor.name, actor.id"
    return Choice("actor.id", "actor", order).where("actor.kind = ?", kind, asked=bool(kind))


def stories() -> Choice:
    """Choose all stories, the largest first."""
    return Choice("story.id", "story", "json_array_length(story.articles) DESC, story.id")


def claims(
    kind: str = "",
    story: str = "",
    least: int = 1,
    min_origins: int = 0,
    max_origins: int | None = None,
    verdicts: Sequence[str] = (),
    grade: int | None = None,
    *,
    differing: bool = False,
) -> Choice:
    """Choose claims, the most reported first.

    `story` is how the id of their story begins, `least` how many articles report them, `verdicts` are the words with
    one of which the verdict begins, and `differing` leaves those on which reports disagree.
    """
    source = "claim JOIN standing ON standing.claim = claim.id"
    beginning = " OR ".join("instr(standing.verdict, ?) = 1" for _ in verdicts)
    return (
        Choice("claim.id", source, "json_array_length(standing.articles) DESC, claim.id")
        .where("claim.kind = ?", kind, asked=bool(kind))
        .where("instr(claim.story, ?) = 1", story, asked=bool(story))
        .where("json_array_length(standing.articles) >= ?", least, asked=least > 1)
        .where("standing.at_least >= ?", min_origins, asked=min_origins > 0)
        .where("standing.at_most <= ?", max_origins or 0, asked=max_origins is not None)
        .where("standing.grade = ?", grade or 0, asked=grade is not None)
        .where(beginning, *verdicts, asked=bool(verdicts))
        .where(_DIFFERING, asked=differing)
    )


def discrepancies(kind: str = "", claim: str = "") -> Choice:
    """Choose what reports disagree on, by id; `claim` is how the id of the claim begins."""
    return (
        Choice("discrepancy.id", "discrepancy", "discrepancy.id")
        .where("discrepancy.kind = ?", kind, asked=bool(kind))
        .where("instr(discrepancy.claim, ?) = 1", claim, asked=bool(claim))
    )
