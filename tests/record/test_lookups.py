"""The tables that lists ask are at every moment what the derived rows say."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine.derive import derive
from onrecord.model.derived import ClaimKind
from onrecord.model.facts import Facts
from onrecord.model.judgement import JudgedKind, Judgement, Verdict
from onrecord.model.reading import Event, Role, Statement
from onrecord.model.snapshot import Snapshot
from onrecord.record import schema
from onrecord.record.file import Record
from onrecord.record.verify_lookups import lookup_damage
from tests.query import invented

Rows = dict[str, set[tuple[object, ...]]]


def lookups(record: Record) -> Rows:
    """Return the rows of the tables."""
    columns = {"told": "article, story", "part": "actor, role, claim", "prominence": "actor, name, parts"}
    columns |= {"side": "fact, discrepancy, article", "stranger": "fact, role, start, name, state"}
    return {
        name: {tuple(row) for row in record.connection.execute(f"SELECT {names} FROM {name}")}
        for name, names in columns.items()
    }


def expected(snapshot: Snapshot) -> Rows:
    """Return what the tables have to hold, from the derived rows in memory."""
    parts = {
        part
        for claim in snapshot.resolution.claims
        for m in claim.members
        for part in _parts(snapshot, m.fact, claim.id)
    }
    count = Counter(actor for actor, _, _ in parts)
    sides = {(s.member, d.id, s.article) for d in snapshot.tracing.discrepancies for s in d.sides}
    return {
        "told": {(article, story.id) for story in snapshot.resolution.stories for article in story.articles},
        "part": set(parts),
        "prominence": {(actor.id, actor.name, count[actor.id]) for actor in snapshot.resolution.actors},
        "side": set(sides),
        "stranger": set(_strangers(snapshot)),
    }


def _strangers(snapshot: Snapshot) -> Iterator[tuple[str, str, int, str, str | None]]:
    facts = [*snapshot.facts.statement.values(), *snapshot.facts.event.values()]
    for fact in facts:
        for name, role in _slots(fact):
            if role.entity is None:
                yield fact.id, name, role.start, role.name, role.state


def _slots(fact: Statement | Event) -> list[tuple[str, Role]]:
    if isinstance(fact, Statement):
        return [("speaker", fact.speaker)] if fact.speaker else []
    return [*(("actor", who) for who in fact.actors), *(("recipient", who) for who in fact.recipients)]


def _parts(snapshot: Snapshot, fact: str, claim: str) -> set[tuple[str, str, str]]:
    roles = _slots(snapshot.facts.statement.get(fact) or snapshot.facts.event[fact])
    found = ((name, snapshot.cast.of(role.entity)) for name, role in roles)
    return {(actor.id, name, claim) for name, actor in found if actor}


def check(record: Record) -> Snapshot:
    """Check that the tables are in step; return everything in the record."""
    snapshot = record.snapshot()
    assert lookups(record) == expected(snapshot)
    assert list(lookup_damage(record.connection)) == []
    return snapshot


def add(record: Record, facts: Facts, chosen: Sequence[int]) -> None:
    """Add some of the articles, and derive."""
    found = [facts.articles[n] for n in chosen], [facts.readings[n] for n in chosen]
    record.add(invented.RUN, *found, invented.problems())
    derive(record)


@pytest.fixture(scope="session")
def facts(kit: ModuleType) -> Facts:
    return invented.facts(kit)


def test_after_adding_all_at_once(tmp_path: Path, facts: Facts) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        assert not any(lookups(record).values())
        add(record, facts, range(len(facts.articles)))
        check(record)
        assert all(lookups(record).values())
        before = lookups(record)
        add(record, facts, range(len(facts.articles)))
        assert lookups(record) == before


@settings(max_examples=8)
@given(st.permutations(range(8)), st.sets(st.integers(1, 7), max_size=3))
def test_after_every_part_of_the_coverage(
    tmp_path_factory: pytest.TempPathFactory, facts: Facts, order: list[int], cuts: set[int]
) -> None:
    ends = [0, *sorted(cuts), len(order)]
    with Record.open(tmp_path_factory.mktemp("parts") / "r.db", create=True) as record:
        for start, end in pairwise(ends):
            add(record, facts, order[start:end])
            check(record)


def test_after_people_judged(tmp_path: Path, facts: Facts) -> None:
    chance = random.Random(3)  # noqa: S311 - an order, not a secret
    with Record.open(tmp_path / "r.db", create=True) as record:
        add(record, facts, range(len(facts.articles)))
        for number in range(12):
            kind = chance.choice([JudgedKind.ACTOR, JudgedKind.CLAIM])
            record.judge([_judgement(check(record), kind, number, chance)])
            derive(record)
        check(record)


def _judgement(snapshot: Snapshot, kind: JudgedKind, number: int, chance: random.Random) -> Judgement:
    """Say of two of a kind that they are the same or not, whatever the record has them for."""
    if kind is JudgedKind.ACTOR:
        keys = [alias.entity for alias in snapshot.resolution.aliases]
    else:
        of_kind = [c for c in snapshot.resolution.claims if c.kind is ClaimKind.UTTERANCE]
        members = (m for claim in of_kind for m in claim.members)
        keys = [f"{m.fact}:{m.span.start}-{m.span.end}" for m in members]
    a, b = sorted(chance.sample(sorted(set(keys)), 2))
    verdict = chance.choice([Verdict.SAME, Verdict.DIFFERENT])
    return Judgement(f"jdg-{number}", kind, verdict, a, b, "", "", "", "ed", f"2031-05-02T08:00:{number:02}", "0")


def test_after_everything_is_replaced(tmp_path: Path, facts: Facts) -> None:
    with Record.open(tmp_path / "r.db", create=True) as record:
        add(record, facts, range(len(facts.articles)))
        whole = record.snapshot()
        some = replace(whole.resolution, claims=whole.resolution.claims[::2])
        kept = {claim.id for claim in some.claims}
        tracing = replace(
            whole.tracing,
            **{
                name: tuple(row for row in getattr(whole.tracing, name) if row.claim in kept)
                for name in ("dependences", "origins", "standings", "discrepancies")
            },
        )
        for resolution, traced in ((some, tracing), (whole.resolution, whole.tracing)):
            record.replace_derived(resolution, traced)
            check(record)


def test_an_older_record_gets_the_rows_that_it_had_not(tmp_path: Path, facts: Facts) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    with Record.open(new, create=True) as record:
        add(record, facts, range(len(facts.articles)))
        before = check(record)
    _older(old, new, 10)
    with Record.open(old) as record:
        assert check(record) == before
        record.add(replace(invented.RUN, id="run-2"), [], [], [])
        derive(record)
        check(record)


def _older(path: Path, new: Path, version: int) -> None:
    """Write the rows of a record into one as version `version` of the format left it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for script in schema.migrations()[:version]:
        connection.executescript(script)
    connection.execute("ATTACH ? AS new", (str(new),))
    query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%'"
    for (table,) in connection.execute(query).fetchall():
        names = ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{table}")'))
        connection.execute(f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM new."{table}"')
    for table in ("article", "statement", "event"):
        connection.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
