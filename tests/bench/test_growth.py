"""Growth is measured in processes of their own, and told as a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import growth
from bench.growth import exponent, fitted, main
from bench.growth_ways import WAYS


@pytest.mark.parametrize(("power", "factor"), [(1.0, 3.0), (2.0, 0.1), (0.5, 7.0)])
def test_exponent_of_a_power_is_the_power(power: float, factor: float) -> None:
    sizes = [1000, 3000, 10_000]
    assert exponent(sizes, [factor * size**power for size in sizes]) == pytest.approx(power)


def test_one_size_has_no_exponent() -> None:
    assert exponent([1000], [3]) is None
    assert exponent([1000, 1000], [3, 4]) is None


def test_sizes_that_failed_take_no_part_in_the_fit() -> None:
    row = {"seconds": 2.0, "cpu_seconds": 2.0, "grew_mib": 4.0}
    rows = [
        {**row, "articles": 10},
        {**row, "articles": 100, "seconds": 20.0},
        {"articles": 1000, "failed": "killed by signal 9"},
    ]
    assert fitted("derive", rows) == {"way": "derive: exponents", "seconds": 1.0, "cpu_seconds": 0.0, "grew_mib": 0.0}


@pytest.mark.model
def test_table_and_json_say_the_same_sizes(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(growth, "in_process", lambda way, path, _: WAYS[way](path))
    assert main(["4", "8", "--json", "--check", "--folder", str(small / "records")]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["way"], row.get("articles")) for row in rows] == [
        ("derive", 4),
        ("derive", 8),
        ("one-more", 9),
        ("anew", None),
        ("derive: exponents", None),
    ]
    assert rows[3]["differ"] == []
    assert main(["4", "--folder", str(small / "records")]) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[:2] == ["derive", "4"]


def test_a_process_that_fails_or_takes_too_long_is_said_so(tmp_path: Path) -> None:
    assert "there is no record" in growth.in_process("one-more", tmp_path / "none.db", None)["failed"]
    assert growth.in_process("derive", tmp_path / "none.db", 0.01) == {"failed": "not done after 0.01 seconds"}
