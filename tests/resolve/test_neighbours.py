from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.neighbours import NEAREST, near_pairs, parts
from onrecord.resolve.similarity import Vectors

PAIRS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30)


def _vectors(*articles: list[int]) -> Vectors:
    starts = np.cumsum([0, *map(len, articles)])
    terms = np.array([term for own in articles for term in sorted(own)], dtype=np.int64)
    return Vectors(starts, terms, np.ones(len(terms))).unit()


def _days(*days: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([(day, day) for day in days], dtype=np.float64)


def test_near_are_those_that_share_telling_terms_in_good_time() -> None:
    vectors = _vectors([1, 2], [1, 2], [3, 4], [1, 2])
    a, b, alike = near_pairs(vectors, _days(1, 2, 2, 90))
    assert (a.tolist(), b.tolist()) == ([0], [1])
    assert alike.round(2).tolist() == [1.0]


def test_a_term_that_all_have_still_joins_neighbours_in_time() -> None:
    count = 3 * NEAREST
    a, b, _ = near_pairs(_vectors(*([7, 100 + n] for n in range(count))), _days(*([5] * count)))
    assert int((b - a).max()) == NEAREST
    assert len(parts(count, a, b, count)) == 1


def test_nothing_has_no_neighbours() -> None:
    a, b, _ = near_pairs(_vectors([], [1]), _days(1, 1))
    assert len(a) == len(b) == 0
    assert parts(2, a, b, 2) == [[0], [1]]
    assert parts(0, a, b, 2) == []


def test_the_most_alike_stay_together_where_all_would_be_too_many() -> None:
    vectors = _vectors([1, 2, 3], [1, 2, 4], [4, 5, 6], [5, 6, 7])
    a, b, alike = near_pairs(vectors, _days(1, 1, 1, 1))
    assert alike.tolist() == sorted(alike.tolist(), reverse=True)
    assert parts(4, a, b, 2) == [[0, 1], [2, 3]]
    assert parts(4, a, b, 4) == [[0, 1, 2, 3]]


@given(PAIRS)
def test_parts_are_what_a_walk_over_the_pairs_reaches(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array([pair[side] for pair in pairs], dtype=np.int32) for side in (0, 1))
    found = {member: at for at, part in enumerate(parts(20, a, b, 20)) for member in part}
    reached = {n: {n} for n in range(20)}
    for one, other in [*pairs, *pairs]:
        joined = reached[one] | reached[other]
        for member in joined:
            reached[member] = joined
    assert all((found[m] == found[n]) == (m in reached[n]) for m in range(20) for n in range(20))
