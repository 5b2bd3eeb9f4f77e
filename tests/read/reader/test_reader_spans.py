from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.read.reader.pieces import Pieces
from onrecord.read.reader.spans import BEGIN, CONTENT, CUE, INSIDE, LABELS, OUT, SOURCE, Stretch, stretches_of
from tests.read.reader.kit import pieces_of

_TEXT = "Velmark said “we will go, and not alone” today.\nTorvik agreed."


def _tags(pieces: Pieces, label: int, states: dict[int, int], sure: float = 6.0) -> NDArray[np.float32]:
    tags = np.zeros((len(pieces), len(LABELS), 3), np.float32)
    tags[:, :, OUT] = sure
    for at, state in states.items():
        tags[at, label] = 0
        tags[at, label, state] = sure
    return tags


def _ends(found: list[Stretch]) -> list[tuple[int, int]]:
    return [(one.first, one.last) for one in found]


def test_begin_and_inside_make_stretches_and_a_second_begin_a_second_one() -> None:
    pieces = pieces_of("one two three four five")
    found = stretches_of(pieces, _tags(pieces, SOURCE, {0: BEGIN, 1: INSIDE, 2: BEGIN, 4: BEGIN}))
    assert _ends(found[SOURCE]) == [(0, 1), (2, 2), (4, 4)]
    assert not found[CONTENT]
    assert not found[CUE]
    assert all(0.9 < one.score <= 1 for one in found[SOURCE])


def test_labels_may_hold_each_other() -> None:
    pieces = pieces_of("one two three")
    tags = _tags(pieces, CONTENT, {0: BEGIN, 1: INSIDE, 2: INSIDE})
    tags[:, CUE] = _tags(pieces, CUE, {1: BEGIN})[:, CUE]
    found = stretches_of(pieces, tags)
    assert (_ends(found[CONTENT]), _ends(found[CUE])) == ([(0, 2)], [(1, 1)])


def test_a_content_never_cuts_a_marked_quotation() -> None:
    pieces = pieces_of(_TEXT)
    assert pieces.quotes.tolist()[2:11] == [0] * 9
    most = dict.fromkeys(range(3, 9), INSIDE) | {3: BEGIN}
    assert _ends(stretches_of(pieces, _tags(pieces, CONTENT, most))[CONTENT]) == [(2, 10)]
    assert not stretches_of(pieces, _tags(pieces, CONTENT, {3: BEGIN, 4: INSIDE}))[CONTENT]
    assert _ends(stretches_of(pieces, _tags(pieces, SOURCE, {3: BEGIN, 4: INSIDE}))[SOURCE]) == [(3, 4)]


def test_nothing_crosses_a_line_end() -> None:
    pieces = pieces_of(_TEXT)
    stop = int(np.flatnonzero(np.diff(pieces.lines))[0])
    states = {stop - 1: BEGIN, stop: INSIDE, stop + 1: INSIDE, stop + 2: INSIDE}
    assert _ends(stretches_of(pieces, _tags(pieces, CONTENT, states))[CONTENT]) == [
        (stop - 1, stop),
        (stop + 1, stop + 2),
    ]


def test_a_bias_finds_more() -> None:
    pieces = pieces_of("one two three")
    tags = _tags(pieces, CUE, {1: OUT}, sure=0.5)
    tags[1, CUE, BEGIN] = 0.4
    assert not stretches_of(pieces, tags)[CUE]
    assert _ends(stretches_of(pieces, tags, (0.0, 0.0, 0.2))[CUE]) == [(1, 1)]


@given(
    st.lists(st.sampled_from(["Torvik", "“", "”", '"', "said", ".", "\n", "’", "«"]), max_size=40).map(" ".join),
    st.integers(0, 2**32 - 1),
)
def test_stretches_are_apart_in_order_and_keep_lines_and_quotations_whole(text: str, seed: int) -> None:
    pieces = pieces_of(text)
    tags = np.random.default_rng(seed).normal(0, 3, (len(pieces), len(LABELS), 3)).astype(np.float32)
    for label, found in enumerate(stretches_of(pieces, tags)):
        ends = _ends(found)
        assert all(first <= last for first, last in ends)
        assert all(before[1] < after[0] for before, after in pairwise(ends))
        assert all(pieces.lines[first] == pieces.lines[last] for first, last in ends)
        for quote in set(pieces.quotes.tolist()) - {-1} if label == CONTENT else ():
            inside = set(np.flatnonzero(pieces.quotes == quote).tolist())
            for first, last in ends:
                held = inside & set(range(first, last + 1))
                assert held in (set(), inside)
