"""Candidates with evidence, and which of them is believed."""

from __future__ import annotations

import pytest

from onrecord.extract.language import is_english
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


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ilse Brandt", "Ilse Brandt"),
        ("Ilse Brandt and Ola Hamm", "Ilse Brandt and Ola Hamm"),
        ("Ilse Brandt, Velpress", "Ilse Brandt"),
        ("ILSE BRANDT Velmark Press", "ILSE BRANDT"),
        ("ILSE BRANDTVelmark Press", "ILSE BRANDT"),
        ("Ilse Brandt, senior correspondent", "Ilse Brandt"),
        ("Velpress", None),
        ("The Velmark Post", None),
        ("The Kelstadt Journal", None),
        ("Newsroom", None),
        ("Kelstadt", None),
        ("ilse@velmarkpost.example", None),
        ("https://velmarkpost.example/ilse", None),
        ("By", None),
    ],
)
def test_a_byline_names_persons(byline: str, expected: str | None):
    assert known((Field.BYLINE, byline, "meta:author")).values[Field.BYLINE] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A bridge opens | The Velmark Post", "A bridge opens"),
        ("A bridge opens - Velmark Post", "A bridge opens"),
        ("A bridge opens – and closes", "A bridge opens – and closes"),
        ("A bridge | A tunnel | The Velmark Post", "A bridge | A tunnel"),
        ("The Velmark Post", "The Velmark Post"),
    ],
)
def test_a_title_ends_before_the_name_of_its_outlet(title: str, expected: str):
    assert known((Field.TITLE, title, "text:title line")).values[Field.TITLE] == expected


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
    assert found.candidates[0].reason == "no date with one reading"


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


def test_the_text_is_believed_over_the_pages_language_attribute():
    found = known((Field.LANGUAGE, "en-US", "html:lang"), (Field.LANGUAGE, "", "text:function words"))
    assert found.values[Field.LANGUAGE] is None


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (
            "The bridge was opened by the minister, who said that it would be of use to all of them in the town. ",
            True,
        ),
        (
            "Le pont a été ouvert lundi par le ministre, qui a dit que la ville en avait besoin depuis longtemps. ",
            False,
        ),
        ("Bridge opens", None),
    ],
)
def test_language(text: str, english: bool | None):
    assert is_english(text * (3 if len(text) > 50 else 1)) is english
