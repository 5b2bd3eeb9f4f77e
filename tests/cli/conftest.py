"""The bundled coverage, added once for all tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.kit import run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `onrecord demo` made; tests leave its record as it is."""
    folder = tmp_path_factory.mktemp("demo")
    result = run("demo", "--to", folder, "--quiet")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="session")
def record(demo: Path) -> Path:
    """The record of the bundled coverage; tests leave it as it is."""
    return demo / "record.db"
