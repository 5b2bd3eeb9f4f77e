"""Gathering of a record what one page or one list shows: rows by their ids, each read once, into a partial snapshot."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.model.article import Article
from onrecord.model.derived import (
    Actor,
    Alias,
    Claim,
    Dependence,
    Discrepancy,
    Link,
    Member,
    Origin,
    Passage,
    Resolution,
    Standing,
    Story,
    Tracing,
)
from onrecord.model.facts import Facts
from onrecord.model.grading import Grading
from onrecord.model.reading import Citation, Event, Reading, Role, Statement, Tenure
from onrecord.model.snapshot import Snapshot, grouped
from onrecord.record.given import GIVEN, given
from onrecord.record.load import load, load_articles, load_heads, with_members
from onrecord.record.tables import (
    ACTOR,
    ALIAS,
    CITATION,
    CLAIM,
    ENTITY,
    EVENT,
    GRADING,
    LINK,
    MEMBER,
    PASSAGE,
    STATEMENT,
    STORY,
    TENURE,
    TRACING,
    Table,
)

_TRACING = dict(TRACING)


class Gathering:
    """What is gathered of a record; every method adds rows and can be called again.

    All rows are of one moment where the connection holds a transaction (see `Record.gathering`).
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._whole: dict[str, Article] = {}
        self._heads: dict[str, Article] = {}
        self._rows: defaultdict[str, dict[Any, Any]] = defaultdict(dict)
        self._claims: set[str] = set()
        self._whole_claims: set[str] = set()

    def snapshot(self) -> Snapshot:
        """Return everything gathered so far."""
        rows = {name: tuple(held.values()) for name, held in self._rows.items()}
        held = self._heads | self._whole
        return Snapshot(
            Facts.of(held.values(), self._readings()),
            Resolution(
                rows.get("actor", ()),
                rows.get("alias", ()),
                rows.get("passage", ()),
                rows.get("link", ()),
                rows.get("story", ()),
                rows.get("claim", ()),
            ),
            Tracing(
                rows.get("dependence", ()),
                rows.get("origin", ()),
                rows.get("standing", ()),
                rows.get("discrepancy", ()),
            ),
            gradings=rows.get("grading", ()),
        )

    def articles(self, ids: Iterable[str]) -> None:
        """Add articles with their text, blocks and candidates."""
        for article in load_articles(self._connection, _new(ids, self._whole)):
            self._whole[article.id] = article

    def heads(self, ids: Iterable[str]) -> None:
        """Add articles without text and blocks: outlet, title and times; one without a title comes whole."""
        fresh = _new(ids, self._whole.keys() | self._heads.keys())
        found = load_heads(self._connection, fresh)
        self._heads |= {article.id: article for article in found if article.title}
        self.articles(article.id for article in found if not article.title)

    def claims(self, ids: Iterable[str], *, members: bool = True) -> tuple[Claim, ...]:
        """Add claims with their standings and origins, with all `members` or with the one of the head alone."""
        wanted, known = list(ids), self._whole_claims if members else self._claims
        fresh = given(_new(wanted, known))
        among = "" if members else "AND fact IN (SELECT head FROM claim WHERE claim.id = member.claim)"
        self._claims_with(load(self._connection, MEMBER, f"WHERE claim IN {GIVEN} {among}", (fresh,)), fresh, members)
        known.update(self._rows["claim"].keys() & set(wanted))
        self._tracing("standings", fresh)
        self._tracing("origins", fresh)
        return tuple(self._rows["claim"][i] for i in wanted if i in self._rows["claim"])

    def reported(self, facts: Iterable[str]) -> None:
        """Add the claims that some facts report, with these facts as members, and no others unless they are there."""
        members: tuple[Member, ...] = load(self._connection, MEMBER, f"WHERE fact IN {GIVEN}", (given(facts),))
        self._claims_with(members, given(_new((member.claim for member in members), self._whole_claims)))

    def _claims_with(self, members: Iterable[Member], ids: str, whole: bool = False) -> None:
        """Add claims with some members to those that they have, or with these alone where they are the `whole`."""
        held = grouped((member.claim, member) for member in members)
        found: tuple[Claim, ...] = load(self._connection, CLAIM, f"WHERE id IN {GIVEN}", (ids,))
        for claim in found:
            there: Claim | None = None if whole else self._rows["claim"].get(claim.id)
            own = (*(there.members if there else ()), *held.get(claim.id, ()))
            self._rows["claim"][claim.id] = with_members(claim, tuple(dict.fromkeys(own)))

    def dependences(self, claims: Iterable[str]) -> tuple[Dependence, ...]:
        """Add who took claims from whom."""
        return self._tracing("dependences", given(claims))

    def origins_of(self, claim: str) -> tuple[Origin, ...]:
        """Return the origins of a claim that was added."""
        return tuple(origin for origin in self._rows["origin"].values() if origin.claim == claim)

    def origins(self, ids: Iterable[str]) -> tuple[Origin, ...]:
        """Add origins by their own ids."""
        return self._add(_TRACING["origins"], f"WHERE id IN {GIVEN}", given(ids))

    def standings(self, claims: Iterable[str]) -> tuple[Standing, ...]:
        """Add how claims stand."""
        return self._tracing("standings", given(claims))

    def discrepancies(self, ids: Iterable[str]) -> tuple[Discrepancy, ...]:
        """Add discrepancies."""
        return self._add(_TRACING["discrepancies"], f"WHERE id IN {GIVEN}", given(ids))

    def facts(self, ids: Iterable[str]) -> None:
        """Add statements and events with their articles' heads, who takes part, and what they rest on.

        With an event comes the statement that reports it, where one does.
        """
        events, statements = self._said_and_done(ids)
        within = [event.within for event in events if event.within]
        statements += self._add(STATEMENT, f"WHERE id IN {GIVEN}", given(within))
        found: list[Statement | Event] = [*statements, *events]
        self._add(CITATION, f"WHERE target IN {GIVEN}", given(fact.id for fact in found))
        self.heads(fact.article for fact in found)
        self.entities(role.entity for role in _roles(statements, events) if role.entity)

    def deeds(self, ids: Iterable[str]) -> None:
        """Add statements and events with their articles' heads and who takes part, for a line that tells no more."""
        events, statements = self._said_and_done(ids)
        found: list[Statement | Event] = [*statements, *events]
        self.heads(fact.article for fact in found)
        self.cast(role.entity for role in _roles(statements, events) if role.entity)

    def _said_and_done(self, ids: Iterable[str]) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
        wanted = given(ids)
        return self._add(EVENT, f"WHERE id IN {GIVEN}", wanted), self._add(STATEMENT, f"WHERE id IN {GIVEN}", wanted)

    def cast(self, entities: Iterable[str]) -> None:
        """Add the actors that entities are."""
        wanted = given(_new(entities, self._rows["alias"]))
        aliases: tuple[Alias, ...] = self._add(ALIAS, f"WHERE entity IN {GIVEN}", wanted, key="entity")
        self.actors(alias.actor for alias in aliases)

    def entities(self, ids: Iterable[str]) -> None:
        """Add entities, and the actors that they are."""
        wanted = sorted(set(ids))
        self._add(ENTITY, f"WHERE id IN {GIVEN}", given(_new(wanted, self._rows["entity"])))
        self.cast(wanted)

    def actors(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        """Add actors."""
        return self._held(ACTOR, ids)

    def aliases(self, actor: str) -> tuple[Alias, ...]:
        """Add all names under which articles know an actor."""
        return self._add(ALIAS, "WHERE actor = ?", actor, key="entity")

    def tenures(self, entities: Iterable[str]) -> tuple[Tenure, ...]:
        """Add the offices that articles give to entities."""
        return self._add(TENURE, f"WHERE entity IN {GIVEN}", given(entities))

    def citations(self, articles: Iterable[str]) -> tuple[Citation, ...]:
        """Add what whole articles rest on."""
        return self._add(CITATION, f"WHERE target IN {GIVEN}", given(articles))

    def stories(self, ids: Iterable[str]) -> tuple[Story, ...]:
        """Add stories."""
        return self._held(STORY, ids)

    def stories_of(self, articles: Iterable[str]) -> tuple[Story, ...]:
        """Add the stories that articles belong to."""
        query = f"SELECT DISTINCT story FROM told WHERE article IN {GIVEN}"
        return self.stories(row[0] for row in self._connection.execute(query, (given(articles),)))

    def reused(self, article: str) -> tuple[tuple[Passage, ...], tuple[Link, ...]]:
        """Add what an article shares with all others."""
        both = [self._add(table, "WHERE a = ?1 OR b = ?1", article) for table in (PASSAGE, LINK)]
        return both[0], both[1]

    def links(self, articles: Iterable[str]) -> tuple[Link, ...]:
        """Add how articles are related among themselves."""
        bound = given(articles)
        return self._add(LINK, f"WHERE a IN {GIVEN} AND b IN {GIVEN}", bound, bound)

    def gradings(self) -> tuple[Grading, ...]:
        """Add what people say of sources."""
        return self._add(GRADING)

    def reading(self, article: str) -> None:
        """Add an article with everything that was read in it, and who its actors are."""
        self.articles([article])
        for table in (STATEMENT, EVENT, CITATION):
            self._add(table, "WHERE article = ?", article)
        of_article = "SELECT id FROM entity WHERE article = ?"
        self.entities(row[0] for row in self._connection.execute(of_article, (article,)))

    def ids(self, query: str, *bound: str | int) -> list[str]:
        """Return the ids that a query gives in its first column."""
        return [str(row[0]) for row in self._connection.execute(query, bound)]

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection that is read from."""
        return self._connection

    def _tracing(self, name: str, claims: str) -> tuple[Any, ...]:
        key = "claim" if name == "standings" else "id"
        return self._add(_TRACING[name], f"WHERE claim IN {GIVEN}", claims, key=key)

    def _held(self, table: Table, ids: Iterable[str]) -> tuple[Any, ...]:
        """Return rows by their ids, read only once."""
        wanted, rows = list(dict.fromkeys(ids)), self._rows[table.name]
        self._add(table, f"WHERE id IN {GIVEN}", given(_new(wanted, rows)))
        return tuple(rows[identifier] for identifier in wanted if identifier in rows)

    def _add(self, table: Table, where: str = "", *bound: str, key: str = "id") -> tuple[Any, ...]:
        found = load(self._connection, table, where, bound)
        self._rows[table.name].update((getattr(thing, key), thing) for thing in found)
        return found

    def _readings(self) -> Iterator[Reading]:
        fields = {"statement": "statements", "event": "events", "citation": "citations"}
        fields |= {"entity": "entities", "tenure": "tenures"}
        held: defaultdict[str, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for table, field in fields.items():
            for thing in self._rows[table].values():
                held[thing.article][field].append(thing)
        for article, own in held.items():
            yield Reading(article, **{field: tuple(things) for field, things in own.items()})


def _new(ids: Iterable[str], held: Iterable[str]) -> list[str]:
    """Return the ids that are not held yet, each once."""
    known = held if isinstance(held, (set, dict)) else set(held)
    return list(dict.fromkeys(i for i in ids if i not in known))


def _roles(statements: Sequence[Statement], events: Sequence[Event]) -> Iterator[Role]:
    for statement in statements:
        yield from filter(None, (statement.speaker, statement.addressee))
    for event in events:
        yield from (*event.actors, *event.recipients)
