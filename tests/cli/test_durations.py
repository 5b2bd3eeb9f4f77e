from __future__ import annotations

import pytest

from onrecord.cli.durations import seconds_of, shown


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("15m", 900), (" 2H ", 7200), ("1 d", 86400), ("90m", 5400)]
)
def test_a_stretch_of_time_is_read(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "m", "0s", "-5m", "1.5h", "15 minutes", "9999999s", "１５m5"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no stretch of time"):
        seconds_of(text)


@pytest.mark.parametrize(("seconds", "text"), [(900, "15m"), (3600.0, "1h"), (90, "90s"), (172800, "2d"), (0, "0s")])
def test_a_stretch_of_time_is_shown_in_its_largest_unit(seconds: float, text: str) -> None:
    assert shown(seconds) == text
