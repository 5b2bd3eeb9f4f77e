from __future__ import annotations

import pytest

from onrecord.web.strips import axis_of, days, strip


@pytest.mark.parametrize("reports", [1, 14, 15, 56, 57, 400])
def test_every_report_is_a_dot_or_counted(reports: int) -> None:
    drawn = strip(reports, 1, 2)
    assert len(drawn.dots) + drawn.more == reports
    assert len(set(drawn.dots)) == len(drawn.dots)
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in drawn.dots)


def test_origins_are_full_up_to_at_least_and_hollow_up_to_at_most() -> None:
    assert [sure for _, _, sure in strip(9, 2, 4).squares] == [True, True, False, False]


def test_squares_stand_right_of_the_dots() -> None:
    drawn = strip(35, 1, 1)
    assert min(x for x, _, _ in drawn.squares) > max(x for x, _ in drawn.dots) + 8


def test_many_origins_are_drawn_or_counted() -> None:
    drawn = strip(80, 2, 50)
    assert len(drawn.squares) + drawn.more_origins == 50
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y, _ in drawn.squares)


def test_days_share_an_axis_and_what_is_not_on_it_is_counted() -> None:
    drawn = days([(5, True), (5, True), (9, False), (None, False), (40, True)], (5, 9))
    assert [(n, known) for _, _, n, known in drawn.dots] == [(2, True), (1, False)]
    assert (drawn.outside, drawn.undated) == (1, 1)
    assert all(0 < x < drawn.width for x, *_ in drawn.dots)


def test_one_day_needs_no_axis() -> None:
    assert len(days([(7, True)], (7, 7)).dots) == 1


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], (0, 0)),
        ([3], (3, 3)),
        ([3, 900], (3, 900)),
        ([1, *range(1000, 1030)], (1000, 1029)),
        ([*range(1000, 1030), 9000], (1000, 1029)),
        ([1, *range(1000, 1030), 9000], (1000, 1029)),
        (list(range(100)), (0, 99)),
    ],
)
def test_a_day_far_from_all_others_does_not_stretch_the_axis(found: list[int], expected: tuple[int, int]) -> None:
    assert axis_of(found) == expected
