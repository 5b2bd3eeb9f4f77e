"""What the command line loads before it does anything: every command waits for it."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("heavy", ["spacy", "onnxruntime", "trafilatura", "pandas"])
def test_the_commands_load_no_language_model_and_no_reader_of_pages(heavy: str) -> None:
    code = f"import sys, onrecord.cli.app; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
