"""Lengths and sums of style declarations."""

from __future__ import annotations

import pytest

from onrecord.extract.lengths import measure


@pytest.mark.parametrize(
    ("value", "pixels"),
    [
        ("0", 0),
        ("-.5px", -0.5),
        ("2em", 32),
        ("-100vw", -1280),
        ("1e2px", 100),
        ("calc(1px + 2px * 3)", 7),
        ("calc((1px + 2px) * 3)", 9),
        ("calc(-1 * (2px - 10px))", 8),
        ("min(3px, 1px, 2px)", 1),
        ("max(3px, calc(2px * 2))", 4),
        ("clamp(1px, 9px, 5px)", 5),
        ("calc(1px / 0)", None),
        ("calc(1px", None),
        ("calc(1px) 2px", None),
        ("1px 2px", None),
        ("50%", None),
        ("auto", None),
        ("", None),
    ],
)
def test_what_a_value_measures(value: str, pixels: float | None):
    assert measure(value) == pixels


@pytest.mark.parametrize("letters", ["calc(", "1"])
def test_what_is_too_long_is_none(letters: str):
    assert measure(letters * 50_000) is None


def test_shares_are_of_a_whole():
    assert measure("-50%", 1280) == -640
    assert measure("calc(100% - 80px)", 1280) == 1200
