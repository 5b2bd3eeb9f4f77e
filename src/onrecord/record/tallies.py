"""Counting in SQL what pages say of things: reports of claims, days of stories, parts of actors."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.record.given import GIVEN, given

_TOUCHING = """
    SELECT discrepancy.claim AS claim, discrepancy.id AS discrepancy FROM discrepancy
    WHERE discrepancy.claim IN (SELECT value FROM json_each(?1))
    UNION SELECT member.claim, side.discrepancy FROM member
    JOIN side ON side.fact = member.fact JOIN discrepancy ON discrepancy.id = side.discrepancy
    WHERE member.claim IN (SELECT value FROM json_each(?1))
    AND NOT EXISTS (SELECT 1 FROM member AS own WHERE own.claim = discrepancy.claim AND own.fact = member.fact)
"""
"""A side can be of another claim than the discrepancy; of a statement that lies in several claims it is of its own."""


@dataclass(frozen=True, slots=True)
class Reported:
    """How many articles report a claim, of how many known outlets and how many unknown ones, and what differs."""

    reports: int
    outlets: int
    unknown: int
    differs: int


class DayCount(NamedTuple):
    """How many articles have a day (an ISO date, None for none), and whether it is that of publication."""

    day: str | None
    known: bool
    articles: int


@dataclass(frozen=True, slots=True)
class StoryCount:
    """The days of a story's articles, and how many outlets and claims it has."""

    days: tuple[DayCount, ...]
    outlets: int
    claims: int


def reported(connection: sqlite3.Connection, claims: Iterable[str]) -> dict[str, Reported]:
    """Count the reports of claims, by claim id."""
    ids = given(claims)
    query = f"""
        SELECT claim, reports, json_array_length(outlets), (
            SELECT count(*) FROM json_each(standing.articles) AS held
            JOIN article ON article.id = held.value WHERE article.outlet IS NULL
        ) FROM standing WHERE claim IN {GIVEN}
    """
    differs: defaultdict[str, int] = defaultdict(int)
    for claim, _ in connection.execute(_TOUCHING, (ids,)):
        differs[claim] += 1
    return {row[0]: Reported(row[1], row[2], row[3], differs[row[0]]) for row in connection.execute(query, (ids,))}


def touching(connection: sqlite3.Connection, claims: Iterable[str]) -> list[str]:
    """Return the ids of the discrepancies that touch claims, as the claim itself or through a side."""
    return sorted({str(row[1]) for row in connection.execute(_TOUCHING, (given(claims),))})


def counts_of_claims(connection: sqlite3.Connection) -> tuple[int, int]:
    """Count the claims that several articles report, and those of them that have several origins for certain."""
    query = "SELECT count(*), count(CASE WHEN at_least >= 2 THEN 1 END) FROM standing WHERE reports >= 2"
    several, confirmed = connection.execute(query).fetchone()
    return several, confirmed


_DAY = "coalesce(substr(published, 1, 10), substr(crawled, 1, 10)), published IS NOT NULL"
"""As the index of days has it."""


def counts_of_stories(connection: sqlite3.Connection, stories: Iterable[str]) -> dict[str, StoryCount]:
    """Count the articles of stories by day, their outlets and their claims, by story id."""
    ids = given(stories)
    query = f"""
        SELECT told.story, {_DAY}, count(*)
        FROM told JOIN article ON article.id = told.article WHERE told.story IN {GIVEN} GROUP BY 1, 2, 3
    """
    days: defaultdict[str, list[DayCount]] = defaultdict(list)
    for story, day, known, articles in connection.execute(query, (ids,)):
        days[story].append(DayCount(day, bool(known), articles))
    outlets = _counted(
        connection,
        "SELECT told.story, count(DISTINCT outlet) FROM told JOIN article ON article.id = told.article "
        f"WHERE told.story IN {GIVEN} GROUP BY 1",
        ids,
    )
    claims = _counted(connection, f"SELECT story, count(*) FROM claim WHERE story IN {GIVEN} GROUP BY 1", ids)
    return {story: StoryCount(tuple(own), outlets.get(story, 0), claims.get(story, 0)) for story, own in days.items()}


def count_of_outlets(connection: sqlite3.Connection) -> int:
    """Count the outlets of all articles, in steps from each to the next by an index: outlets are few."""
    query = """
        WITH RECURSIVE each(outlet) AS (
            SELECT min(outlet) FROM article
            UNION ALL SELECT (SELECT min(outlet) FROM article WHERE outlet > each.outlet) FROM each
            WHERE each.outlet IS NOT NULL
        )
        SELECT count(outlet) FROM each
    """
    return int(connection.execute(query).fetchone()[0])


def all_days(connection: sqlite3.Connection) -> list[DayCount]:
    """Count all articles by day."""
    query = f"SELECT {_DAY}, count(*) FROM article GROUP BY 1, 2"
    return [DayCount(day, bool(known), articles) for day, known, articles in connection.execute(query)]


def parts_of(connection: sqlite3.Connection, actors: Iterable[str]) -> dict[tuple[str, str], int]:
    """Count the claims in which actors take each role, by actor and role."""
    query = f"SELECT actor, role, count(*) FROM part WHERE actor IN {GIVEN} GROUP BY 1, 2"
    return {(actor, role): n for actor, role, n in connection.execute(query, (given(actors),))}


def articles_naming(connection: sqlite3.Connection, actors: Iterable[str]) -> dict[str, int]:
    """Count the articles that name actors, by actor."""
    query = f"SELECT actor, count(DISTINCT article) FROM alias WHERE actor IN {GIVEN} GROUP BY 1"
    return _counted(connection, query, given(actors))


def _counted(connection: sqlite3.Connection, query: str, ids: str) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query, (ids,))}
