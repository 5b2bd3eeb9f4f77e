"""Checking the whole file again: SQLite's own checks, spans, pointers, seals, lookups and the search index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

from onrecord.model.article import Article
from onrecord.model.errors import RecordError
from onrecord.model.ids import Prefix, content_id
from onrecord.model.reading import Reading
from onrecord.ontology.addresses import address_of
from onrecord.record.damage import CHANGED, REINDEX, RESTORE, Damage, guarded, name_of, readable_rows
from onrecord.record.evidence import faults
from onrecord.record.file import Record
from onrecord.record.schema import connect
from onrecord.record.seals import SEALED, broken
from onrecord.record.tables import ARRIVAL, ARTICLE, BLOCK, CANDIDATE, JUDGED, PROBLEM, READING, RUN, TABLES
from onrecord.record.verify_derived import derived_damage
from onrecord.record.verify_lookups import lookup_damage

_SEARCHED = {"article": "readable", "statement": "statement", "event": "event"}
"""The tables that are searched, with what their search index was filled from."""


_FACT = "substr(key, 1, instr(key || ':', ':') - 1)"
"""The entity, statement or event in what a judgement is about; behind a colon stands which stretch of it."""


def verify(record: Record) -> Iterator[Damage]:
    """Find everything in the record that is not as it was written or does not rest on what it says."""
    connection = record.connection
    yield from guarded("file", _structure(connection))
    yield from guarded("file", _pointers(connection))
    yield from guarded("article", _facts(connection))
    yield from guarded("run", _loose_rows(connection))
    yield from guarded("seal", _seals(connection))
    yield from guarded("claim", derived_damage(connection))
    yield from guarded("part", lookup_damage(connection))
    yield from guarded("article", _search(record))


def _structure(connection: sqlite3.Connection) -> Iterator[Damage]:
    for (what,) in connection.execute("PRAGMA integrity_check"):
        if what != "ok":
            yield Damage("file", "", f"SQLite finds: {what}", RESTORE)


def _pointers(connection: sqlite3.Connection) -> Iterator[Damage]:
    tables = {table.name: table for table in TABLES}
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        table, what = tables.get(row["table"]), f"it points at a row of {row['parent']} that is gone"
        if table is None:  # what resolving keeps for itself
            yield Damage(row["table"], "", what, CHANGED)
            continue
        found = connection.execute(f'SELECT * FROM "{table.name}" WHERE key = ?', (row["rowid"],)).fetchone()
        yield Damage(table.name, name_of(table, found), what, CHANGED)


def _facts(connection: sqlite3.Connection) -> Iterator[Damage]:
    for row in connection.execute("SELECT id FROM article ORDER BY key").fetchall():
        yield from _article(connection, row["id"])


def _article(connection: sqlite3.Connection, id_: str) -> Iterator[Damage]:
    bad: list[Damage] = []
    of_article = ("WHERE article = ?", (id_,))
    blocks, candidates = (readable_rows(connection, t, bad, *of_article) for t in (BLOCK, CANDIDATE))
    reading = Reading(id_, **{name: tuple(readable_rows(connection, t, bad, *of_article)) for name, t in READING})
    for article in readable_rows(connection, ARTICLE, bad, "WHERE id = ?", (id_,)):
        whole = replace(article, blocks=tuple(blocks), candidates=tuple(candidates))
        bad.extend(Damage(f.table, f.id, f.what, CHANGED) for f in faults(whole, reading))
        bad.extend(_identity(whole))
    yield from bad


def _identity(article: Article) -> Iterator[Damage]:
    # Records of format 3 and earlier named every article after its uri.
    names = [article.uri, *([address_of(article.url)] if article.url else [])]
    if all(content_id(Prefix.ARTICLE, name, article.text) != article.id for name in names):
        yield Damage("article", article.id, "its id was not made from its name and text as they are now", CHANGED)


def _seals(connection: sqlite3.Connection) -> Iterator[Damage]:
    for of in SEALED:
        yield from (Damage(of, id_, what, CHANGED) for id_, what in broken(connection, of))


def _loose_rows(connection: sqlite3.Connection) -> Iterator[Damage]:
    bad: list[Damage] = []
    for table in (RUN, PROBLEM, ARRIVAL, *JUDGED):
        readable_rows(connection, table, bad)
    yield from bad
    lost = "SELECT id, outcome FROM arrival WHERE outcome NOT IN (SELECT id FROM article UNION SELECT id FROM problem)"
    for row in connection.execute(lost):
        yield Damage("arrival", row["id"], f"what it became, {row['outcome']}, is gone", CHANGED)
    judged = "SELECT id, a AS key FROM judgement UNION ALL SELECT id, b FROM judgement"
    facts = "SELECT id FROM entity UNION SELECT id FROM statement UNION SELECT id FROM event"
    for row in connection.execute(f"SELECT id, key FROM ({judged}) WHERE {_FACT} NOT IN ({facts})"):
        yield Damage("judgement", row["id"], f"what it is about, {row['key']}, is not there", CHANGED)


def _search(record: Record) -> Iterator[Damage]:
    for table, source in _SEARCHED.items():
        yield from _unindexed(record.connection, table, source)
    try:
        writable = connect(record.path, create=False, readonly=False)
    except (RecordError, sqlite3.Error):
        return  # SQLite checks the words of an index only where it may write; the rows were compared above.
    with closing(writable):
        for table in _SEARCHED:
            yield from _index_words(writable, table)


def _unindexed(connection: sqlite3.Connection, table: str, source: str) -> Iterator[Damage]:
    """Compare the rows that the index knows with those that there are, without writing."""
    index = f"{table}_search_docsize"
    missing = f'SELECT id FROM "{table}" WHERE key NOT IN (SELECT id FROM "{index}")'
    for row in connection.execute(missing):
        yield Damage(table, row["id"], "the search index does not know it", REINDEX)
    for row in connection.execute(f'SELECT id FROM "{index}" WHERE id NOT IN (SELECT key FROM "{source}")'):
        yield Damage(table, f"key {row['id']}", "the search index knows it, but it is gone", REINDEX)


def _index_words(connection: sqlite3.Connection, table: str) -> Iterator[Damage]:
    try:
        connection.execute(f"INSERT INTO {table}_search ({table}_search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError:
        return  # Locked by a writer, or not to be written to.
    except sqlite3.DatabaseError:
        yield Damage(table, "", "the search index holds other words than the rows", REINDEX)
