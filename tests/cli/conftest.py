"""The bundled coverage, added once for all tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.app import app


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `onrecord demo` made; tests leave its record as it is."""
    folder = tmp_path_factory.mktemp("demo")
    result = CliRunner().invoke(app, ["demo", "--to", str(folder), "--quiet"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder
