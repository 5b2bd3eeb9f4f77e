"""What growth measured is drawn: every size and every curve, the same each time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bench.growth_plot import main

ROWS = [
    {"way": "derive", "articles": size, "seconds": size / 100, "cpu_seconds": size / 50, "grew_mib": 100 + size / 50}
    for size in (1000, 3000, 10000)
]


def test_every_size_and_every_curve_is_drawn(tmp_path: Path) -> None:
    rows, picture = tmp_path / "growth.jsonl", tmp_path / "growth.svg"
    rows.write_text("\n".join(map(json.dumps, [*ROWS, {"way": "one-more", "seconds": 3}])), encoding="utf-8")
    assert main([str(rows), str(picture)]) == 0
    first = picture.read_text(encoding="utf-8")
    shown = re.findall(r">([^<>]+)</text>", first)
    assert {"1,000", "3,000", "10,000", "by the clock: N^1.00", "of a processor: N^1.00"} <= set(shown)
    assert main([str(rows), str(picture)]) == 0
    assert picture.read_text(encoding="utf-8") == first


def test_rows_of_nothing_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "growth.jsonl"
    rows.write_text("", encoding="utf-8")
    assert main([str(rows), str(tmp_path / "growth.svg")]) == 1
    assert "has no row of deriving" in capsys.readouterr().err
    assert not (tmp_path / "growth.svg").exists()
