from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.kit import run


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the bundled coverage, read with the model."""
    folder = tmp_path_factory.mktemp("demo")
    result = run("demo", "--to", folder, "--quiet")
    assert result.exit_code == 0, result.output
    return folder / "record.db"
