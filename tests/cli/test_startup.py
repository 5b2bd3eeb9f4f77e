"""What is loaded before anything is done: every command and every `import onrecord` waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("heavy", ["spacy", "onnxruntime", "trafilatura", "pandas"])
def test_the_commands_load_no_language_model_and_no_reader_of_pages(heavy: str) -> None:
    code = f"import sys, onrecord.cli.app; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.unmeasured
def test_the_package_loads_nothing_before_it_is_asked() -> None:
    code = (
        "import sys, onrecord; before = [name for name in sys.modules if name.startswith('onrecord.')]; "
        "heavy = {'sqlite3', 'pyarrow', 'jinja2', 'spacy'} & sys.modules.keys(); "
        "sys.exit(bool(before or heavy or not callable(onrecord.open) or not callable(onrecord.read_text)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_record_is_opened_and_read_without_the_language_model(invented_record: Path) -> None:
    code = (
        f"import sys, onrecord; record = onrecord.open({str(invented_record)!r}); "
        "len(record.claims()[0]); sys.exit(bool({'spacy', 'onnxruntime', 'pandas', 'jinja2'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
