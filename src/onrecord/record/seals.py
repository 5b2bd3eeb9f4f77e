"""Seals: hashes over rows as they were written, by which every later change of them is known.

They are no signature: who can write to the file can seal it anew. They find what a disk, a mistaken UPDATE or a program
that knows nothing of the record did to values that contradict nothing else, such as a polarity or a date.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

SEALED = ("article", "run", "judgement", "grading")
"""What is sealed; of the first, all that belongs to it."""

OF_ARTICLE = ("article", "block", "candidate", "entity", "mention", "tenure", "statement", "citation", "event")
"""The tables of an article's facts, in the order of the hashes in its seal."""

_LOGS = ("judgement", "grading")
_DIGEST_BYTES = 8


def seal(connection: sqlite3.Connection, of: str, ids: Iterable[str]) -> None:
    """Seal rows that were just written; those of a log in the order in which they were."""
    for id_ in ids:
        values = of, id_, sealed(connection, of, id_)
        connection.execute('INSERT OR REPLACE INTO seal ("of", id, digest) VALUES (?, ?, ?)', values)


def seal_all(connection: sqlite3.Connection) -> None:
    """Seal everything as it is now, in a record of an older format."""
    connection.execute("DELETE FROM seal")
    for of in SEALED:
        seal(connection, of, [row[0] for row in connection.execute(f'SELECT id FROM "{of}" ORDER BY key').fetchall()])


def sealed(connection: sqlite3.Connection, of: str, id_: str) -> str:
    """Return the seal that rows have as they are now."""
    if of == "article":
        return " ".join(_hashed(rows_of(connection, table, id_)) for table in OF_ARTICLE)
    rows = rows_of(connection, of, id_)
    return _hashed([*rows, (_before(connection, of, id_),)] if of in _LOGS else rows)


def rows_of(connection: sqlite3.Connection, table: str, id_: str) -> list[tuple[object, ...]]:
    """Return the rows of a table that belong to what has this id, without the number that SQLite gave them."""
    own = "id" if table in SEALED else "article"
    query = f'SELECT * FROM "{table}" WHERE "{own}" = ? ORDER BY key'
    return [tuple(row)[1:] for row in connection.execute(query, (id_,))]


def _before(connection: sqlite3.Connection, log: str, id_: str) -> str:
    """Return the seal of the row before one in a log, nothing for the first."""
    query = f"""SELECT digest FROM "{log}" AS later JOIN "{log}" AS earlier ON earlier.key < later.key
        JOIN seal ON seal."of" = ? AND seal.id = earlier.id WHERE later.id = ? ORDER BY earlier.key DESC LIMIT 1"""
    row = connection.execute(query, (log, id_)).fetchone()
    return str(row[0]) if row else ""


def _hashed(rows: Iterable[tuple[object, ...]]) -> str:
    return hashlib.blake2b(repr(list(rows)).encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


def broken(connection: sqlite3.Connection, of: str) -> Iterator[tuple[str, str]]:
    """Yield the ids whose rows are not as they were sealed, each with what changed."""
    query = 'SELECT id, digest FROM seal WHERE "of" = ? ORDER BY id'
    seals = {row[0]: row[1] for row in connection.execute(query, (of,))}
    for (id_,) in connection.execute(f'SELECT id FROM "{of}" ORDER BY key').fetchall():
        before = seals.pop(id_, None)
        if before is None:
            yield id_, "it was never sealed: it was not written by this software"
        elif before != (now := sealed(connection, of, id_)):
            yield id_, f"{_changed(of, before, now)} not as written"
    yield from ((id_, "it was sealed when it was written, and is gone") for id_ in seals)


def _changed(of: str, before: str, now: str) -> str:
    if of in _LOGS:
        return "it, or what was decided before it, is"
    if of != "article":
        return "it is"
    pairs = zip(OF_ARTICLE, before.split(), now.split(), strict=False)
    return f"its rows in {', '.join(table for table, one, other in pairs if one != other) or 'some table'} are"
