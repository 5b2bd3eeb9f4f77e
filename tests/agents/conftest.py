from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record.file import Record


@pytest.fixture(scope="module")
def connection(invented_record: Path) -> Iterator[sqlite3.Connection]:
    with Record.open(invented_record, readonly=True) as record:
        yield record.connection
