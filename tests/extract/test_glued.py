"""A caption on one line with the paragraph after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.glued import split_glued
from onrecord.model.span import Span


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            "Ada Torvik speaks to fishermen on the northern quay of BrineThe harbour board said on Monday it would.",
            "Ada Torvik speaks to fishermen on the northern quay of Brine",
        ),
        (
            "A crane above the unfinished bridge at Kelstadt (2019)The bridge will open in spring, its builders say.",
            "A crane above the unfinished bridge at Kelstadt (2019)",
        ),
        ("He sold McAllister Brothers of Brine a ship that had never left the harbour of Kelstadt in its life.", None),
        ("The YouTube channel of the ministry showed the minister on the quay, and nobody else was to be seen.", None),
        ("The ferries to Brine were late for the third day.The board of the harbour said that nobody knew why.", None),
        ("Fish marketBrine Docks", None),
    ],
)
def test_a_caption_is_cut_where_a_fragment_meets_a_sentence(line: str, left: str | None):
    parts = split_glued(line, Span(0, len(line)))
    assert (parts[0].of(line) if len(parts) > 1 else None) == left


@given(st.text(alphabet="abC .T“h\n", min_size=1, max_size=200), st.integers(0, 20))
def test_the_parts_make_up_the_line(line: str, before: int):
    text = "x" * before + line
    parts = split_glued(text, Span(before, len(text)))
    assert "".join(part.of(text) for part in parts) == line


def test_a_long_line_with_many_seams_takes_no_long():
    line = "aB " * 400_000
    assert split_glued(line, Span(0, len(line))) == (Span(0, len(line)),)
