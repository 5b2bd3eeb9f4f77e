"""The measurements of lines."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.features import feature_names, features_of

LINES = st.lists(st.text(alphabet="aB é.,:1-•“\t日 ’©|", max_size=30), max_size=12)


def value(lines: list[str], i: int, name: str) -> float:
    return float(features_of(lines)[i, feature_names().index(name)])


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_every_line_has_every_measurement(lines: list[str]):
    found = features_of(lines)
    assert found.shape == (len(lines), len(feature_names()))
    assert np.isfinite(found).all()


def test_names_are_told_apart():
    assert len(set(feature_names())) == len(feature_names())


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("Sign in", "account_short", 1),
        ("A sign inside", "account_short", 0),
        ("© The Velm Courier", "legal_short", 1),
        ("12 March 2024", "date_short", 1),
        ("Ada Torvik says:", "mark_said", 1),
        ("Leave a reply", "mark_comments", 1),
        ("Related articles", "mark_related", 1),
        ("Related: Ferries stop", "mark_related", 1),
        ("Was it so?", "question", 1),
        ("  • Sport", "bullet", 1),
        ("“We go,” she said.", "quote_start", 1),
        ("2 hours ago", "ago", 1),
        ("", "no_word", 1),
        ("write to @velm", "handle", 1),
    ],
)
def test_facts_of_a_line(line: str, name: str, expected: float):
    assert value([line], 0, name) == expected


def test_what_stands_around():
    lines = ["Harbour of Brine opens", "Menu", "Harbour of Brine opens", "The harbour opened.", "Menu"]
    assert value(lines, 2, "title_here") == 1
    assert value(lines, 3, "title_close") == pytest.approx(0.8)
    assert value(lines, 1, "words_3_after_2") == 1
    assert value(lines, 1, "words_3_before_1") == 1
    assert value(lines, 3, "sentence_end_of_line_-1") == 0
    assert value(lines, 2, "sentence_end_of_line_+1") == 1
    assert value(lines, 0, "repeated") == 1
    assert value(lines, 1, "repeated") == 0


def test_the_heaviest_block_is_found():
    prose = "The harbour board of Brine said on Monday that the ships would sail again before the end of the month."
    lines = ["Menu", "Sport", prose, prose + " So it was.", "Menu"]
    assert [value(lines, i, "block_inside") for i in range(5)] == [0, 0, 1, 1, 0]
    assert value(lines, 1, "block_just_before") == 1
    assert value(lines, 4, "no_text_after") == 1
