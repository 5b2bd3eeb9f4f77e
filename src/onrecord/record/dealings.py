"""Counting in SQL who did what to whom, when and where: claims of things done, by PLOVER type and status."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.record.choosing import Choice
from onrecord.record.given import GIVEN, given

_PAIR = "SELECT claim FROM dealing WHERE actor = ?1 AND other = ?2"
_BOTH = f"{_PAIR} UNION SELECT claim FROM dealing WHERE actor = ?2 AND other = ?1"
_COLUMNS = "actor, other, type, status, claims, mutual"
_REPORTED = "ifnull(standing.reports, 1) DESC, standing.at_least, standing.at_most, {0}.claim"
_BACK = """EXISTS (
    SELECT 1 FROM dealing AS back
    WHERE back.actor = dealing.other AND back.other = dealing.actor AND back.claim = dealing.claim
)"""


class Dealing(NamedTuple):
    """How many claims say that `actor` did something of a type and status to `other`; `mutual` of them say it of both.

    The type is PLOVER's, before the status is taken into account.
    """

    actor: str
    other: str
    type: str
    status: str
    claims: int
    mutual: int


class MonthCount(NamedTuple):
    """How many claims of a type and status have their date in a month such as 2031-04; None for no known month."""

    month: str | None
    type: str
    status: str
    claims: int


class PlaceCount(NamedTuple):
    """How many claims are of something done at a place; `state` is a code where the place is known to lie in one."""

    place: str
    state: str | None
    claims: int


def dealings_of(connection: sqlite3.Connection, actor: str) -> list[Dealing]:
    """Count what an actor did to others and they to it."""
    query = f"SELECT {_COLUMNS} FROM dyad WHERE actor = ?1 UNION ALL SELECT {_COLUMNS} FROM dyad WHERE other = ?1"
    return [Dealing(*row) for row in connection.execute(query, (actor,))]


def dealings_between(connection: sqlite3.Connection, a: str, b: str) -> list[Dealing]:
    """Count what two actors did to each other."""
    pair = f"SELECT {_COLUMNS} FROM dyad WHERE actor = ? AND other = ?"
    return [Dealing(*row) for row in connection.execute(f"{pair} UNION ALL {pair}", (a, b, b, a))]


def heaviest_dealings(connection: sqlite3.Connection, most: int) -> list[Dealing]:
    """Count who did what to whom, of the `most` pairs of an actor and another with the most claims."""
    heaviest = "SELECT actor, other FROM dyad GROUP BY actor, other ORDER BY sum(claims) DESC, actor, other LIMIT ?"
    query = f"SELECT {_COLUMNS} FROM ({heaviest}) JOIN dyad USING (actor, other)"
    return [Dealing(*row) for row in connection.execute(query, (most,))]


def dealings_in(connection: sqlite3.Connection, story: str) -> list[Dealing]:
    """Count who did what to whom in the claims of a story."""
    query = f"""
        SELECT dealing.actor, dealing.other, deed.type, deed.status, count(*), sum({_BACK})
        FROM claim JOIN dealing ON dealing.claim = claim.id JOIN deed ON deed.claim = claim.id
        WHERE claim.story = ? GROUP BY 1, 2, 3, 4
    """
    return [Dealing(*row) for row in connection.execute(query, (story,))]


def pairs_of_actors(connection: sqlite3.Connection) -> int:
    """Count the pairs of an actor and another to whom it did something."""
    return int(connection.execute("SELECT count(*) FROM (SELECT DISTINCT actor, other FROM dyad)").fetchone()[0])


def heaviest_pairs(connection: sqlite3.Connection, most: int) -> list[tuple[str, str]]:
    """Return the two actors of the pairs with the most claims between them, each pair in the order of the ids."""
    query = """
        SELECT min(actor, other), max(actor, other) FROM dyad
        GROUP BY 1, 2 ORDER BY sum(claims) - sum(iif(actor < other, mutual, 0)) DESC, 1, 2 LIMIT ?
    """
    return [(row[0], row[1]) for row in connection.execute(query, (most,))]


def months_of(connection: sqlite3.Connection, actor: str) -> list[MonthCount]:
    """Count what an actor did, to whomever, by month."""
    query = """
        SELECT month, type, status, count(*) FROM part JOIN deed ON deed.claim = part.claim
        WHERE part.actor = ? AND part.role = 'actor' GROUP BY 1, 2, 3
    """
    return [MonthCount(*row) for row in connection.execute(query, (actor,))]


def months_between(connection: sqlite3.Connection, a: str, b: str) -> list[MonthCount]:
    """Count what two actors did to each other, by month."""
    query = f"SELECT month, type, status, count(*) FROM ({_BOTH}) JOIN deed USING (claim) GROUP BY 1, 2, 3"
    return [MonthCount(*row) for row in connection.execute(query, (a, b))]


def places(connection: sqlite3.Connection) -> list[PlaceCount]:
    """Count what was done at each place, most first."""
    query = "SELECT place, state, count(*) FROM deed WHERE place IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
    return [PlaceCount(*row) for row in connection.execute(query)]


def choose_dealings(actor: str, other: str, *, mutual: bool) -> Choice:
    """Choose the claims of what one actor did to another: what both did, or what it did alone; most reported first."""
    source = "dealing LEFT JOIN standing INDEXED BY standing_claim ON standing.claim = dealing.claim"
    chosen = Choice("dealing.claim", source, _REPORTED.format("dealing"))
    return chosen.where("dealing.actor = ? AND dealing.other = ?", actor, other).where(
        _BACK if mutual else f"NOT {_BACK}"
    )


def choose_spoken(speaker: str) -> Choice:
    """Choose the claims of what an actor said, most reported first."""
    chosen = Choice(
        "part.claim",
        "part LEFT JOIN standing INDEXED BY standing_claim ON standing.claim = part.claim",
        _REPORTED.format("part"),
    )
    return chosen.where("part.actor = ? AND part.role = 'speaker'", speaker)


def about(connection: sqlite3.Connection, claims: Iterable[str], other: str, words: str) -> set[str]:
    """Return those of some claims of things said that are about an actor.

    The fullest form either tells of something done by it or to it, or it holds one of its names; `words` is a query of
    FTS5 for these.
    """
    query = f"""
        SELECT claim.id FROM claim JOIN statement ON statement.id = claim.head WHERE claim.id IN {GIVEN} AND (
            statement.key IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?)
            OR EXISTS (
                SELECT 1 FROM event CROSS JOIN member ON member.fact = event.id
                CROSS JOIN part ON part.claim = member.claim AND part.actor = ?
                WHERE event.within = statement.id
            )
        )
    """
    return {str(row[0]) for row in connection.execute(query, (given(claims), words, other))}


def names_of(connection: sqlite3.Connection, actor: str, most: int) -> list[str]:
    """Return the names under which most articles know an actor."""
    query = "SELECT name FROM alias WHERE actor = ? GROUP BY name ORDER BY count(*) DESC, name LIMIT ?"
    return [str(row[0]) for row in connection.execute(query, (actor, most))]


def names_of_states(connection: sqlite3.Connection, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of those states that the record has as actors, by their codes."""
    query = f"SELECT state, min(name) FROM actor WHERE state IN {GIVEN} AND kind = 'state' GROUP BY state"
    return {str(code): str(name) for code, name in connection.execute(query, (given(codes),))}
