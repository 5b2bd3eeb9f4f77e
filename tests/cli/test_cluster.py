from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.kit import run


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["add", "in", "--engine", "spark"], "name it with --to DIR"),
        (["add", "in", "--to", "out"], "give --engine spark"),
        (["add", "in", "--master", "local[1]"], "give --engine spark"),
        (["add", "in", "--engine", "spark", "--to", "out", "--spark", "executor.memory=1g"], "give spark.NAME=VALUE"),
        (["resolve", "out", "--engine", "local"], "onrecord load DIR"),
    ],
)
def test_options_that_contradict_each_other_are_named(tmp_path: Path, arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.output.replace("│", " ").split())
    assert not list(tmp_path.iterdir())
