"""Candidates with evidence, and which of them is believed."""

from __future__ import annotations

import pytest

from onrecord.extract.metadata import Known, weigh
from onrecord.model.article import Candidate, Field
from onrecord.ontology.sources import Source, Sources

SOURCES = Sources(
    [
        Source("Velpress", "agency", ("Velmark Press",)),
        Source("The Velmark Post", "outlet", (), ("velmarkpost.example",)),
    ]
)


def known(*candidates: tuple[Field, str, str]) -> Known:
    return weigh([Candidate(field, value, basis, value) for field, value, basis in candidates], SOURCES)


def reasons(found: Known, field: Field) -> list[str]:
    return [candidate.reason for candidate in found.candidates if candidate.field is field]


def test_hints_win_and_say_why():
    found = known((Field.PUBLISHED, "2031-05-06", "json-ld"), (Field.PUBLISHED, "4 May 2031", "table:date"))
    assert found.values[Field.PUBLISHED] == "2031-05-04"
    (chosen,) = [candidate for candidate in found.candidates if candidate.chosen]
    assert (chosen.basis, chosen.evidence, chosen.reason) == ("table:date", "4 May 2031", "strongest: table:date")


def test_where_the_strongest_disagree_nothing_is_known():
    found = known((Field.PUBLISHED, "2031-05-06", "meta:date"), (Field.PUBLISHED, "2031-05-04", "meta:pubdate"))
    assert found.values[Field.PUBLISHED] is None
    assert all("disagree" in candidate.reason for candidate in found.candidates)


def test_a_day_and_its_time_agree():
    found = known(
        (Field.PUBLISHED, "2031-05-04", "meta:date"), (Field.PUBLISHED, "2031-05-04T10:00:00Z", "meta:pubdate")
    )
    assert found.values[Field.PUBLISHED] == "2031-05-04T10:00:00+00:00"


def test_a_date_with_two_readings_is_kept_and_never_chosen():
    found = known((Field.PUBLISHED, "04/05/2031", "table:date"))
    assert found.values[Field.PUBLISHED] is None
    assert found.candidates[0].reason == "two readings: 2031-05-04 or 2031-04-05"


def test_a_crawl_time_is_no_publication_date():
    found = known((Field.CRAWLED, "2031-05-06T10:00:00", "table:time"))
    assert (found.values[Field.PUBLISHED], found.values[Field.CRAWLED]) == (None, "2031-05-06T10:00:00")


def test_the_address_shows_outlet_and_day():
    found = known((Field.URL, "https://www.velmarkpost.example/2031/05/04/bridge", "html:canonical"))
    assert found.values[Field.OUTLET] == "The Velmark Post"
    assert found.values[Field.PUBLISHED] == "2031-05-04"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/a/b", "http://[", "data:text/html,x"])
def test_what_is_no_web_address_is_not_believed(url: str):
    assert known((Field.URL, url, "html:canonical")).values[Field.URL] is None


def test_a_host_in_an_outlet_column_becomes_the_outlets_name():
    assert known((Field.OUTLET, "velmarkpost.example", "table:publisher")).values[Field.OUTLET] == "The Velmark Post"


def test_a_sidecar_wins_over_everything():
    found = known(
        (Field.TITLE, "A bridge opens", "table:title"),
        (Field.TITLE, "The bridge", "sidecar:title"),
        (Field.LANGUAGE, "de", "text:detected"),
        (Field.LANGUAGE, "en", "sidecar:language"),
        (Field.PUBLISHED, "2031-05-06", "json-ld"),
        (Field.PUBLISHED, "4 May 2031", "sidecar:date"),
    )
    assert [found.values[field] for field in (Field.TITLE, Field.LANGUAGE, Field.PUBLISHED)] == [
        "The bridge",
        "en",
        "2031-05-04",
    ]
    assert reasons(found, Field.LANGUAGE) == ["differs from sidecar:language", "strongest: sidecar:language"]


