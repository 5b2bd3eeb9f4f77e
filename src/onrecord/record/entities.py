"""The entities of all articles as rows, straight from the tables, so that no article has to be held for them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from sys import intern

from onrecord.model.entity_row import EntityRow, Held, held_of
from onrecord.model.reading import EntityKind
from onrecord.record.given import GIVEN, given

Name = tuple[str, str, str | None]
"""Kind, name and state of an entity: by these alone it is told which others it is compared with."""

_ENTITIES = """
SELECT e.id, e.article, e.kind, e.name, e.state, e.office, e.sector, (
    -- NULL where no name is given, else whether one of its names is a single word.
    SELECT max(instr(trim(text), ' ') = 0) FROM mention WHERE mention.entity = e.id AND form = 'name'
) AS bare FROM entity AS e
"""
_TENURES = "SELECT t.entity, t.office, t.state, t.reason FROM tenure AS t"
_IN_ORDER = "ORDER BY e.key"
_WANTED = """JOIN temp.wanted AS w ON w.kind = e.kind AND w.name = e.name AND w.state = ifnull(e.state, '')"""


def entity_rows(connection: sqlite3.Connection) -> Iterator[EntityRow]:
    """Yield the row of every entity of the record, in the order in which they were written.

    Words that many rows have are held once: a hundred thousand articles have a million entities and far fewer names.
    """
    held = _held(connection.execute(f"{_TENURES} ORDER BY t.key"))
    return _rows(connection.execute(f"{_ENTITIES} {_IN_ORDER}"), held)


def names(connection: sqlite3.Connection) -> dict[Name, tuple[int, int]]:
    """Return the names of all entities, each with how many have it and the greatest of their keys."""
    found: dict[Name, tuple[int, int]] = {}
    for key, kind, name, state in connection.execute("SELECT key, kind, name, state FROM entity ORDER BY key"):
        count, _ = found.get((kind, name, state), (0, 0))
        found[kind, name, state] = count + 1, key
    return found


def named(connection: sqlite3.Connection, wanted: Collection[Name]) -> Iterator[EntityRow]:
    """Yield the rows of the entities that have one of some names."""
    connection.execute(
        'CREATE TEMP TABLE "wanted" ("kind" TEXT, "name" TEXT, "state" TEXT, PRIMARY KEY ("name", "kind", "state"))'
    )
    try:
        rows = ((kind, name, state or "") for kind, name, state in wanted)
        connection.executemany("INSERT OR IGNORE INTO temp.wanted VALUES (?, ?, ?)", rows)
        tenures = connection.execute(f"{_TENURES} JOIN entity AS e ON e.id = t.entity {_WANTED} ORDER BY t.key")
        yield from _rows(connection.execute(f"{_ENTITIES} {_WANTED} {_IN_ORDER}"), _held(tenures))
    finally:
        connection.execute('DROP TABLE temp."wanted"')


def of_articles(connection: sqlite3.Connection, articles: Iterable[str]) -> Iterator[EntityRow]:
    """Yield the rows of the entities of some articles."""
    bound = (given(articles),)
    held = _held(connection.execute(f"{_TENURES} WHERE t.article IN {GIVEN} ORDER BY t.key", bound))
    return _rows(connection.execute(f"{_ENTITIES} WHERE e.article IN {GIVEN} {_IN_ORDER}", bound), held)


def unnamed(connection: sqlite3.Connection) -> Iterator[EntityRow]:
    """Yield the rows of all persons whom no mention gives a name."""
    condition = (
        f"e.kind = '{EntityKind.PERSON.value}' AND NOT EXISTS "
        "(SELECT 1 FROM mention WHERE mention.entity = e.id AND form = 'name')"
    )
    held = _held(connection.execute(f"{_TENURES} JOIN entity AS e ON e.id = t.entity WHERE {condition} ORDER BY t.key"))
    return _rows(connection.execute(f"{_ENTITIES} WHERE {condition} {_IN_ORDER}"), held)


def in_office(connection: sqlite3.Connection) -> Iterator[tuple[EntityRow, str | None]]:
    """Yield the rows of all entities that an article gives an office, each with the actor that it is so far.

    Whether they have a name is not looked up, nor the sector: `named`, `called` and `sector` are left out.
    """
    held = _held(connection.execute(f"{_TENURES} ORDER BY t.key"))
    query = (
        "SELECT e.id, e.article, e.kind, e.name, e.state, e.office, NULL AS sector, NULL AS bare, a.actor "
        "FROM entity AS e LEFT JOIN alias AS a ON a.entity = e.id WHERE e.id IN (SELECT entity FROM tenure)"
    )
    for *row, actor in connection.execute(query):
        yield _row(row, held), actor


def persons_in(connection: sqlite3.Connection, articles: Iterable[str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield the persons of some articles: entity, article, and the actor that it is so far."""
    query = (
        "SELECT e.id, e.article, a.actor FROM entity AS e LEFT JOIN alias AS a ON a.entity = e.id "
        f"WHERE e.article IN {GIVEN} AND e.kind = '{EntityKind.PERSON.value}'"
    )
    return ((id_, article, actor) for id_, article, actor in connection.execute(query, (given(articles),)))


def names_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Name]:
    """Return the names of some entities, by their ids."""
    query = f"SELECT id, kind, name, state FROM entity WHERE id IN {GIVEN}"
    return {id_: (kind, name, state) for id_, kind, name, state in connection.execute(query, (given(ids),))}


def _held(tenures: Iterable[tuple[str, str, str | None, str]]) -> defaultdict[str, tuple[Held, ...]]:
    held: defaultdict[str, tuple[Held, ...]] = defaultdict(tuple)
    shared: dict[tuple[Held, ...], tuple[Held, ...]] = {}
    for entity, office, state, reason in tenures:
        own = (*held[entity], held_of(office, state, reason))
        held[entity] = shared.setdefault(own, own)
    return held


def _rows(found: Iterable[Sequence[str | int | None]], held: defaultdict[str, tuple[Held, ...]]) -> Iterator[EntityRow]:
    return (_row(row, held) for row in found)


def _row(row: Sequence[str | int | None], held: defaultdict[str, tuple[Held, ...]]) -> EntityRow:
    id_, article, kind, name, state, office, sector, bare = row
    return EntityRow(
        str(id_),
        intern(str(article)),
        EntityKind(str(kind)),
        intern(str(name)),
        intern(str(state)) if state else None,
        intern(str(office)) if office else None,
        bare is not None,
        bool(bare),
        held.get(str(id_), ()),
        intern(str(sector)) if sector else None,
    )
