"""Counting in SQL what an outlet prints: its articles, its sources, on whom its reports rest, whose words they have."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.record.choosing import Choice
from onrecord.record.given import GIVEN, given
from onrecord.record.tallies import DayCount

_FEW = 2_000
"""Articles of an outlet up to which its claims are put in order; of a larger one they are met soon enough in theirs."""

_HAS = (
    "EXISTS (SELECT 1 FROM member JOIN article ON article.id = member.article WHERE member.claim = {0} AND outlet = ?)"
)
_OWN = "SELECT member.claim FROM article JOIN member ON member.article = article.id WHERE article.outlet = ?"


class OutletCount(NamedTuple):
    """How many articles an outlet has, how many of them with a time of publication, and the first and last of these."""

    name: str
    articles: int
    dated: int
    first: str | None
    last: str | None


class Taking(NamedTuple):
    """How many dependences of an outlet's reports there are on a source that they name, or on another outlet's words.

    Where a tie is not directed, nobody knows which of the two was first.
    """

    outlet: str
    source: str
    named: bool
    certain: bool
    directed: bool
    ties: int


class Cited(NamedTuple):
    """How many citations in how many articles of an outlet name a source; `kind` is a `CitationKind`."""

    name: str
    kind: str
    citations: int
    articles: int


class Pair(NamedTuple):
    """An outlet's article and one of another outlet that share words, with the times at which they were published."""

    article: str
    outlet: str
    words: int
    published: str | None
    theirs: str | None


class ReportTime(NamedTuple):
    """The outlet of a report, where known, and when it was published."""

    outlet: str | None
    published: str | None


def outlets(connection: sqlite3.Connection, most: int = -1, skipped: int = 0) -> list[OutletCount]:
    """Count the articles of outlets, the largest first: `most` of them (all for -1) after the first `skipped`."""
    query = """
        SELECT outlet, count(*), count(published), min(published), max(published) FROM article
        WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?
    """
    return [OutletCount(*row) for row in connection.execute(query, (most, skipped))]


def outlet(connection: sqlite3.Connection, name: str) -> OutletCount | None:
    """Count the articles of an outlet; None where the record has none of it."""
    query = """
        SELECT outlet, count(*), count(published), min(published), max(published) FROM article
        WHERE outlet = ? GROUP BY outlet
    """
    row = connection.execute(query, (name,)).fetchone()
    return OutletCount(*row) if row else None


def outlet_names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of all outlets, in order."""
    # One step of the index for each name: https://sqlite.org/optoverview.html, section 11, does so for DISTINCT alone
    # where ANALYZE was run.
    query = """
        WITH RECURSIVE found (name) AS (
            SELECT min(outlet) FROM article
            UNION ALL SELECT (SELECT min(outlet) FROM article WHERE outlet > name) FROM found WHERE name IS NOT NULL
        ) SELECT name FROM found WHERE name IS NOT NULL
    """
    return [str(row[0]) for row in connection.execute(query)]


def without_outlet(connection: sqlite3.Connection) -> int:
    """Count the articles whose outlet is not known."""
    return int(connection.execute("SELECT count(*) FROM article WHERE outlet IS NULL").fetchone()[0])


def days_of(connection: sqlite3.Connection, name: str) -> list[DayCount]:
    """Count an outlet's articles by day."""
    dated = "SELECT substr(published, 1, 10), 1, count(*) FROM article WHERE outlet = ?1 AND published IS NOT NULL"
    loose = "SELECT substr(crawled, 1, 10), 0, count(*) FROM article WHERE outlet = ?1 AND published IS NULL"
    rows = connection.execute(f"{dated} GROUP BY 1 UNION ALL {loose} GROUP BY 1", (name,))
    return [DayCount(day, bool(known), articles) for day, known, articles in rows]


def takings_of(connection: sqlite3.Connection, name: str) -> list[Taking]:
    """Count on whom an outlet's reports rest, and who rests on them."""
    columns = "outlet, source, named, certain, directed, ties"
    query = f"SELECT {columns} FROM taking WHERE outlet = ?1 UNION SELECT {columns} FROM taking WHERE source = ?1"
    return [_taking(row) for row in connection.execute(query, (name,))]


def heaviest_takings(connection: sqlite3.Connection, most: int) -> list[Taking]:
    """Count which outlets' reports rest most on which sources that they name."""
    query = """
        SELECT outlet, source, named, certain, directed, ties FROM taking JOIN (
            SELECT outlet, source FROM taking WHERE named GROUP BY 1, 2 ORDER BY sum(ties) DESC, 1, 2 LIMIT ?
        ) USING (outlet, source) WHERE named
    """
    return [_taking(row) for row in connection.execute(query, (most,))]


