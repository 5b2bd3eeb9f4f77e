from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from spacy.tokens import Doc

from onrecord.read.dates import resolve_dates
from onrecord.read.doc import article_of

pytestmark = pytest.mark.model

# The article's day is a Friday.
FRIDAY = "2021-03-05"


@pytest.mark.parametrize(
    ("text", "expression", "since", "until", "precision"),
    [
        ("Torvik spoke on April 4, 2018 in the town.", "April 4, 2018", "2018-04-04", "2018-04-04", "day"),
        ("Torvik spoke on 4 October 2007 in the town.", "4 October 2007", "2007-10-04", "2007-10-04", "day"),
        ("Torvik spoke on Oct. 25 in the town.", "Oct. 25", "2020-10-25", "2020-10-25", "day"),
        ("Torvik visited the port from January 4 to 6.", "January 4 to 6", "2021-01-04", "2021-01-06", "day"),
        ("Torvik visited the port from Dec. 30 to Jan. 2.", "Dec. 30 to Jan. 2", "2020-12-30", "2021-01-02", "day"),
        ("The talks ran 4-6 February 2020.", "4-6 February 2020", "2020-02-04", "2020-02-06", "day"),
        ("Torvik will visit the port in June.", "June", "2021-06-01", "2021-06-30", "month"),
        ("Torvik visited the port in June.", "June", "2020-06-01", "2020-06-30", "month"),
        ("The bridge was built in 1962.", "1962", "1962-01-01", "1962-12-31", "year"),
        ("The alliance fell apart in the 1960s.", "1960s", "1960-01-01", "1969-12-31", "year"),
        ("The sanctions of March 2014 remain.", "March 2014", "2014-03-01", "2014-03-31", "month"),
        ("Torvik spoke on Wednesday.", "Wednesday", "2021-03-03", "2021-03-03", "day"),
        ("Torvik spoke on Friday.", "Friday", "2021-03-05", "2021-03-05", "day"),
        ("Torvik spoke last Friday.", "last Friday", "2021-02-26", "2021-02-26", "day"),
        ("Torvik will speak on Wednesday.", "Wednesday", "2021-03-10", "2021-03-10", "day"),
        ("Torvik is expected to speak on Monday.", "Monday", "2021-03-08", "2021-03-08", "day"),
        ("Torvik left next Tuesday free.", "next Tuesday", "2021-03-09", "2021-03-09", "day"),
        ("Torvik resigned yesterday.", "yesterday", "2021-03-04", "2021-03-04", "day"),
        ("Torvik resigned two days ago.", "two days ago", "2021-03-03", "2021-03-03", "day"),
        ("Torvik resigned last month.", "last month", "2021-02-01", "2021-02-28", "month"),
        ("Torvik resigned earlier this week.", "earlier this week", "2021-03-01", "2021-03-07", "week"),
        ("Torvik will resign later this year.", "later this year", "2021-01-01", "2021-12-31", "year"),
        ("Torvik resigned last year.", "last year", "2020-01-01", "2020-12-31", "year"),
        ("The log says 2020-02-29 in its margin.", "2020-02-29", "2020-02-29", "2020-02-29", "day"),
    ],
)
def test_resolves_against_the_day_of_publication(
    parse: Callable[..., Doc], text: str, expression: str, since: str, until: str, precision: str
) -> None:
    (found,) = resolve_dates(parse(text, FRIDAY))
    assert (found.text, found.since, found.until, found.precision.value) == (expression, since, until, precision)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers may march on.",
        "The bill of 03/04/2021 was paid.",
        "Some 2000 soldiers came.",
        "The 2016 election was close.",
        "February 30 does not exist.",
        "The following day he left.",
    ],
)
def test_what_is_no_date_stays_unresolved(parse: Callable[..., Doc], text: str) -> None:
    assert resolve_dates(parse(text, FRIDAY)) == ()


def test_the_following_day_is_counted_from_the_date_before_it(parse: Callable[..., Doc]) -> None:
    first, second, third = resolve_dates(
        parse("Torvik spoke on Tuesday. The following day she left. Two days later she returned.", FRIDAY)
    )
    assert (second.since, second.anchor) == ("2021-03-03", first.text)
    assert third.since == "2021-03-05"


def test_without_any_day_of_the_article_only_whole_dates_are_resolved(parse: Callable[..., Doc]) -> None:
    found = resolve_dates(parse("Torvik spoke on Tuesday, on May 4 and on May 5, 2020, and fell in 2019."))
    assert [(when.text, when.anchor) for when in found] == [("May 5, 2020", "text"), ("2019", "text")]


def test_the_crawl_is_the_anchor_where_publication_is_unknown(parse: Callable[..., Doc]) -> None:
    (found,) = resolve_dates(parse("Torvik spoke on Tuesday.", None, "2021-03-05T10:00:00Z"))
    assert (found.since, found.anchor) == ("2021-03-02", "crawled")


def test_spans_are_in_the_articles_text_and_in_order(parse: Callable[..., Doc]) -> None:
    doc = parse("Head of May 4\nTorvik spoke on Tuesday and left on\nMarch 3, 2021, last week.", FRIDAY)
    found = resolve_dates(doc)
    text = article_of(doc).text
    assert len(found) == 4
    assert all(text[when.start : when.end] == when.text for when in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
