"""A folder for records on which growth is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import growth_records
from bench.coverage.__main__ import coverage_of

WRITTEN = 20


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bases")


@pytest.fixture
def small(bases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for records of coverage from a few bases."""
    monkeypatch.setattr(growth_records, "coverage_of", lambda seed: coverage_of(seed, bases, WRITTEN, []))
    return tmp_path
