from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.reading import Precision
from onrecord.read.calendar import day_of, month_of, shifted, towards, week_of, weekday_near
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


@given(DAYS, st.sampled_from(["day", "week", "month", "year"]), st.integers(-30, 30))
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
