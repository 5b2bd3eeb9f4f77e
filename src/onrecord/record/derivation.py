"""Writing what is derived part by part: what stays as it was is left alone, and a run that was cut off goes on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from onrecord.model.derived import Actor, Alias, Claim, Link, Passage, Story, Tracing
from onrecord.model.errors import RecordError
from onrecord.model.sketch import Sketch
from onrecord.model.snapshot import grouped
from onrecord.record.given import GIVEN, given
from onrecord.record.schema import transaction
from onrecord.record.tables import ACTOR, ALIAS, CLAIM, LINK, MEMBER, PASSAGE, STORY, TRACING

Pair = tuple[str, str]

NO_KIN = ""
"""The kin of persons without a name, who go by their posts."""

_GONE = f"(kin IS NULL OR kin IN {GIVEN} OR kin = '{NO_KIN}' AND id IN {GIVEN})"
_SHOWN = "SELECT id, kind, name, state FROM actor"

_OF_A_CLAIM = (MEMBER, *(table for _, table in TRACING))


class SupersededError(RecordError):
    """Another process has begun to derive from newer facts; it does all that is left to do."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Stories whose claims are found and traced together; `inputs` is a hash of all that they are made from."""

    id: str
    stories: tuple[str, ...]
    inputs: str

    def row(self) -> tuple[str, str, str]:
        """Return the row of the table `neighbourhood`."""
        return self.id, json.dumps(self.stories), self.inputs


