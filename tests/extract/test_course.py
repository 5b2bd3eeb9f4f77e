"""The course of a page: before the body, in it, in a gap, after it."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.course import ALLOWED, BODY, FIRST, body_chances

SCORES = st.lists(st.lists(st.floats(-4, 4), min_size=4, max_size=4), min_size=1, max_size=5)
CHANGE = np.array([[1.0, 0, 0, 0], [0, 2, -1, -1], [0, 0, 1, 0], [0, 0, 0, 1]])
START = np.array([0.5, -0.5, 0, 0])


def summed(scores: list[list[float]]) -> list[float]:
    """Add up all courses one by one."""
    total, body = 0.0, [0.0] * len(scores)
    for course in product(range(4), repeat=len(scores)):
        steps = list(pairwise(course))
        if not FIRST[course[0]] or not all(ALLOWED[step] for step in steps):
            continue
        score = START[course[0]] + sum(scores[i][state] for i, state in enumerate(course))
        weight = float(np.exp(score + sum(CHANGE[step] for step in steps)))
        total += weight
        body = [value + weight * (state == BODY) for value, state in zip(body, course, strict=True)]
    return [value / total for value in body]


@given(SCORES)
def test_chances_are_those_of_all_courses(scores: list[list[float]]):
    assert body_chances(np.array(scores), CHANGE, START) == pytest.approx(summed(scores), abs=1e-6)


def test_lines_that_contradict_each_other_have_chances_too():
    before, after = [60.0, -60, -60, -60], [-60.0, -60, -60, 60]
    found = body_chances(np.array([*[after] * 40, *[before] * 40, *[after] * 40]), CHANGE, START)
    assert all(0 <= chance <= 1 for chance in found)


def test_after_the_end_nothing_is_body_again():
    body, after = [-5.0, 5, -5, -5], [-5.0, -5, -5, 5]
    found = body_chances(np.array([body, after, body, body, body]), np.zeros((4, 4)), np.zeros(4))
    assert found[0] > 0.5
    assert (found[1] < 0.5) == (found[2] > 0.5)


def test_long_pages_stay_in_the_range_of_numbers():
    scores = np.array([[20.0, -20, -20, -20]] * 5000 + [[-20.0, 20, -20, -20]] * 5000 + [[-20.0, -20, -20, 20]] * 5000)
    found = body_chances(scores, CHANGE, START)
    assert (round(found[0], 3), round(found[7000], 3), round(found[-1], 3)) == (0, 1, 0)


def test_no_lines_no_chances():
    assert body_chances(np.zeros((0, 4)), CHANGE, START) == []
