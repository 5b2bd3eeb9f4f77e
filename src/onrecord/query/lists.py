"""The lists of a record: for each its filter, what is read for its rows, and the rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export import rows
from onrecord.export.parts import Row
from onrecord.model.snapshot import Snapshot
from onrecord.query import choices, fact_choices, filters
from onrecord.record import excerpts
from onrecord.record.choosing import FEW, PART, Choice
from onrecord.record.excerpts import Loader


@dataclass(frozen=True, slots=True)
class RecordList:
    """One list: what its rows are called, what narrows it, how its rows are chosen, read and made.

    `part` is how many rows are made together: fewer where each is large.
    """

    name: str
    filter: type[Any]
    choose: Callable[[Any], Choice]
    load: Loader
    make: Callable[[Snapshot], Iterator[Row]]
    part: int = PART

    def rows(self, connection: sqlite3.Connection, ids: Sequence[str]) -> list[Row]:
        """Return the rows with these ids, in the order of the ids."""
        made = {row["id"]: row for row in self.make(self.load(connection, ids))}
        return [made[identifier] for identifier in ids if identifier in made]

    def page(self, connection: sqlite3.Connection, asked: filters.Filter, size: int, skipped: int = 0) -> list[Row]:
        """Return up to `size` rows that the filter lets pass, after the first `skipped`."""
        return self.rows(connection, self.choose(asked).page(connection, size, skipped))

    def every(self, connection: sqlite3.Connection, asked: filters.Filter, most: int | None = None) -> Iterator[Row]:
        """Yield all rows that the filter lets pass, or the first `most`, reading some at a time."""
        return self.chosen(connection, self.choose(asked), most)

    def chosen(self, connection: sqlite3.Connection, choice: Choice, most: int | None = None) -> Iterator[Row]:
        """Yield all rows of a choice, or the first `most`, in its order, reading some at a time."""
        left = most
        for found in choice.parts(connection):
            ids = found if left is None else found[:left]
            for at in range(0, len(ids), self.part):
                yield from self.rows(connection, ids[at : at + self.part])
            left = None if left is None else left - len(ids)
            if left == 0:
                return

    def count(self, connection: sqlite3.Connection, asked: filters.Filter) -> int:
        """Return how many rows the filter lets pass."""
        return self.choose(asked).count(connection)


LISTS: Mapping[str, RecordList] = {
    one.name: one
    for one in (
        RecordList(
            "articles", filters.ArticleFilter, choices.choose_articles, excerpts.of_articles, rows.article_rows, FEW
        ),
        RecordList(
            "statements",
            filters.StatementFilter,
            fact_choices.choose_statements,
            excerpts.of_facts,
            rows.statement_rows,
        ),
        RecordList("events", filters.EventFilter, fact_choices.choose_events, excerpts.of_facts, rows.event_rows),
        RecordList(
            "citations", filters.CitationFilter, choices.choose_citations, excerpts.of_citations, rows.citation_rows
        ),
        RecordList("claims", filters.ClaimFilter, choices.choose_claims, excerpts.of_claims, rows.claim_rows),
        RecordList(
            "discrepancies",
            filters.DiscrepancyFilter,
            choices.choose_discrepancies,
            excerpts.of_discrepancies,
            rows.discrepancy_rows,
        ),
        RecordList("stories", filters.StoryFilter, choices.choose_stories, excerpts.of_stories, rows.story_rows),
        RecordList("actors", filters.ActorFilter, choices.choose_actors, excerpts.of_actors, rows.actor_rows, FEW),
        RecordList("problems", filters.ProblemFilter, choices.choose_problems, excerpts.of_problems, rows.problem_rows),
    )
}
"""All lists by name, in the order in which a reader meets them."""
