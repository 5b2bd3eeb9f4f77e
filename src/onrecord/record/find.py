"""Asking the record for one thing by its id, and for anything by its words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from onrecord.model.errors import NotFoundError
from onrecord.record.codec import from_row
from onrecord.record.given import GIVEN, given
from onrecord.record.load import complete
from onrecord.record.stretches import stretch
from onrecord.record.tables import TABLES, Table

Row: TypeAlias = Any
"""The dataclass of whichever table holds the id."""

_LAST = "\U0010ffff"
_READ = f"SELECT id, title, body FROM readable WHERE id IN {GIVEN}"
_WORDS = re.compile(r'"([^"]*)"|([^\s"]+)')

_QUERIES = {
    "article": (
        "SELECT a.id, a.id AS article, bm25(article_search, 4.0, 1.0) AS score, '' AS text "
        "FROM article_search JOIN article AS a ON a.key = article_search.rowid "
        "WHERE article_search MATCH ?1 ORDER BY score, a.id LIMIT ?2"
    ),
    "statement": (
        "SELECT s.id, s.article, bm25(statement_search) AS score, s.text "
        "FROM statement_search JOIN statement AS s ON s.key = statement_search.rowid "
        "WHERE statement_search MATCH ?1 ORDER BY score, s.id LIMIT ?2"
    ),
    "event": (
        "SELECT e.id, e.article, bm25(event_search) AS score, e.text "
        "FROM event_search JOIN event AS e ON e.key = event_search.rowid "
        "WHERE event_search MATCH ?1 ORDER BY score, e.id LIMIT ?2"
    ),
}
"""One query for each kind of hit; in an article a word of the title weighs four times one of the body."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds the words asked for: an article (with the stretch around them), a statement or an event.

    `score` orders hits of one kind, best first; it is lower where more of the words, and rarer ones, are found.
    """

    kind: str
    id: str
    article: str
    text: str
    score: float


def quoted(query: str) -> str:
    """Return the user's words as an FTS5 query for all of them; what stands in double quotes is one phrase.

    >>> quoted('gas AND "new pipeline" NEAR(')
    '"gas" "AND" "new pipeline" "NEAR("'
    """
    safe = query.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    found = (phrase or word for phrase, word in _WORDS.findall(safe))
    # A phrase of signs alone has no token: it would match nothing and so silence the other words.
    return " ".join(dict.fromkeys(f'"{words}"' for words in found if any(c.isalnum() for c in words)))


def search(connection: sqlite3.Connection, query: str, limit: int) -> tuple[Hit, ...]:
    """Return up to `limit` hits (all for -1), best first; none for a query without a word."""
    words = quoted(query)
    if not words:
        return ()
    hits = [
        Hit(kind, row["id"], row["article"], row["text"], row["score"])
        for kind, sql in _QUERIES.items()
        for row in connection.execute(sql, (words, limit))
    ]
    ordered = sorted(hits, key=lambda hit: (hit.score, hit.id))
    chosen = ordered if limit < 0 else ordered[:limit]
    shown = stretches(connection, [hit.id for hit in chosen if hit.kind == "article"], words)
    return tuple(replace(hit, text=shown.get(hit.id, hit.text)) for hit in chosen)


def stretches(connection: sqlite3.Connection, articles: Sequence[str], words: str) -> dict[str, str]:
    """Return the stretch of each article, or of its title, that holds most of some words, as `quoted` writes them."""
    rows = connection.execute(_READ, (given(articles),))
    return {row["id"]: stretch((row["title"] or "", row["body"] or ""), words) for row in rows}


def get(connection: sqlite3.Connection, start: str) -> Row:
    """Return the one thing whose id begins with `start`.

    Raises `NotFoundError` where there is none, or where several ids begin like this.
    """
    found = sorted(_beginning(connection, start), key=lambda pair: pair[0]) if start else []
    exact = [pair for pair in found if pair[0] == start]
    if len(exact or found) > 1:
        raise NotFoundError(
            f"several ids begin with {start!r}, such as {found[0][0]} and {found[1][0]}; give more of it"
        )
    if not found:
        raise NotFoundError(f"nothing in the record has an id that begins with {start!r}; ids look like sta-0123abcd")
    return complete(connection, (exact or found)[0][1])


def _beginning(connection: sqlite3.Connection, start: str) -> Iterator[tuple[str, Row]]:
    """Find at most two rows of each table, enough to see whether the id is unique; the exact one comes first."""
    safe = start.encode("utf-8", "replace").decode("utf-8")
    for table in (table for table in TABLES if table.has_id):
        for row in connection.execute(_range_query(table), (safe, safe + _LAST)):
            yield row["id"], from_row(table.kind, row, **dict.fromkeys(table.without, ()))


def _range_query(table: Table) -> str:
    return f'SELECT * FROM "{table.name}" WHERE "id" >= ? AND "id" < ? ORDER BY "id" LIMIT 2'
