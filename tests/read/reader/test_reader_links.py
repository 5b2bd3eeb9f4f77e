from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.reader.links import OUTPUTS, TRAITS, WIDTH, Places, Tables, link_chances, traits, within
from tests.read.reader.kit import no_tables, pieces_of

_TEXT = "Velmark said “yes” . Torvik said “no” .\nNordstrand spoke . All agreed"
_PIECES = pieces_of(_TEXT)
_PLACES = Places.of(_PIECES, 0, len(_PIECES))
_Ends = st.lists(st.tuples(st.integers(0, len(_PIECES) - 1), st.integers(0, 3)), max_size=6)


def _table(ends: list[tuple[int, int]]) -> np.ndarray:
    return np.array(ends, np.int64).reshape(-1, 2)


def test_traits_tell_distance_side_ends_marks_and_what_lies_between() -> None:
    content, cues = _table([(2, 4)]), _table([(1, 1), (7, 7), (13, 13)])
    found = traits(content, cues, _PLACES)[0]
    assert found[:, 0].tolist() == [9, 2, 4]
    assert found[:, 1].tolist() == [0, 1, 3 + 2]
    assert found[:, 2].tolist() == [3, 0, 1]
    assert found[:, 3].tolist() == [2, 2, 2]


@given(_Ends, _Ends)
def test_traits_lie_in_their_tables(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    sides = [_table([(at, min(at + more, len(_PIECES) - 1)) for at, more in ends]) for ends in (first, second)]
    found = traits(sides[0], sides[1], _PLACES)
    assert found.shape == (len(first), len(second), len(TRAITS))
    assert all(np.all((found[..., at] >= 0) & (found[..., at] < size)) for at, size in enumerate(TRAITS))


def test_chances_follow_the_network_the_tables_and_having_none() -> None:
    answer = np.zeros((len(_PIECES), OUTPUTS), np.float32)
    contents, cues = _table([(2, 4), (8, 10)]), _table([(1, 1), (7, 7)])
    even = link_chances(0, (contents, cues), answer, _PLACES, no_tables())
    assert np.allclose(even, 1 / 3)
    answer[[2, 4], 0] = 5.0
    answer[1, WIDTH] = 5.0
    assert link_chances(0, (contents, cues), answer, _PLACES, no_tables())[0].argmax() == 0
    answer[[2, 4], 2 * WIDTH] = 50.0
    assert link_chances(0, (contents, cues), answer, _PLACES, no_tables())[0].argmax() == 2
    near = np.zeros(TRAITS[0], np.float32)
    near[9] = 3.0
    rest = tuple(np.zeros(size, np.float32) for size in TRAITS[1:])
    tables = Tables(((near, *rest), (near, *rest)))
    blank = np.zeros_like(answer)
    assert link_chances(0, (contents, cues), blank, _PLACES, tables).argmax(axis=1).tolist() == [0, 1]


def test_none_is_certain_where_nothing_is_sought() -> None:
    answer = np.zeros((len(_PIECES), OUTPUTS), np.float32)
    assert link_chances(1, (_table([(1, 1)]), _table([])), answer, _PLACES, no_tables()).tolist() == [[1.0]]
    assert link_chances(1, (_table([]), _table([(1, 1)])), answer, _PLACES, no_tables()).shape == (0, 2)


def test_only_what_lies_wholly_in_a_window_is_linked_there() -> None:
    ends, inside = within([(0, 2), (3, 4), (4, 9)], 3, 8)
    assert (ends.tolist(), inside.tolist()) == ([[0, 1]], [False, True, False])
