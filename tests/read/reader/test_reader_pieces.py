from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.reader.pieces import GAPS, SHAPES, SIDES
from tests.read.reader.kit import pieces_of

_TEXTS = st.text(alphabet=st.sampled_from(list("Aa Zé\n\t.,“”\"'«»„‚‘’!?…0—\ud800\U0001f600中")), max_size=80)


@given(_TEXTS)
def test_pieces_are_in_order_and_inside_the_text(text: str) -> None:
    pieces = pieces_of(text)
    assert np.all(pieces.starts < pieces.ends)
    assert np.all(pieces.ends[:-1] <= pieces.starts[1:])
    assert not len(pieces) or pieces.ends[-1] <= len(text)
    assert np.all((pieces.shapes >= 0) & (pieces.shapes < SHAPES))
    assert np.all(np.diff(pieces.lines) >= 0)
    assert np.all(np.diff(pieces.stops) >= 0)


@given(_TEXTS, st.integers(0, 80), st.integers(1, 80))
def test_a_found_range_holds_exactly_the_pieces_that_share_a_code_point(text: str, start: int, length: int) -> None:
    pieces = pieces_of(text)
    shared = [i for i in range(len(pieces)) if pieces.starts[i] < start + length and pieces.ends[i] > start]
    found = pieces.find(start, start + length)
    assert (list(range(found[0], found[1] + 1)) if found else []) == shared


def test_shapes_tell_capitals_gaps_and_sides_of_marks() -> None:
    pieces = pieces_of("Velmark said:\n\n“We AGREE now,” he said.")
    case, gap, side = pieces.shapes // (GAPS * SIDES), pieces.shapes // SIDES % GAPS, pieces.shapes % SIDES
    assert case.tolist() == [2, 1, 0, 0, 2, 3, 1, 0, 0, 1, 1, 0]
    assert gap.tolist() == [3, 1, 0, 3, 0, 1, 1, 0, 0, 1, 1, 0]
    assert side.tolist() == [0, 0, 0, 2, 1, 1, 1, 1, 2, 0, 0, 0]


def test_sentence_ends_are_counted_after_closing_marks_and_not_inside_names() -> None:
    pieces = pieces_of("“No.” He left the U.N. hall. Torvik stayed")
    words = {int(start): int(stops) for start, stops in zip(pieces.starts, pieces.stops, strict=True)}
    assert words[6] == 1
    assert words[len("“No.” He left the U.N. ")] == 2
    assert pieces.stops[-1] == 3


@pytest.mark.parametrize("text", ["", " \n \n", "\ud800", "“" * 10_000, "'\"" * 10_000, "a" * 100_000])
def test_odd_texts_are_cut(text: str) -> None:
    pieces = pieces_of(text)
    assert len(pieces) == len(pieces.ids) == len(pieces.quotes)


def test_ten_thousand_marks_in_a_paragraph_take_no_long_time() -> None:
    begun = time.monotonic()
    pieces_of('“Yes,” said Torvik\'s "men" to the ‘states’ « and » „all“. ' * 2_000)
    assert time.monotonic() - begun < 10
