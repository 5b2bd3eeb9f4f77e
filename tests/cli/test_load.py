from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model.errors import SourceError
from tests.cli.kit import rows, run
from tests.folder_kit import tables, write_folder
from tests.record_kit import fill


def test_a_folder_becomes_a_record_and_its_problems_are_told(tmp_path: Path) -> None:
    folder = write_folder(fill(tmp_path / "made.db"), tmp_path / "out", derived=False)
    result = run("load", folder, "--record", tmp_path / "r.db")
    assert result.exit_code == 0
    assert "articles: 35 (new 35, known 0); what is derived: made here" in result.stderr
    assert "problem: coverage/in/blank.txt: it holds no bytes" in result.stderr
    assert len(rows(tmp_path / "r.db", "articles")) == 35
    assert tables(tmp_path / "r.db")["statement"] == tables(tmp_path / "made.db")["statement"]


def test_what_is_no_folder_of_a_cluster_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"it has no onrecord\.json"):
        run("load", tmp_path, "--record", tmp_path / "r.db")
    assert not (tmp_path / "r.db").exists()
