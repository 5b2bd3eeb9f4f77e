from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.trace.diff import difference


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("", "", []),
        ("We will go", "we will go", [("equal", "We will go", "we will go")]),
        ("our defence", "our defense", [("equal", "our defence", "our defense")]),
        ("firm bonds", "firm ties", [("equal", "firm ", "firm "), ("replace", "bonds", "ties")]),
        ("firm bonds", "bonds", [("delete", "firm ", ""), ("equal", "bonds", "bonds")]),
        ("“Go,” he said", '"Go," he said', [("equal", "“Go,” he said", '"Go," he said')]),
    ],
)
def test_difference(a: str, b: str, expected: object):
    assert difference(a, b) == expected


@given(st.text(alphabet="abcß .,’“ \n", max_size=40), st.text(alphabet="abc .,", max_size=40))
def test_both_sides_join_up_again(a: str, b: str):
    rows = difference(a, b)
    assert "".join(row[1] for row in rows) == a
    assert "".join(row[2] for row in rows) == b
    assert all((row[0] == "insert") == (not row[1]) for row in rows)
