from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from onrecord.resolve.clustering import average_link, two_parts


@st.composite
def _matrices(draw: st.DrawFn) -> NDArray[np.float32]:
    count = draw(st.integers(1, 8))
    values = draw(st.lists(st.integers(0, 10_000), min_size=count * count, max_size=count * count, unique=True))
    half = np.tril(np.array(values, dtype=np.float32).reshape(count, count) / 10_000, -1)
    return np.asarray(half + half.T + np.eye(count), dtype=np.float32)


def test_the_average_decides_not_the_nearest_pair() -> None:
    chain = np.array([[1, 0.9, 0.1], [0.9, 1, 0.6], [0.1, 0.6, 1]], dtype=np.float32)
    assert average_link(chain, 0.5) == [[0, 1], [2]]
    assert average_link(chain, 0.3) == [[0, 1, 2]]


def test_what_is_forbidden_is_never_joined_not_even_through_a_third() -> None:
    alike = np.array([[1, 0.9, -np.inf], [0.9, 1, 0.8], [-np.inf, 0.8, 1]], dtype=np.float32)
    assert average_link(alike, 0.1) == [[0, 1], [2]]


def test_two_parts() -> None:
    alike = np.array([[1, 0.1, 0.8, 0], [0.1, 1, 0, 0.7], [0.8, 0, 1, 0], [0, 0.7, 0, 1]], dtype=np.float32)
    assert two_parts(alike) == [[0, 2], [1, 3]]


@given(_matrices(), st.floats(0, 1))
def test_every_row_is_in_one_cluster(alike: NDArray[np.float32], threshold: float) -> None:
    clusters = average_link(alike, threshold)
    assert sorted(row for cluster in clusters for row in cluster) == list(range(len(alike)))
    assert clusters == sorted(clusters)


@given(_matrices(), st.floats(0, 1), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(alike: NDArray[np.float32], threshold: float, chance) -> None:  # noqa: ANN001
    order = list(range(len(alike)))
    chance.shuffle(order)
    shuffled = average_link(alike[np.ix_(order, order)], threshold)
    assert sorted(sorted(order[row] for row in cluster) for cluster in shuffled) == average_link(alike, threshold)


@given(_matrices(), st.floats(0.01, 1))
def test_clusters_could_not_be_joined_further(alike: NDArray[np.float32], threshold: float) -> None:
    clusters = average_link(alike, threshold)
    for a in clusters:
        for b in clusters:
            if a < b:
                assert alike[np.ix_(a, b)].astype(np.float64).mean() < threshold + 1e-6
