from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.record.file import Record
from onrecord.record.find import quoted
from tests.cli.kit import run
from tests.query import invented
from tests.query.plain import World

WORDS = ("gates", "gate", '"the gates"', '"gates the"', "river rises", "crate", "bridge driver", "million", "NOT gates")
"""Words that stand in the coverage, in one order or another, and some that do not."""


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the bundled coverage, read with the model."""
    folder = tmp_path_factory.mktemp("demo")
    result = run("demo", "--to", folder, "--quiet")
    assert result.exit_code == 0, result.output
    return folder / "record.db"


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, kit: ModuleType) -> World:
    """The invented coverage of tests/query/invented.py with everything derived; tests leave it as it is."""
    path = tmp_path_factory.mktemp("lists") / "record.db"
    invented.write(path, invented.facts(kit))
    with Record.open(path, readonly=True) as record:
        return World(path, record.snapshot(), dict(_found(record.connection)))


def _found(connection: sqlite3.Connection) -> Iterator[tuple[str, frozenset[str]]]:
    for table in ("article", "statement", "event"):
        query = f"SELECT id FROM {table} WHERE key IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH ?)"
        for words in map(quoted, WORDS):
            ids = frozenset(row["id"] for row in connection.execute(query, (words,)))
            name = f"{table}s"
            yield f"{name} {words}", ids


@pytest.fixture(scope="session")
def record(world: World) -> Iterator[Record]:
    """The record, open."""
    with Record.open(world.path, readonly=True) as opened:
        yield opened
