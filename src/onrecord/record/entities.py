"""The entities of all articles as rows, straight from the tables, so that no article has to be held for them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from sys import intern

from onrecord.model.entity_row import EntityRow, Held, held_of
from onrecord.model.reading import EntityKind, MentionForm

_ENTITIES = """
SELECT e.id, e.article, e.kind, e.name, e.state, e.office, n.bare
FROM entity AS e
LEFT JOIN (
    SELECT entity, max(instr(trim(text), ' ') = 0) AS bare FROM mention WHERE form = ? GROUP BY entity
) AS n ON n.entity = e.id
ORDER BY e.key
"""
"""Every entity; `bare` is NULL where no name is given, else whether one of its names is a single word."""

_TENURES = "SELECT entity, office, state, reason FROM tenure ORDER BY key"


def entity_rows(connection: sqlite3.Connection) -> Iterator[EntityRow]:
    """Yield the row of every entity of the record, in the order in which they were written.

    Words that many rows have are held once: a hundred thousand articles have a million entities and far fewer names.
    """
    held: defaultdict[str, tuple[Held, ...]] = defaultdict(tuple)
    shared: dict[tuple[Held, ...], tuple[Held, ...]] = {}
    for entity, office, state, reason in connection.execute(_TENURES):
        tenures = (*held[entity], held_of(office, state, reason))
        held[entity] = shared.setdefault(tenures, tenures)
    for id_, article, kind, name, state, office, bare in connection.execute(_ENTITIES, (MentionForm.NAME.value,)):
        yield EntityRow(
            id_,
            intern(article),
            EntityKind(kind),
            intern(name),
            intern(state) if state else state,
            intern(office) if office else office,
            bare is not None,
            bool(bare),
            held.get(id_, ()),
        )