def test_the_words_are_believed_over_what_the_page_says_of_its_language():
    found = known((Field.LANGUAGE, "en-US", "html:lang"), (Field.LANGUAGE, "de", "text:detected"))
    assert found.values[Field.LANGUAGE] == "de"
    assert reasons(found, Field.LANGUAGE) == ["differs from text:detected", "strongest: text:detected"]


@pytest.mark.parametrize(
    ("value", "code"), [("en-US", "en"), ("EN_gb", "en"), ("English", "en"), ("x", None), ("?", None)]
)
def test_language_codes(value: str, code: str | None):
    assert known((Field.LANGUAGE, value, "html:lang")).values[Field.LANGUAGE] == code


def test_a_byline_is_never_the_site():
    found = known(
        (Field.URL, "https://www.kelstadtjournal.example/bridge", "html:canonical"),
        (Field.OUTLET, "The Harbour Daily", "meta:og:site_name"),
        (Field.BYLINE, "Harbour Daily", "json-ld"),
        (Field.BYLINE, "Kelstadt Journal", "meta:author"),
        (Field.BYLINE, "Velmark Press", "html:author"),
    )
    assert found.values[Field.BYLINE] is None
    assert reasons(found, Field.BYLINE) == [
        "it names the outlet",
        "it names the outlet",
        "it names the agency Velpress",
    ]


def test_titles_come_without_the_name_of_a_site_that_nobody_registered():
    found = known(
        (Field.TITLE, "A bridge opens | Kelstadt Journal", "html:title"),
        (Field.TITLE, "A bridge opens - Kelstadt Journal", "meta:og:title"),
        (Field.OUTLET, "Kelstadt Journal", "meta:og:site_name"),
    )
    assert found.values[Field.TITLE] == "A bridge opens"
    assert {candidate.value for candidate in found.candidates if candidate.field is Field.TITLE} == {"A bridge opens"}


def test_a_host_is_the_outlet_where_nothing_else_names_one():
    found = known((Field.URL, "https://news.courier.example/a", "table:url"))
    assert found.values[Field.OUTLET] == "news.courier.example"
    named = known(
        (Field.URL, "https://courier.example/a", "table:url"), (Field.OUTLET, "The Courier", "meta:og:site_name")
    )
    assert named.values[Field.OUTLET] == "The Courier"
    registered = known(
        (Field.URL, "https://velmarkpost.example/a", "table:url"), (Field.OUTLET, "The Courier", "meta:og:site_name")
    )
    assert registered.values[Field.OUTLET] == "The Velmark Post"


@pytest.mark.parametrize(
    ("canonical", "url", "reason"),
    [
        ("https://courier.example/", "https://courier.example/a", "it leads to a front page"),
        ("https://herald.example/index.html", "https://courier.example/a", "it leads to a front page"),
        ("/b", "https://courier.example/b", "strongest: html:canonical"),
        (
            "https://courier.example/b?utm_source=x",
            "https://courier.example/b?utm_source=x",
            "strongest: html:canonical",
        ),
    ],
)
def test_canonical_addresses(canonical: str, url: str, reason: str):
    found = known((Field.URL, "https://courier.example/a", "meta:og:url"), (Field.URL, canonical, "html:canonical"))
    assert found.values[Field.URL] == url
    assert reasons(found, Field.URL)[1] == reason


def test_a_page_is_known_by_where_it_was_fetched():
    found = known(
        (Field.URL, "https://courier.example/a", "html:canonical"), (Field.URL, "https://courier.example/b", "warc:uri")
    )
    assert found.values[Field.URL] == "https://courier.example/b"


def test_language_and_host_settle_the_order_of_day_and_month():
    german = known((Field.PUBLISHED, "04/05/2031", "meta:date"), (Field.LANGUAGE, "de", "text:detected"))
    assert german.values[Field.PUBLISHED] == "2031-05-04"
    american = known(
        (Field.PUBLISHED, "04/05/2031", "meta:date"),
        (Field.LANGUAGE, "en", "text:detected"),
        (Field.LANGUAGE, "en-US", "html:lang"),
    )
    assert american.values[Field.PUBLISHED] == "2031-04-05"
