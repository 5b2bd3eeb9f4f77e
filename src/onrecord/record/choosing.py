"""Which rows are asked for, and in which order: their ids by SQL, so that no list has to read a whole record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeAlias

from onrecord.record.given import given


@dataclass(frozen=True, slots=True)
class Those:
    """What a query finds, as one parameter (see `onrecord.record.given`): it is asked once, however often it stands."""

    query: str
    bound: tuple[str, ...]


Bound: TypeAlias = str | int | float | Those

PART = 200
"""Rows that are held together."""

FEW = 40
"""Rows that are held together where each is large."""


FOUND = 10_000
"""So many rows are looked up and put in order sooner than a list is read in its order until a page is full."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows have to meet, with the values of its parameters."""

    sql: str
    bound: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """A query that finds by an index all rows that a filter lets pass.

    It gives values, as `id`, of the column that is named by `by`; one may be given several times. It finds others too,
    unless it stands for a condition: then it finds what meets that.
    """

    by: str
    query: str
    bound: tuple[Bound, ...]
    stands_for: Condition | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows of `source`, a table or several joined, that meet all conditions, named by `column` and in an order.

    `source` is read in that order. Where a lead finds few rows, they are looked up instead, and put in order: `led`
    joins the same tables in the order of such a look-up, its condition on the first left to be said. Once it is settled
    which way it goes, `least` says how many rows are known to be there.
    """

    column: str
    source: str
    order: str
    conditions: tuple[Condition, ...] = ()
    bound: tuple[Bound, ...] = ()
    part: int = PART
    led: str = ""
    leads: tuple[Lead, ...] = ()
    least: int = 0

    def where(self, condition: str, *bound: Bound, asked: bool = True) -> Choice:
        """Narrow the choice, if that is `asked` for; `bound` are the values of the condition's parameters."""
        return replace(self, conditions=(*self.conditions, Condition(condition, bound))) if asked else self

    def lead(self, by: str, query: str, *bound: Bound, asked: bool = True) -> Choice:
        """Add a lead, if that is `asked` for; `bound` are the values of its query's parameters."""
        return replace(self, leads=(*self.leads, Lead(by, query, bound))) if asked else self

    def found(self, by: str, query: str, *bound: Bound, test: Condition | None = None, asked: bool = True) -> Choice:
        """Narrow the choice, if that is `asked` for, to what a query finds; it can lead.

        `test` says of a row at hand whether the query finds it, where that is quicker than to look among all it finds.
        """
        if not asked:
            return self
        # The plus keeps SQLite from looking up all that is found, for each row of a join anew.
        condition = test or Condition(f"+{by} IN ({query})", bound)
        lead = Lead(by, query, bound, condition)
        return replace(self, conditions=(*self.conditions, condition), leads=(*self.leads, lead))

    def settled(self, connection: sqlite3.Connection) -> Choice:
        """Return the same choice as it is quicker to make in a record: by the lead that finds fewest, or without one.

        SQLite keeps no counts that tell a rare value from a common one, unless ANALYZE reads the whole file.
        """
        known = self._answered(connection)
        fewest, settled = FOUND, replace(known, leads=())
        for lead in known.leads:
            rows = connection.execute(f"{lead.query} LIMIT {fewest + 1}", lead.bound).fetchall()
            ids = {row[0] for row in rows}
            if len(rows) <= fewest:
                fewest, settled = len(rows), known._led(lead, ids)
            elif known.conditions == (lead.stands_for,):
                settled = replace(settled, least=len(ids))
        return settled

    def _answered(self, connection: sqlite3.Connection) -> Choice:
        """Ask what stands for several values, and put these in its place."""

        @cache
        def answer(those: Those) -> str:
            return given(str(row[0]) for row in connection.execute(those.query, those.bound))

        def known(values: tuple[Bound, ...]) -> tuple[Bound, ...]:
            return tuple(answer(one) if isinstance(one, Those) else one for one in values)

        conditions = {one: Condition(one.sql, known(one.bound)) for one in self.conditions}
        leads = (
            Lead(one.by, one.query, known(one.bound), one.stands_for and conditions[one.stands_for])
            for one in self.leads
        )
        return replace(self, conditions=tuple(conditions.values()), leads=tuple(leads))

    def _led(self, lead: Lead, ids: Iterable[str | int]) -> Choice:
        # CROSS JOIN is SQLite's word for: in the order written (https://sqlite.org/optoverview.html, section 8.2).
        source = f"json_each(?) AS lead CROSS JOIN {self.led.format(f'{lead.by} = lead.value')}"
        conditions = tuple(one for one in self.conditions if one != lead.stands_for)
        return replace(self, source=source, bound=(json.dumps(list(ids)),), conditions=conditions, leads=())

    def count(self, connection: sqlite3.Connection) -> int:
        """Return how many rows are chosen."""
        return int(self.settled(connection)._rows(connection, "SELECT count(*) {}").fetchone()[0])

    def count_to(self, connection: sqlite3.Connection, most: int) -> int:
        """Return how many rows are chosen, or one more than `most` where there are more: no more are looked at."""
        settled, some = self.settled(connection), f"SELECT count(*) FROM (SELECT 1 {{}} LIMIT {int(most) + 1})"
        return most + 1 if settled.least > most else int(settled._rows(connection, some).fetchone()[0])

    def page(self, connection: sqlite3.Connection, size: int, skipped: int = 0) -> list[str]:
        """Return the ids of `size` chosen rows in their order, after the first `skipped`."""
        query = f"SELECT {self.column} {{}} ORDER BY {self.order} LIMIT ? OFFSET ?"
        return [str(row[0]) for row in self.settled(connection)._rows(connection, query, size, skipped)]

    def parts(self, connection: sqlite3.Connection) -> Iterator[list[str]]:
        """Yield the ids of the chosen rows in their order, `part` of them at a time."""
        query = self.settled(connection)._rows(connection, f"SELECT {self.column} {{}} ORDER BY {self.order}")
        while part := [str(row[0]) for row in query.fetchmany(self.part)]:
            yield part

    def _rows(self, connection: sqlite3.Connection, query: str, *bound: Bound) -> sqlite3.Cursor:
        """Ask a query in which braces stand for the source and the conditions."""
        conditions = " AND ".join(f"({one.sql})" for one in self.conditions)
        source = f"FROM {self.source} WHERE {conditions}" if conditions else f"FROM {self.source}"
        values = (value for one in self.conditions for value in one.bound)
        return connection.execute(query.replace("{}", source), (*self.bound, *values, *bound))
