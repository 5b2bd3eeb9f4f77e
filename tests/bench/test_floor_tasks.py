"""The floors' command measures what it is asked for, or says that it cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bench import floors
from bench.floors import Figures, Item, main


def test_a_task_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["evnets"])
    assert "no such task: evnets; there are" in capsys.readouterr().err


def test_tasks_that_are_left_out_are_not_measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    taken: list[str] = []

    def measured(items: Sequence[Item], *_: object) -> Iterator[tuple[Item, Figures]]:
        taken.extend(item.name for item in items)
        yield from ()

    monkeypatch.setattr(floors, "measured", measured)
    monkeypatch.setattr(floors, "shared_folder", lambda: tmp_path)
    assert floors.main(["--without", "stories-sets"]) == 0
    assert "stories" in taken
    assert "stories-sets" not in taken
