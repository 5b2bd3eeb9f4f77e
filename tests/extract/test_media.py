"""Media and feature queries on a usual desktop."""

from __future__ import annotations

import pytest

from onrecord.extract.media import holds_on_screen, is_supported


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("screen", True),
        ("print", False),
        ("print, screen", True),
        ("not print", True),
        ("not (min-width: 100px)", False),
        ("(color)", True),
        ("(prefers-color-scheme: dark)", False),
        ("(prefers-color-scheme: light)", True),
        ("(200px <= width <= 2000px)", True),
        ("(2000px <= width)", False),
        ("(width > 200px)", True),
        ("(width < 200px)", False),
        ("(200px < width < 300px)", False),
        ("(max-width: 100px) or (min-width: 200px)", True),
        ("(nobody: knows)", False),
    ],
)
def test_media(query: str, holds: bool):
    assert holds_on_screen(query) is holds


@pytest.mark.parametrize(
    ("condition", "supported"),
    [
        ("(display: grid)", True),
        ("(display: velmark)", False),
        ("not (display: velmark)", True),
        ("(display: velmark) or (display: grid)", True),
        ("(display: velmark) and (display: grid)", False),
    ],
)
def test_features(condition: str, supported: bool):
    assert is_supported(condition) is supported


def test_what_is_too_long_does_not_hold():
    assert not holds_on_screen("(width" + "<" * 100_000)
    assert not is_supported("(a: " + "x" * 100_000)
