"""How speed is measured: ratios, their spread, and what is said where one falls. Nothing here is timed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.speed.__main__ import main
from bench.speed.floors import FLOORS, fallen
from bench.speed.measuring import Ratio, Taken, by_turns, least


def test_work_is_done_by_turns_and_once_before() -> None:
    done: list[str] = []
    times = by_turns({"a": lambda: done.append("a"), "b": lambda: done.append("b")}, 2)
    assert "".join(done) == "ababab"
    assert {name: len(took) for name, took in times.items()} == {"a": 2, "b": 2}


def test_a_ratio_goes_round_by_round() -> None:
    slow, quick = [Taken(2, 8), Taken(4, 8), Taken(9, 8)], [Taken(2, 2), Taken(2, 2), Taken(3, 4)]
    assert Ratio.of(slow, quick) == Ratio(2, 1, 3)
    assert Ratio.by_the_clock(slow, quick) == Ratio(4, 2, 4)
    assert least(slow) == Taken(2, 8)


@pytest.mark.parametrize(("figure", "lost"), [(0.5, 0), (0.42, 0), (0.39, 1)])
def test_a_floor_gives_way_by_its_noise_alone(tmp_path: Path, figure: float, lost: int) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"reading": {"learned": {"ratio": 0.5, "noise": 0.1}}}))
    assert len(fallen("reading", {"ratios": {"learned": Ratio(figure, figure, figure)}}, path)) == lost
    assert not fallen("adding", {"ratios": {"learned": Ratio(0.1, 0.1, 0.1)}}, path)


def test_floors_are_ratios_with_noise() -> None:
    floors = [floor for command in json.loads(FLOORS.read_text("utf-8")).values() for floor in command.values()]
    assert floors
    assert all(floor["ratio"] > floor["noise"] > 0 for floor in floors)


def test_without_data_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "none"))
    monkeypatch.setattr("bench.speed.texts.shared_folder", lambda: None)
    assert main(["reading"]) == 0
    assert "left out" in capsys.readouterr().err
