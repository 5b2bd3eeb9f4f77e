"""Stories are measured against the happenings that articles were made about."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.coverage.__main__ import coverage_of
from bench.made_stories import measure

pytestmark = pytest.mark.model


def test_stories_of_made_up_coverage_are_mostly_its_happenings(tmp_path: Path) -> None:
    found = measure(coverage_of(1, tmp_path, written=40, texts=[]), 120)
    assert found["articles"] == 120
    assert found["happenings"] > 10
    assert found["F1"] > 0.8
    assert found["largest"] < 120
