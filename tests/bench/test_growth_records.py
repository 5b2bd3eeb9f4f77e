"""Records on which growth is measured are what their names say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.growth_records import prepare
from onrecord.record.file import Record


@pytest.mark.model
def test_records_are_kept_for_further_runs(small: Path) -> None:
    path = prepare(6, small, "copies", 1)
    stamp = path.stat().st_mtime_ns
    assert prepare(6, small, "copies", 1) == path
    assert path.stat().st_mtime_ns == stamp
    with Record.open(path) as record:
        assert len({article.text for article in record.facts().articles}) == 1
