"""When an article was published, changed and crawled."""

from __future__ import annotations

import pytest

from onrecord.extract.times import known_times
from onrecord.model.article import Candidate, Field

P, U, C = Field.PUBLISHED, Field.UPDATED, Field.CRAWLED


def values(
    *rows: tuple[Field, str, str], languages: tuple[str, ...] = (), host: str = ""
) -> tuple[str | None, str | None, str | None]:
    found = known_times([Candidate(field, value, basis, value) for field, value, basis in rows], languages, host)
    return found[P].value, found[U].value, found[C].value


@pytest.mark.parametrize(
    ("languages", "host", "day"),
    [
        (("de",), "", "2031-05-04"),
        (("en-GB",), "courier.example", "2031-05-04"),
        (("en-US",), "", "2031-04-05"),
        (("en",), "courier.co.uk", "2031-05-04"),
        (("en",), "courier.example", None),
        (("en-US",), "courier.uk", None),
        ((), "", None),
    ],
)
def test_language_and_host_tell_day_from_month(languages: tuple[str, ...], host: str, day: str | None) -> None:
    assert values((P, "04/05/2031", "meta:date"), languages=languages, host=host)[0] == day


def test_another_candidate_tells_day_from_month() -> None:
    found = known_times(
        [
            Candidate(P, "04/05/2031", "table:date", "04/05/2031"),
            Candidate(P, "2031-04-05", "url:path", "/2031/04/05/"),
        ],
        ["de"],
        "",
    )[P]
    assert found.value == "2031-04-05"
    assert found.chosen is not None
    assert "two readings" in found.chosen.reason
    assert "another candidate says which" in found.chosen.reason


def test_an_update_is_never_the_publication() -> None:
    assert values((U, "2031-05-06T10:00:00Z", "json-ld")) == (None, "2031-05-06T10:00:00+00:00", None)


def test_nothing_is_published_after_it_was_fetched() -> None:
    assert values((P, "2031-05-06", "json-ld"), (C, "2031-05-04", "table:time")) == (None, None, "2031-05-04")
    assert values((P, "2031-05-05", "json-ld"), (C, "2031-05-04", "table:time"))[0] == "2031-05-05"


def test_a_weaker_date_stands_in_for_one_after_the_crawl() -> None:
    rows = ((P, "2031-05-16", "json-ld"), (P, "2031-05-04", "meta:date"), (C, "2031-05-05", "table:time"))
    assert values(*rows)[0] == "2031-05-04"


@pytest.mark.parametrize(
    ("rows", "published", "updated"),
    [
        ([(P, "2031-05-04", "json-ld"), (U, "2031-05-06", "json-ld")], "2031-05-04", "2031-05-06"),
        ([(P, "2031-05-06", "json-ld"), (U, "2031-05-03", "json-ld")], None, None),
        ([(P, "2031-05-06", "json-ld"), (U, "2031-05-03", "json-ld"), (P, "2031-05-06", "url")], "2031-05-06", None),
        ([(P, "2031-05-06T08:00:00", "json-ld"), (U, "2031-05-06T07:00:00", "json-ld")], "2031-05-06T08:00:00", None),
        ([(P, "2031-05-06", "json-ld"), (U, "2031-05-06T07:00:00", "meta")], "2031-05-06", "2031-05-06T07:00:00"),
    ],
)
def test_nothing_is_changed_before_it_is_published(
    rows: list[tuple[Field, str, str]], published: str | None, updated: str | None
) -> None:
    assert values(*rows)[:2] == (published, updated)


def test_a_refused_date_says_why() -> None:
    rows = [(P, "2031-05-06"), (U, "2031-05-03")]
    found = known_times([Candidate(field, value, "json-ld", value) for field, value in rows], (), "")
    assert [c.reason for c in found[P].candidates] == [
        "it lies after the update (2031-05-03), and no other source repeats it"
    ]
    assert [c.reason for c in found[U].candidates] == ["it lies before the publication (2031-05-06)"]


@pytest.mark.parametrize(
    ("basis", "known"), [("table:date", True), ("json-ld", True), ("meta:date", False), ("text:x", False)]
)
def test_bare_numbers_are_times_in_tables_and_json_only(basis: str, known: bool) -> None:
    assert (values((P, "1935655661", basis))[0] is not None) is known
