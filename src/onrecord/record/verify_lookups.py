"""Whether the tables that lists ask hold what the derived rows say, no row less and none more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record.damage import Damage

_REMEDY = "lists and filters may leave rows out or show too many; restore a copy, or add the coverage to a new record"

_TAKES = """SELECT alias.actor, '{role}', member.claim FROM member
    JOIN event ON event.id = member.fact, json_each(event.{side}) AS one
    JOIN alias ON alias.entity = json_extract(one.value, '$.entity')"""

_STRANGER = "fact, role, start, name, state"
_DEED = "claim, type, status, month, place, state"
_TAKING = "outlet, source, named, certain, directed"


@dataclass(frozen=True, slots=True)
class _Lookup:
    """A table with its columns, and the query that gives its rows anew."""

    table: str
    columns: str
    anew: str


_LOOKUPS = (
    _Lookup("told", "article, story", "SELECT held.value, story.id FROM story, json_each(story.articles) AS held"),
    _Lookup(
        "part",
        "actor, role, claim",
        """SELECT alias.actor, 'speaker', member.claim FROM member JOIN statement ON statement.id = member.fact
        JOIN alias ON alias.entity = json_extract(statement.speaker, '$.entity')
        UNION """
        + _TAKES.format(role="actor", side="actors")
        + " UNION "
        + _TAKES.format(role="recipient", side="recipients"),
    ),
    _Lookup(
        "prominence",
        "actor, name, parts",
        "SELECT id, name, (SELECT count(*) FROM part WHERE part.actor = actor.id) FROM actor",
    ),
    _Lookup(
        "side",
        "fact, discrepancy, article",
        "SELECT json_extract(one.value, '$.member'), discrepancy.id, json_extract(one.value, '$.article') "
        "FROM discrepancy, json_each(discrepancy.sides) AS one",
    ),
    _Lookup(
        "nameless",
        "entity, article",
        """SELECT id, article FROM entity WHERE kind = 'person'
        AND NOT EXISTS (SELECT 1 FROM mention WHERE mention.entity = entity.id AND form = 'name')""",
    ),
    _Lookup("stranger", _STRANGER, f"SELECT {_STRANGER} FROM stranger_of_fact"),
    _Lookup("deed", _DEED, f"SELECT {_DEED} FROM deed_of_claim"),
    _Lookup("dealing", "actor, other, claim", "SELECT actor, other, claim FROM dealing_of_claim"),
    _Lookup(
        "dyad",
        "actor, other, type, status, claims, mutual",
        """SELECT dealing.actor, dealing.other, deed.type, deed.status, count(*), sum(EXISTS (
            SELECT 1 FROM dealing AS back
            WHERE back.actor = dealing.other AND back.other = dealing.actor AND back.claim = dealing.claim
        )) FROM dealing JOIN deed ON deed.claim = dealing.claim GROUP BY 1, 2, 3, 4""",
    ),
    _Lookup(
        "taking", f"{_TAKING}, ties", f"SELECT {_TAKING}, count(*) FROM taking_of_dependence GROUP BY 1, 2, 3, 4, 5"
    ),
)


def lookup_damage(connection: sqlite3.Connection) -> Iterator[Damage]:
    """Find the rows that triggers should have written and did not, and those that should be gone."""
    for one in _LOOKUPS:
        there = f"SELECT {one.columns} FROM {one.table}"
        for row in connection.execute(f"{one.anew} EXCEPT {there}"):
            yield Damage(one.table, str(row[0]), f"it has no row for {_shown(row)}", _REMEDY)
        for row in connection.execute(f"{there} EXCEPT SELECT * FROM ({one.anew})"):
            yield Damage(one.table, str(row[0]), f"its row {_shown(row)} is of nothing that is there", _REMEDY)


def _shown(row: sqlite3.Row) -> str:
    return ", ".join(map(str, tuple(row)))