class Derivation:
    """One making of the derived tables, in as many transactions as it takes.

    Until `finish` the record is not current; a further run does what is left. Where two processes derive at once, the
    one that began first raises `SupersededError` and leaves the rest to the other.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._maker = uuid4().hex

    def begin(self) -> None:
        """Take the derived tables over."""
        with transaction(self._connection):
            query = "INSERT OR REPLACE INTO derivation (key, state, maker) VALUES (1, '', ?)"
            self._connection.execute(query, (self._maker,))
            # What was written in one piece, by an older version or by hand, is not known pair by pair.
            for name in (PASSAGE.name, LINK.name):
                self._connection.execute(f'DELETE FROM "{name}" WHERE NOT EXISTS (SELECT 1 FROM aligned)')
            self._drop("claim.neighbourhood IS NULL")

    def finish(self, state: str) -> None:
        """Say that the derived tables are made from the facts in `state`."""
        with self._step():
            self._connection.execute("UPDATE derivation SET state = ?, maker = NULL", (state,))

    @contextmanager
    def _step(self) -> Iterator[None]:
        with transaction(self._connection):
            row = self._connection.execute("SELECT maker FROM derivation").fetchone()
            if row is None or row["maker"] != self._maker:
                raise SupersededError("another process is bringing this record up to date; this one leaves it to that")
            self._connection.execute("PRAGMA defer_foreign_keys = 1")
            yield

    def unsketched(self, revision: int) -> list[str]:
        """Return the articles that have no sketch of this revision, in the order of their ids."""
        query = (
            "SELECT id FROM article WHERE NOT EXISTS "
            "(SELECT 1 FROM sketch WHERE sketch.article = article.id AND revision = ?) ORDER BY id"
        )
        return [row["id"] for row in self._connection.execute(query, (revision,))]

    def add_sketches(self, revision: int, sketches: Iterable[Sketch]) -> None:
        """Keep the sketches of articles."""
        query = (
            "INSERT OR REPLACE INTO sketch (article, revision, blocks, prints, terms, words) VALUES (?, ?, ?, ?, ?, ?)"
        )
        with self._step():
            rows = ((s.article, revision, s.blocks, s.prints, s.terms, s.words) for s in sketches)
            self._connection.executemany(query, rows)

    def sketches(self) -> Iterator[Sketch]:
        """Yield all sketches."""
        query = (
            "SELECT article.id, outlet, published, crawled, blocks, prints, terms "
            "FROM sketch JOIN article ON article.id = sketch.article"
        )
        return (Sketch(*row) for row in self._connection.execute(query))

    def uncompared(self) -> set[str]:
        """Return the articles whose pairs with all others are not known yet."""
        query = "SELECT article FROM sketch WHERE NOT EXISTS (SELECT 1 FROM compared WHERE article = sketch.article)"
        return {row["article"] for row in self._connection.execute(query)}

    def comparing(self, articles: Iterable[str]) -> None:
        """Say that the pairs of some articles are being found anew: a run that is cut off here starts with them."""
        with self._step():
            self._connection.execute(f"DELETE FROM compared WHERE article IN {GIVEN}", (given(articles),))

    def compared(self) -> None:
        """Say that the pairs of all articles are known."""
        with self._step():
            self._connection.execute("INSERT OR IGNORE INTO compared (article) SELECT article FROM sketch")

    def aligned(self) -> Iterator[tuple[Pair, str]]:
        """Yield the pairs that were aligned, with their inputs."""
        return (((a, b), inputs) for a, b, inputs in self._connection.execute("SELECT a, b, inputs FROM aligned"))

    def aligned_among(self, articles: Iterable[str]) -> Iterator[tuple[Pair, str]]:
        """Yield the pairs of some articles that were aligned, with their inputs."""
        query = f"SELECT a, b, inputs FROM aligned WHERE a IN {GIVEN} AND +b IN {GIVEN}"
        ids = given(articles)
        return (((a, b), inputs) for a, b, inputs in self._connection.execute(query, (ids, ids)))

    def drop_pairs(self, pairs: Iterable[Pair]) -> None:
        """Forget pairs with the passages and the link that they have."""
        given = list(pairs)
        with self._step():
            for name in (PASSAGE.name, LINK.name, "aligned"):
                self._connection.executemany(f'DELETE FROM "{name}" WHERE a = ? AND b = ?', given)

    def add_pairs(self, inputs: Mapping[Pair, str], passages: Iterable[Passage], links: Iterable[Link]) -> None:
        """Keep what aligning some pairs gave."""
        rows = [(a, b, made) for (a, b), made in inputs.items()]
        with self._step():
            self._connection.executemany("INSERT INTO aligned (a, b, inputs) VALUES (?, ?, ?)", rows)
            self._connection.executemany(PASSAGE.insert(), PASSAGE.rows(passages))
            self._connection.executemany(LINK.insert(), LINK.rows(links))

    def copies(self, least: float) -> Iterator[Pair]:
        """Yield the pairs of articles that are copies with at least this share of both in what they share."""
        query = "SELECT a, b FROM link WHERE kind = 'copy' AND min(cover_a, cover_b) >= ? ORDER BY a, b"
        return ((row["a"], row["b"]) for row in self._connection.execute(query, (least,)))

    def sharing(self) -> Iterator[tuple[str, str, int]]:
        """Yield the pairs of articles that share passages, each with the words in them."""
        query = "SELECT a, b, sum(words) AS words FROM passage GROUP BY a, b"
        return ((row["a"], row["b"], row["words"]) for row in self._connection.execute(query))

    def stories(self) -> dict[str, tuple[Story, ...]]:
        """Return the stories that are there, by a hash of what those found together were found from."""
        rows = self._connection.execute(STORY.select())
        return grouped((row["inputs"], STORY.made(row)) for row in rows if row["inputs"])

    def kin(self) -> frozenset[str]:
        """Return the kin whose actors are there, each by a hash of what they were made from."""
        query = "SELECT DISTINCT kin FROM actor WHERE kin <> ?"
        return frozenset(row["kin"] for row in self._connection.execute(query, (NO_KIN,)))

    def recast(self, gone: Iterable[str], actors: Mapping[str, Sequence[Actor]], aliases: Sequence[Alias]) -> None:
        """Put `actors`, by their kin, and `aliases` in the place of those of the kin that are `gone`.

        Of `NO_KIN` go those who were what an entity of the `aliases` was. The claims of all neighbourhoods are dropped
        in whose articles somebody is another than before.
        """
        with self._step():
            before = self._aliases(aliases)
            bound = given(gone), given({alias.actor for alias in before.values()})
            shown = {row["id"]: tuple(row) for row in self._connection.execute(f"{_SHOWN} WHERE {_GONE}", bound)}
            fresh = {actor.id for own in actors.values() for actor in own if shown.get(actor.id) != _seen(actor)}
            same = {alias.entity for alias in aliases if before.get(alias.entity) == alias}
            touched = {a.article for a in aliases if a.actor in fresh or a.entity not in before}
            touched |= {before[a.entity].article for a in aliases if _is_another(before.get(a.entity), a)}
            stale = [(entity,) for entity in before if entity not in same]
            self._connection.executemany("DELETE FROM alias WHERE entity = ?", stale)
            self._connection.execute(f"DELETE FROM actor WHERE {_GONE}", bound)
            for kin, own in actors.items():
                self._connection.executemany(ACTOR.insert(), ACTOR.rows(own, {"kin": kin}))
            self._connection.executemany(ALIAS.insert(), ALIAS.rows(a for a in aliases if a.entity not in same))
            self._drop_claims(touched)

    def _aliases(self, aliases: Sequence[Alias]) -> dict[str, Alias]:
        """Return what the entities of some aliases are so far."""
        if not self._connection.execute("SELECT 1 FROM alias LIMIT 1").fetchone():
            return {}
        entities = given(alias.entity for alias in aliases)
        rows = self._connection.execute(ALIAS.select(f"WHERE entity IN {GIVEN}"), (entities,))
        return {row["entity"]: ALIAS.made(row) for row in rows}

    def _drop_claims(self, articles: Iterable[str]) -> None:
        """Drop the claims of the neighbourhoods that have one of some articles."""
        query = (
            "SELECT id FROM neighbourhood WHERE EXISTS "
            f"(SELECT 1 FROM json_each(stories) WHERE value IN (SELECT story FROM told WHERE article IN {GIVEN}))"
        )
        rows = self._connection.execute(query, (given(articles),)).fetchall()
        self._drop_neighbourhoods(row["id"] for row in rows)

    def settle(self, stories: Mapping[str, Sequence[Story]], kept: Iterable[str]) -> None:
        """Bring the stories to these, and drop the claims of all neighbourhoods but those `kept`.

        Stories go by a hash of what they were found from. Rows that are there already stay as they are.
        """
        with self._step():
            self._drop_neighbourhoods(self.neighbourhoods().keys() - {*kept})
            self._bring_stories(stories)

    def _bring_stories(self, stories: Mapping[str, Sequence[Story]]) -> None:
        gone = f"DELETE FROM story WHERE ifnull(inputs, '') NOT IN {GIVEN}"
        self._connection.execute(gone, (given(stories),))
        there = {row["inputs"] for row in self._connection.execute("SELECT inputs FROM story")}
        fresh = ((made, own) for made, own in stories.items() if made not in there)
        rows = (STORY.row(story, {"inputs": made}) for made, own in fresh for story in own)
        self._connection.executemany(STORY.insert(), rows)

    def articles_of(self, facts: Iterable[str]) -> dict[str, str]:
        """Return the articles of statements and events, by their ids."""
        bound = (given(facts),)
        found: dict[str, str] = {}
        for table in ("statement", "event"):
            query = f"SELECT id, article FROM {table} WHERE id IN {GIVEN}"
            found |= {row["id"]: row["article"] for row in self._connection.execute(query, bound)}
        return found

    def neighbourhoods(self) -> dict[str, str]:
        """Return the inputs of the neighbourhoods whose claims are there."""
        return {row["id"]: row["inputs"] for row in self._connection.execute("SELECT id, inputs FROM neighbourhood")}

    def _drop_neighbourhoods(self, gone: Iterable[str]) -> None:
        bound = (given(gone),)
        self._drop(f"claim.neighbourhood IN {GIVEN}", *bound)
        self._connection.execute(f"DELETE FROM neighbourhood WHERE id IN {GIVEN}", bound)

    def _drop(self, which: str, *bound: str) -> None:
        """Drop some claims with all that is known of them."""
        for table in _OF_A_CLAIM:
            query = f'DELETE FROM "{table.name}" WHERE claim IN (SELECT id FROM claim WHERE {which})'
            self._connection.execute(query, bound)
        self._connection.execute(f"DELETE FROM claim WHERE {which}", bound)

    def add_neighbourhoods(self, made: Iterable[tuple[Neighbourhood, Sequence[Claim], Tracing]]) -> None:
        """Keep the claims of some neighbourhoods and what tracing found of them."""
        with self._step():
            for of, claims, tracing in made:
                self._connection.executemany(CLAIM.insert(), CLAIM.rows(claims, {"neighbourhood": of.id}))
                members = (member for claim in claims for member in claim.members)
                self._connection.executemany(MEMBER.insert(), MEMBER.rows(dict.fromkeys(members)))
                for name, table in TRACING:
                    rows = table.rows(dict.fromkeys(getattr(tracing, name)))
                    self._connection.executemany(table.insert(), rows)
                query = "INSERT INTO neighbourhood (id, stories, inputs) VALUES (?, ?, ?)"
                self._connection.execute(query, of.row())


def _seen(actor: Actor) -> tuple[str, str, str, str | None]:
    return actor.id, actor.kind.value, actor.name, actor.state


def _is_another(before: Alias | None, after: Alias) -> bool:
    return before is not None and before.actor != after.actor
