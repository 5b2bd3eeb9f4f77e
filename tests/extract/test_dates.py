"""Dates in running lines are found where they are complete."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.dates import find_dates, find_readings


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Posted on April 6, 2018", ["2018-04-06"]),
        ("Updated 7 May 2031; posted May 4, 2031", ["2031-05-07", "2031-05-04"]),
        ("It cost 12/11/2009 and 1.2.3.2018", []),
        ("In March 2019 nothing happened", []),
        ("Donnerstag, 31. Mai 2012", ["2012-05-31"]),
        ("6. November 20236. November 2023", ["2023-11-06"]),
        ("3 de mayo de 202221:25", ["2022-05-03"]),
        ("2021年11月5日 09:00 更新", ["2021-11-05"]),
        ("2 listopada 2018", []),
        ("Room 12, 2018-04-06-b", []),
    ],
)
def test_dates_in_a_line(text: str, days: list[str]) -> None:
    found = find_dates(text)
    assert [dated.day for dated in found] == days
    assert all(text[dated.start : dated.end].strip() for dated in found)


@pytest.mark.parametrize(
    ("text", "evidence", "readings"),
    [
        ("Kelstadt, 29.06.2016, 15:07 Uhr", "29.06.2016, 15:07 Uhr", ("2016-06-29T15:07:00",)),
        ("at 3:07 PM, June 29, 2016", "3:07 PM, June 29, 2016", ("2016-06-29T15:07:00",)),
        ("04/05/2018 10:00", "04/05/2018 10:00", ("2018-05-04T10:00:00", "2018-04-05T10:00:00")),
        ("05/05/2018", "05/05/2018", ("2018-05-05",)),
        ("June 29, 2016 25:99", "June 29, 2016 25:99", ("2016-06-29",)),
    ],
)
def test_a_date_is_found_with_its_time_and_all_its_readings(
    text: str, evidence: str, readings: tuple[str, ...]
) -> None:
    (found,) = find_readings(text)
    assert text[found.start : found.end] == evidence
    assert found.readings == readings


@given(st.text(st.sampled_from("0123456789 ./-:,年月日MayJune2018"), max_size=60))
def test_dates_are_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for found in find_readings(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


def test_a_line_as_long_as_a_book_is_read_in_one_pass() -> None:
    assert find_dates("2018 May " * 200_000)[:1] == []
    assert [found.day for found in find_dates("1 " * 300_000 + "May 2018")] == ["2018-05-01"]
