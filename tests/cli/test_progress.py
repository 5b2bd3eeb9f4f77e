"""The bars on standard error."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from onrecord.cli import progress as bars
from onrecord.engine.progress import Progress


def _shown(monkeypatch: pytest.MonkeyPatch, *steps: Progress) -> str:
    """Return the last thing that was shown for some steps."""
    told = io.StringIO()
    monkeypatch.setattr(bars, "talk", Console(file=told, force_terminal=True, width=120, color_system=None))
    with bars.progress(quiet=False) as step:
        for event in steps:
            step(event)
    return [line for line in told.getvalue().split("\x1b[2K") if " read " in line][-1]


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([Progress("read", 3)], "3/?"),
        ([Progress("read", 3, about=12_000)], "3/~12,000"),
        ([Progress("read", 3, 12)], "3/12"),
        ([Progress("read", 3, about=9), Progress("read", 4, about=8)], "4/~8"),
        ([Progress("read", 8, about=8)], "8/~9"),
        ([Progress("read", 8, about=8), Progress("read", 8, 8)], "8/8"),
    ],
)
def test_the_count_says_whether_the_total_is_known(
    monkeypatch: pytest.MonkeyPatch, steps: list[Progress], shown: str
) -> None:
    assert f" {shown} " in _shown(monkeypatch, *steps)


def test_nothing_is_shown_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    told = io.StringIO()
    monkeypatch.setattr(bars, "talk", Console(file=told, force_terminal=True))
    with bars.progress(quiet=True) as step:
        step(Progress("read", 3))
    assert told.getvalue() == ""
