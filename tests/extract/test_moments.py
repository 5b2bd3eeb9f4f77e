"""Dates that stand by themselves are read where they have one reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.moments import read_moment


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2018-04-06", "2018-04-06"),
        ("2018-04-06T10:00:00+0000", "2018-04-06T10:00:00+00:00"),
        ("2018-04-06 10:00", "2018-04-06T10:00:00"),
        ("2018-04-06 10:00 +05:30", "2018-04-06T10:00:00+05:30"),
        ("2018-04-06t10:00:00.1234567z", "2018-04-06T10:00:00.123456+00:00"),
        ("2018-04-06T10:00:00[Europe/Berlin]", "2018-04-06T10:00:00"),
        ("20180406", "2018-04-06"),
        ("20180406T100000Z", "2018-04-06T10:00:00+00:00"),
        ("2016/6/29 15:07:41", "2016-06-29T15:07:41"),
        ("29.06.2016, 15:07", "2016-06-29T15:07:00"),
        ("June 29th, 2016 3:07 pm EDT", "2016-06-29T15:07:00-04:00"),
        ("June 29, 2016 3:07 p.m. EST", "2016-06-29T15:07:00"),
        ("June 29, 2016 15:07 BST", "2016-06-29T15:07:00"),
        ("June 29, 2016 at 12:01AM CET", "2016-06-29T00:01:00+01:00"),
        ("June 29, 2016 15:07 GMT+1", "2016-06-29T15:07:00+01:00"),
        ("Jun. 29 2016", "2016-06-29"),
        ("29-Jun-2016", "2016-06-29"),
        ("2016年6月29日", "2016-06-29"),
        ("2016년 6월 29일 15:07", "2016-06-29T15:07:00"),
        ("Mittwoch, 29. Juni 2016 um 15.07 Uhr", "2016-06-29T15:07:00"),
        ("29 juin 2016 à 15h07", "2016-06-29T15:07:00"),
        ("1er août 2016", "2016-08-01"),
        ("29 de junio de 2016 a las 15:07 h", "2016-06-29T15:07:00"),
        ("29 giugno 2016", "2016-06-29"),
        ("29 de março de 2016", "2016-03-29"),
        ("29 maart 2016", "2016-03-29"),
        ("29 июня 2016 г., 15:07", "2016-06-29"),
        ("29 Haziran 2016", "2016-06-29"),
        ("29 września 2016", "2016-09-29"),
        ("2016. június 29.", "2016-06-29"),
        ("Fri, 06 Apr 2018 10:00:00 +0200", "2018-04-06T10:00:00+02:00"),
        ("Friday, 06-Apr-18 10:00:00 GMT", "2018-04-06T10:00:00+00:00"),
        ("Fri Apr  6 10:00:00 2018", "2018-04-06T10:00:00"),
        ("Fri Apr 06 10:00:00 EDT 2018", "2018-04-06T10:00:00-04:00"),
        ("6th of April 2018", "2018-04-06"),
        ("25/10/2020", "2020-10-25"),
        ("10/25/2020", "2020-10-25"),
        ("05/05/2018", "2018-05-05"),
    ],
)
def test_one_reading(words: str, expected: str) -> None:
    moment = read_moment(words)
    assert (moment.readings, moment.reason) == ((expected,), "")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("06.04.18", "its year has two digits"),
        ("6 Apr '18", "its year has two digits"),
        ("Thu, 06 Apr 18 10:00:00 GMT", "its year has two digits"),
        ("0000-00-00", "a date that stands for none"),
        ("0000-00-00 00:00:00", "a date that stands for none"),
        ("0001-01-01T00:00:00", "a date that stands for none"),
        ("1970-01-01T00:00:00Z", "a date that stands for none"),
        ("2016-06-29 25:99", "no such day or time"),
        ("2016-06-29T24:30:00Z", "no such day or time"),
        ("29.06.2016 25:99 Uhr", "no such day or time"),
        ("2018-13-45T10:00", "no such day or time"),
        ("31/02/2020", "no complete date"),
        ("February 30, 2019", "no complete date"),
        ("2018-13-45", "no complete date"),
        ("April 2018", "no complete date"),
        ("yesterday", "no complete date"),
        ("1467212861", "no complete date"),
        ("", "no complete date"),
        ("12 May 2016 or 13 May 2016", "it names several dates"),
        ("x" * 5000 + " 12 May 2016", "no complete date"),
    ],
)
def test_no_reading(words: str, reason: str) -> None:
    moment = read_moment(words)
    assert (moment.readings, moment.reason) == ((), reason)


def test_two_readings_are_both_given() -> None:
    assert read_moment("04/05/2018").readings == ("2018-05-04", "2018-04-05")


@pytest.mark.parametrize("words", ["1467212861", "1467212861000", "1467212861.25"])
def test_seconds_since_1970_are_read_where_numbers_are_times(words: str) -> None:
    assert read_moment(words, numbers=True).readings == ("2016-06-29T15:07:41+00:00",)


@given(st.datetimes().filter(lambda moment: 1900 <= moment.year <= 2099))
def test_iso_times_come_back(moment: object) -> None:
    assert read_moment(str(moment)).readings in {(moment.isoformat(),), ()}  # type: ignore[attr-defined]


@given(st.text(max_size=80))
def test_nothing_raises(words: str) -> None:
    assert len(read_moment(words, numbers=True).readings) <= 2
