"""The lookups of who did what to whom and of who takes claims from whom, held against plain Python."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.snapshot import Snapshot
from onrecord.record import schema
from onrecord.record.dealings import (
    about,
    choose_dealings,
    dealings_between,
    dealings_in,
    dealings_of,
    heaviest_dealings,
    heaviest_pairs,
    months_between,
    months_of,
    names_of,
    pairs_of_actors,
    places,
)
from onrecord.record.file import Record
from tests.web import counting
from tests.web.quarrel import quarrel
from tests.web.records import recorded

LOOKUPS = {
    "deed": "claim, type, status, month, place, state",
    "dealing": "actor, other, claim",
    "dyad": "actor, other, type, status, claims, mutual",
    "taking": "outlet, source, named, certain, directed, ties",
}


@pytest.fixture(scope="module")
def coverage(kit: ModuleType) -> Snapshot:
    return quarrel(kit)


@pytest.fixture
def held(coverage: Snapshot, tmp_path: Path) -> Record:
    return recorded(coverage, tmp_path / "record.db")


def rows(connection: sqlite3.Connection, table: str) -> set[tuple[object, ...]]:
    return {tuple(row) for row in connection.execute(f"SELECT {LOOKUPS[table]} FROM {table}")}


def counted(snapshot: Snapshot) -> dict[str, set[tuple[object, ...]]]:
    return {
        "deed": {(claim, *deed) for claim, deed in counting.deeds(snapshot).items()},
        "dealing": {*counting.dealings(snapshot)},
        "dyad": {(*key, *counts) for key, counts in counting.dyads(snapshot).items()},
        "taking": {(*map(_plain, key), ties) for key, ties in counting.takings(snapshot).items()},
    }


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def ids(snapshot: Snapshot) -> dict[str, str]:
    return {actor.name: actor.id for actor in snapshot.resolution.actors}


def test_the_lookups_say_what_python_counts(coverage: Snapshot, held: Record) -> None:
    expected = counted(coverage)
    assert all(expected.values())
    assert {table: rows(held.connection, table) for table in LOOKUPS} == expected


def test_the_lookups_follow_what_is_derived_anew(coverage: Snapshot, held: Record) -> None:
    held.connection.execute("PRAGMA foreign_keys = OFF")
    held.replace_derived(coverage.resolution, coverage.tracing)
    assert {table: rows(held.connection, table) for table in LOOKUPS} == counted(coverage)
    for claim in coverage.resolution.claims:
        held.connection.execute("DELETE FROM dependence WHERE claim = ?", (claim.id,))
        held.connection.execute("DELETE FROM claim WHERE id = ?", (claim.id,))
    assert {table: rows(held.connection, table) for table in LOOKUPS} == {table: set() for table in LOOKUPS}


def test_an_older_record_gets_the_rows_that_the_triggers_would_have_written(coverage: Snapshot, tmp_path: Path) -> None:
    with recorded(coverage, tmp_path / "new.db") as fresh:
        expected = {table: rows(fresh.connection, table) for table in LOOKUPS}
    old = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    for script in schema.migrations()[:11]:
        old.executescript(script)
    old.execute("ATTACH ? AS fresh", (str(tmp_path / "new.db"),))
    for name in ("claim", "member", "article", "event", "entity", "alias", "dependence"):
        columns = ", ".join(f'"{row[1]}"' for row in old.execute(f'PRAGMA main.table_info("{name}")'))
        old.execute(f'INSERT INTO main."{name}" ({columns}) SELECT {columns} FROM fresh."{name}"')
    old.execute("INSERT OR IGNORE INTO main.part SELECT * FROM fresh.part")
    old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    old.execute("PRAGMA user_version = 11")
    old.close()
    with Record.open(tmp_path / "old.db") as brought:
        assert {table: rows(brought.connection, table) for table in LOOKUPS} == expected


roles = st.tuples(st.sampled_from("ABC"), st.sampled_from(("actor", "recipient", "speaker")))


@given(st.lists(st.tuples(st.sampled_from(("one", "two")), roles), max_size=14), st.booleans())
def test_in_whichever_order_parts_come_each_pair_counts_once(
    order: list[tuple[str, tuple[str, str]]], keep: bool
) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for script in schema.migrations():
        connection.executescript(script)
    for claim in ("one", "two"):
        connection.execute(
            "INSERT INTO claim (id, kind, title, head, actors) VALUES (?, 'event', '', '', '[]')", (claim,)
        )
        connection.execute("INSERT INTO deed (claim, type, status) VALUES (?, 'AGREE', 'occurred')", (claim,))
    for claim, (actor, role) in order:
        connection.execute("INSERT OR IGNORE INTO part (actor, role, claim) VALUES (?, ?, ?)", (actor, role, claim))
    if not keep:
        connection.execute("DELETE FROM claim WHERE id = 'one'")
    kept = {(claim, actor, role) for claim, (actor, role) in order if keep or claim == "two"}
    expected = {}
    for one in "ABC":
        for other in sorted({*"ABC"} - {one}):
            both = [
                {claim for claim in ("one", "two") if _deals(kept, claim, *pair)}
                for pair in ((one, other), (other, one))
            ]
            if both[0]:
                expected[one, other] = (len(both[0]), len(both[0] & both[1]))
    found = {
        (row[0], row[1]): (row[2], row[3])
        for row in connection.execute("SELECT actor, other, claims, mutual FROM dyad")
    }
    assert found == expected


def _deals(kept: set[tuple[str, str, str]], claim: str, one: str, other: str) -> bool:
    if (claim, one, "actor") not in kept:
        return False
    hit = [(claim, who, "recipient") in kept for who in (one, other)]
    return hit[1] or (hit[0] and (claim, other, "actor") in kept)


def test_counts_of_an_actor_of_a_pair_and_of_the_heaviest(coverage: Snapshot, held: Record) -> None:
    one, other = ids(coverage)["Velmark"], ids(coverage)["Kingdom of Ostran"]
    expected = {(*key, *counts) for key, counts in counting.dyads(coverage).items()}
    of_one = {tuple(row) for row in dealings_of(held.connection, one)}
    assert of_one == {row for row in expected if one in row[:2]}
    assert {tuple(row) for row in dealings_between(held.connection, other, one)} == of_one
    assert {tuple(row) for row in heaviest_dealings(held.connection, 9)} == expected
    assert {row.other for row in heaviest_dealings(held.connection, 1)} == {other}
    assert pairs_of_actors(held.connection) == len({row[:2] for row in expected})
    assert heaviest_pairs(held.connection, 1) == [(min(one, other), max(one, other))]
    story = coverage.resolution.stories[0].id
    assert {tuple(row) for row in dealings_in(held.connection, story)} == expected
    assert dealings_in(held.connection, "sto-0000") == []


def test_what_both_did_is_told_once_and_apart(coverage: Snapshot, held: Record) -> None:
    one, other = ids(coverage)["Velmark"], ids(coverage)["Kingdom of Ostran"]
    pairs = {(pair[:2], pair[2]) for pair in counting.dealings(coverage)}
    forth, back = ({claim for pair, claim in pairs if pair == ends} for ends in ((one, other), (other, one)))
    chosen = {
        (a, mutual): choose_dealings(a, b, mutual=mutual).page(held.connection, 99)
        for a, b in ((one, other), (other, one))
        for mutual in (True, False)
    }
    assert set(chosen[one, True]) == set(chosen[other, True]) == forth & back
    assert set(chosen[one, False]) == forth - back
    assert set(chosen[other, False]) == back - forth
    assert [len(own) for own in chosen.values()] == [1, 3, 1, 1]
    tariff = coverage.claim[chosen[one, False][0]]
    assert len(tariff.members) == 4  # the most reported first


def test_months_are_those_of_the_fullest_report(coverage: Snapshot, held: Record) -> None:
    one, other = ids(coverage)["Velmark"], ids(coverage)["Kingdom of Ostran"]
    between = {(row.month, row.type): row.claims for row in months_between(held.connection, one, other)}
    assert between == {
        ("2031-04", "SANCTION"): 1,
        ("2031-05", "CONSULT"): 1,
        (None, "SANCTION"): 1,
        (None, "ASSAULT"): 1,
        (None, "SUPPORT"): 1,
    }
    assert ("2031-05", "PROTEST", 1) in {(row.month, row.type, row.claims) for row in months_of(held.connection, other)}


def test_places_count_claims(held: Record) -> None:
    assert {tuple(row) for row in places(held.connection)} == {
        ("Geneva", "CHE", 1), ("Nowhere", None, 1), ("Port Hallin", "VLM", 1), ("Velmark", "VLM", 1)
    }  # fmt: skip


def test_statements_about_an_actor_are_found_by_its_names_and_by_what_they_report(
    coverage: Snapshot, held: Record
) -> None:
    ostran, league = ids(coverage)["Kingdom of Ostran"], ids(coverage)["Skarn League"]
    said = [claim.id for claim in coverage.resolution.claims if claim.kind == "utterance"]
    assert about(held.connection, said, ostran, '"Kingdom of Ostran"') == set(said)
    assert about(held.connection, said, league, '"Skarn League"') == set()
    assert names_of(held.connection, ostran, 5) == ["Ostran"]
    (event,) = (e for e in coverage.facts.event.values() if e.subtype == "praise")
    head = coverage.claim[said[0]].head
    held.connection.execute("UPDATE event SET within = ? WHERE id = ?", (head, event.id))
    assert about(held.connection, said, league, '"Skarn League"') == set(said)