def takings_in(connection: sqlite3.Connection, story: str) -> list[Taking]:
    """Count on which sources that they name the outlets' reports of a story's claims rest."""
    query = """
        SELECT found.outlet, found.source, found.named, found.certain, found.directed, count(*)
        FROM claim JOIN dependence ON dependence.claim = claim.id
        JOIN taking_of_dependence AS found ON found.id = dependence.id
        WHERE claim.story = ? AND found.named GROUP BY 1, 2, 3, 4, 5
    """
    return [_taking(row) for row in connection.execute(query, (story,))]


def sums_of_takings(connection: sqlite3.Connection, names: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Count for outlets the dependences on named sources, on other outlets' words, and of others on their words."""
    bound = given(names)
    found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    query = f"SELECT outlet, named, sum(ties) FROM taking WHERE outlet IN {GIVEN} AND directed GROUP BY 1, 2"
    for name, named, ties in connection.execute(query, (bound,)):
        found[name][0 if named else 1] = ties
    query = f"SELECT source, sum(ties) FROM taking WHERE source IN {GIVEN} AND directed AND NOT named GROUP BY 1"
    for name, ties in connection.execute(query, (bound,)):
        found[name][2] = ties
    return {name: (own[0], own[1], own[2]) for name, own in found.items()}


def cited_in(connection: sqlite3.Connection, articles: Iterable[str]) -> list[Cited]:
    """Count the sources that some articles cite, most first; what they heard themselves is no source."""
    query = f"""
        SELECT name, kind, count(*), count(DISTINCT article) FROM citation
        WHERE article IN {GIVEN} AND kind <> 'own' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
    """
    return [Cited(*row) for row in connection.execute(query, (given(articles),))]


def latest_of(connection: sqlite3.Connection, name: str, most: int) -> list[str]:
    """Return the ids of an outlet's latest articles, those of unknown time last."""
    query = "SELECT id FROM article WHERE outlet = ? ORDER BY published DESC, id LIMIT ?"
    return [str(row[0]) for row in connection.execute(query, (name, most))]


def sharing(connection: sqlite3.Connection, articles: Iterable[str]) -> list[Pair]:
    """Return the pairs of these articles, which are of one outlet, and others of other outlets that share words."""
    query = f"""
        WITH own (id, outlet, published) AS (
            SELECT id, outlet, published FROM article INDEXED BY article_brief WHERE id IN {GIVEN}
        ), pair (mine, theirs, words) AS (
            SELECT own.id, link.b, link.words FROM own JOIN link ON link.a = own.id
            UNION ALL SELECT own.id, link.a, link.words FROM own JOIN link ON link.b = own.id
        )
        SELECT own.id, other.outlet, pair.words, own.published, other.published
        FROM pair JOIN own ON own.id = pair.mine
        JOIN article AS other INDEXED BY article_brief ON other.id = pair.theirs
        WHERE other.outlet <> own.outlet AND pair.words > 0
    """
    return [Pair(*row) for row in connection.execute(query, (given(articles),))]


def times_of_reports(connection: sqlite3.Connection, claims: Iterable[str]) -> dict[str, list[ReportTime]]:
    """Return the outlets and times of the articles that report claims, by claim id."""
    query = f"""
        SELECT DISTINCT member.claim, article.id, article.outlet, article.published
        FROM member JOIN article INDEXED BY article_brief ON article.id = member.article WHERE member.claim IN {GIVEN}
    """
    found: defaultdict[str, list[ReportTime]] = defaultdict(list)
    for claim, _, name, published in connection.execute(query, (given(claims),)):
        found[claim].append(ReportTime(name, published))
    return dict(found)


def choose_reported(found: OutletCount) -> Choice:
    """Choose the claims on several reports that an outlet has too, most reported first."""
    order = "standing.reports DESC, standing.at_least, standing.at_most, standing.claim"
    chosen = Choice("standing.claim", "standing", order).where("standing.reports >= 2")
    if found.articles > _FEW:
        return chosen.where(_HAS.format("standing.claim"), found.name)
    return chosen.where(f"standing.claim IN ({_OWN})", found.name)


def choose_own(name: str) -> Choice:
    """Choose the claims of which an outlet's own reporting is an origin, most reported first."""
    order = "standing.reports DESC, standing.at_least, standing.at_most, standing.claim"
    own = "SELECT claim FROM origin WHERE name = ? AND kind = 'own'"
    return Choice("standing.claim", "standing", order).where(f"standing.claim IN ({own})", name)


def _taking(row: tuple[str, str, int, int, int, int]) -> Taking:
    name, source, named, certain, directed, ties = row
    return Taking(name, source, bool(named), bool(certain), bool(directed), ties)
