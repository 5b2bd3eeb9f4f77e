"""The floors' command measures what it is asked for, or says that it cannot."""

from __future__ import annotations

import pytest

from bench.floors import main


def test_a_task_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["evnets"])
    assert "no such task: evnets; there are" in capsys.readouterr().err
