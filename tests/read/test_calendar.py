from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.reading import Precision
from onrecord.ontology.date_words import load_date_words
from onrecord.read.calendar import (
    century_of,
    day_of,
    easter,
    half_of,
    month_of,
    moved,
    quarter_of,
    season_near,
    season_of,
    shifted,
    this_weekend,
    towards,
    week_of,
    weekday_near,
    weekend_near,
)
from onrecord.read.terms import term_after

DAYS = st.dates(date(1990, 1, 1), date(2050, 1, 1))


@given(DAYS, st.integers(0, 6), st.booleans(), st.booleans())
def test_weekday_near_is_that_weekday_and_at_most_a_week_away(
    today: date, weekday: int, future: bool, strict: bool
) -> None:
    found = weekday_near(today, weekday, future, strict)
    assert found.weekday() == weekday
    away = (found - today).days if future else (today - found).days
    assert (1 if strict else 0) <= away <= 7


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"]), st.integers(-12, 30))
def test_shifted_runs_are_in_order(day: date, unit: str, steps: int) -> None:
    since, until, _ = shifted(day, unit, steps)
    assert since <= until
    assert (until < day) if steps < 0 and unit != "day" else True


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_towards_gives_the_nearest_year_on_the_right_side(today: date, month: int, day: int) -> None:
    assert date(towards(today, month, day, future=False), month, day) <= today
    assert date(towards(today, month, day, future=True), month, day) >= today


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert week_of(date(2021, 3, 4)) == (date(2021, 3, 1), date(2021, 3, 7), Precision.WEEK)


def test_months_know_leap_years_and_days_that_are_none() -> None:
    assert month_of(2020, 2)[1] == date(2020, 2, 29)
    assert day_of(2021, 2, 29) is None


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year"]), st.integers(-30, 30))
def test_moving_there_and_back_loses_at_most_the_end_of_a_month(day: date, unit: str, steps: int) -> None:
    back = moved(moved(day, unit, steps), unit, -steps)
    assert 0 <= (day - back).days <= 3


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_its_bounds(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, "03-22"),
        (1954, "04-18"),
        (1981, "04-19"),
        (2000, "04-23"),
        (2008, "03-23"),
        (2019, "04-21"),
        (2038, "04-25"),
    ],
)
def test_easter_of_years_in_which_rules_of_thumb_fail(year: int, day: str) -> None:
    assert easter(year) == date.fromisoformat(f"{year}-{day}")


def test_parts_of_years_and_centuries() -> None:
    assert quarter_of(2020, 4)[:2] == (date(2020, 10, 1), date(2020, 12, 31))
    assert half_of(2020, 1)[:2] == (date(2020, 1, 1), date(2020, 6, 30))
    assert season_of(2019, 12, 2)[:2] == (date(2019, 12, 1), date(2020, 2, 29))
    assert century_of(20)[:2] == (date(1901, 1, 1), date(2000, 12, 31))


@given(DAYS, st.booleans())
def test_weekends_are_a_saturday_and_a_sunday_on_the_right_side(today: date, future: bool) -> None:
    for since, until, _ in (weekend_near(today, future), this_weekend(today, future)):
        assert (since.weekday(), (until - since).days) == (5, 1)
    since, until, _ = weekend_near(today, future)
    assert until >= today if future else since <= today


@given(DAYS, st.sampled_from(sorted(set(load_date_words().seasons.values()))), st.booleans())
def test_seasons_are_the_nearest_on_the_right_side(today: date, season: tuple[int, int], future: bool) -> None:
    since, until, _ = season_near(today, *season, future)
    assert until >= today if future else since <= today
    assert min(abs((since - today).days), abs((until - today).days)) < 366


@pytest.mark.parametrize(
    ("text", "term"),
    [
        (" since 2018, said", ("2018-01-01", None)),
        (" since March 2019", ("2019-03-01", None)),
        (" from 2001 to 2009", ("2001-01-01", "2009-12-31")),
        (" (2001-2009)", ("2001-01-01", "2009-12-31")),
        (" until June 2020", (None, "2020-06-30")),
        (" said. It was built in since 2001", (None, None)),
        (" said in 2018", (None, None)),
    ],
)
def test_terms_of_office(text: str, term: tuple[str | None, str | None]) -> None:
    assert term_after(text) == term
