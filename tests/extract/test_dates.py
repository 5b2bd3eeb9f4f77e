"""Dates are read only where they have one reading."""

from __future__ import annotations

import pytest

from onrecord.extract.dates import find_dates, iso_time


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2018-04-06", "2018-04-06"),
        ("2018-04-06T10:00:00+0000", "2018-04-06T10:00:00+00:00"),
        ("2018-04-06 10:00", "2018-04-06T10:00:00"),
        ("Fri, 06 Apr 2018 10:00:00 +0200", "2018-04-06T10:00:00+02:00"),
        ("April 6, 2018", "2018-04-06"),
        ("6th of April 2018", "2018-04-06"),
        ("Oct 25 2020", "2020-10-25"),
        ("Sept. 3, 2019 8:03 am ET", "2019-09-03"),
        ("25/10/2020", "2020-10-25"),
        ("10/25/2020", "2020-10-25"),
        ("05/05/2018", "2018-05-05"),
        ("04/05/2018", None),
        ("2018/04/06", "2018-04-06"),
        ("31/02/2020", None),
        ("February 30, 2019", None),
        ("2018-13-45", None),
        ("0001-01-01T00:00:00", None),
        ("yesterday", None),
        ("April 2018", None),
        ("", None),
        ("1.2.2018 or 3 April 2018 or 4 April 2018", None),
    ],
)
def test_a_date_by_itself(words: str, expected: str | None):
    assert iso_time(words) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Posted on April 6, 2018", ["2018-04-06"]),
        ("Updated 7 May 2031; posted May 4, 2031", ["2031-05-07", "2031-05-04"]),
        ("It cost 12/11/2009 and 1.2.3.2018", []),
        ("In March 2019 nothing happened", []),
    ],
)
def test_dates_in_a_line(text: str, days: list[str]):
    found = find_dates(text)
    assert [dated.day for dated in found] == days
    assert all(text[dated.start : dated.end].strip() for dated in found)
