"""The entities of all articles as rows, straight from the tables, so that no article has to be held for them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from sys import intern

from onrecord.model.entity_row import EntityRow, Held, held_of
from onrecord.model.reading import EntityKind
from onrecord.record.given import GIVEN, given

Name = tuple[str, str, str | None]
"""Kind, name and state of an entity: by these alone it is told which others it is compared with."""

_COLUMNS = """
SELECT e.id, e.article, e.kind, e.name, e.state, e.office, e.sector, (
    -- NULL where no name is given, else whether one of its names is a single word.
    SELECT max(instr(trim(text), ' ') = 0) FROM mention WHERE mention.entity = e.id AND form = 'name'
) AS bare
"""
_ENTITIES = f"{_COLUMNS} FROM entity AS e"
_TENURE = "SELECT t.entity, t.office, t.state, t.reason"
_TENURES = f"{_TENURE} FROM tenure AS t"
_IN_ORDER = "ORDER BY e.key"
_OF_WANTED = (
    "FROM temp.wanted AS w CROSS JOIN entity AS e ON e.name = w.name AND e.kind = w.kind AND e.state IS w.state"
)
"""From the names to the entities, which are far more."""


def entity_rows(connection: sqlite3.Connection) -> Iterator[EntityRow]:
    """Yield the row of every entity of the record, in the order in which they were written.

    Words that many rows have are held once: a hundred thousand articles have a million entities and far fewer names.
    """
    held = _held(connection.execute(f"{_TENURES} ORDER BY t.key"))
    return _rows(connection.execute(f"{_ENTITIES} {_IN_ORDER}"), held)


def names(connection: sqlite3.Connection) -> dict[Name, tuple[int, int]]:
    """Return the names of all entities, each with how many have it and the greatest of their keys."""
    query = "SELECT kind, name, state, count(*), max(key) FROM entity GROUP BY name, kind, state"
    return {(kind, name, state): (count, last) for kind, name, state, count, last in connection.execute(query)}


def named(connection: sqlite3.Connection, wanted: Iterable[Name]) -> Iterator[EntityRow]:
    """Yield the rows of the entities that have one of some names."""
    connection.execute('CREATE TEMP TABLE "wanted" ("kind" TEXT, "name" TEXT, "state" TEXT)')
    try:
        connection.executemany("INSERT INTO temp.wanted VALUES (?, ?, ?)", set(wanted))
        tenures = connection.execute(f"{_TENURE} {_OF_WANTED} JOIN tenure AS t ON t.entity = e.id ORDER BY t.key")
        yield from _rows(connection.execute(f"{_COLUMNS} {_OF_WANTED} {_IN_ORDER}"), _held(tenures))
    finally:
        connection.execute('DROP TABLE temp."wanted"')


def of_articles(connection: sqlite3.Connection, articles: Iterable[str]) -> Iterator[EntityRow]:
    """Yield the rows of the entities of some articles."""
    bound = (given(articles),)
    held = _held(connection.execute(f"{_TENURES} WHERE t.article IN {GIVEN} ORDER BY t.key", bound))
    return _rows(connection.execute(f"{_ENTITIES} WHERE e.article IN {GIVEN} {_IN_ORDER}", bound), held)


def unnamed(connection: sqlite3.Connection) -> Iterator[EntityRow]:
    """Yield the rows of all persons whom no mention gives a name."""
    nameless = "nameless AS n CROSS JOIN"
    held = _held(connection.execute(f"{_TENURE} FROM {nameless} tenure AS t ON t.entity = n.entity ORDER BY t.key"))
    return _rows(connection.execute(f"{_COLUMNS} FROM {nameless} entity AS e ON e.id = n.entity {_IN_ORDER}"), held)


def offices(connection: sqlite3.Connection) -> list[str]:
    """Return the offices that articles give anybody, in their words."""
    return [row["office"] for row in connection.execute("SELECT DISTINCT office FROM tenure ORDER BY office")]


def in_office(
    connection: sqlite3.Connection, offices: Iterable[str] | None = None
) -> Iterator[tuple[EntityRow, str | None]]:
    """Yield the rows of all entities that an article gives an office, each with the actor that it is so far.

    With `offices` only those who are given one of these, in the same words. Whether they have a name is not looked up,
    nor the sector: `named`, `called` and `sector` are left out.
    """
    own = "SELECT entity FROM tenure" + (f" WHERE office IN {GIVEN}" if offices is not None else "")
    bound = () if offices is None else (given(offices),)
    held = _held(connection.execute(f"{_TENURES} WHERE t.entity IN ({own}) ORDER BY t.key", bound))
    query = (
        "SELECT e.id, e.article, e.kind, e.name, e.state, e.office, NULL AS sector, NULL AS bare, a.actor "
        f"FROM entity AS e LEFT JOIN alias AS a ON a.entity = e.id WHERE e.id IN ({own})"
    )
    for *row, actor in connection.execute(query, bound):
        yield _row(row, held), actor


def actors_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the actors that some entities are so far, by entity."""
    query = f"SELECT entity, actor FROM alias WHERE entity IN {GIVEN}"
    return {row["entity"]: row["actor"] for row in connection.execute(query, (given(ids),))}


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
