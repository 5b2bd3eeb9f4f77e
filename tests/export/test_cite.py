from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.cite import Cited, Version, Words, as_csl, as_text, cited, flat
from onrecord.model.article import Article
from onrecord.model.reading import StatementKind
from onrecord.model.snapshot import Snapshot

VERSION = Version("Onrecord 1.2.3", "0123456789abcdef" * 4, "2031-05-02")
TAIL = "Onrecord 1.2.3, record 0123456789abcdef of 2031-05-02"
ARTICLE = Article(
    "art-1",
    "in/a.txt",
    "One two three",
    "",
    outlet="The Post",
    title="Dam: 50% full",
    byline="Runa Falk",
    published="2031-05-02T09:00:00+02:00",
    crawled="2031-05-03",
    language="en",
    url="https://post.example/a?b=1",
)
WORDS = (Words(0, 3, "One"), Words(8, 13, "three"))
TEXTS = st.text(max_size=40)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            Cited("art-1", ARTICLE),
            f"Runa Falk, “Dam: 50% full”, The Post, 2031-05-02, <https://post.example/a?b=1>. {TAIL}, art-1.",
        ),
        (
            Cited("sta-1", ARTICLE, WORDS, "Ada Torvik", verbatim=True),
            "Ada Torvik: “One … three” In: Runa Falk, “Dam: 50% full”, The Post, 2031-05-02, "
            f"<https://post.example/a?b=1>, characters 0 to 3 and 8 to 13. {TAIL}, sta-1.",
        ),
        (
            Cited("sta-2", replace(ARTICLE, byline=None, url=None, title=None), WORDS[:1], "Ada Torvik"),
            f"Ada Torvik, as reported: “One” In: The Post, 2031-05-02, characters 0 to 3. {TAIL}, sta-2.",
        ),
        (
            Cited("clm-1", Article("art-2", "b", "One", ""), WORDS[:1], standing="reported in 2 articles, 1 origin"),
            f"“One” In: characters 0 to 3. Reported in 2 articles, 1 origin. {TAIL}, clm-1.",
        ),
        (Cited("art-2", Article("art-2", "b", "One", "")), f"{TAIL}, art-2."),
    ],
)
def test_a_line_of_text_has_what_is_known(found: Cited, expected: str) -> None:
    assert as_text(found, VERSION) == expected


def test_a_record_without_runs_has_no_day() -> None:
    text = as_text(Cited("art-1", ARTICLE), replace(VERSION, day=None))
    assert text.endswith("record 0123456789abcdef, art-1.")


def test_csl_has_the_fields_that_programs_read() -> None:
    (item,) = json.loads(as_csl(Cited("sta-1", ARTICLE, WORDS, "Ada Torvik", verbatim=True), VERSION))
    assert {key: item[key] for key in ("id", "type", "title", "container-title", "URL", "language")} == {
        "id": "sta-1",
        "type": "article-newspaper",
        "title": "Dam: 50% full",
        "container-title": "The Post",
        "URL": "https://post.example/a?b=1",
        "language": "en",
    }
    assert item["author"] == [{"literal": "Runa Falk"}]
    assert item["issued"] == {"date-parts": [[2031, 5, 2]]}
    assert item["accessed"] == {"date-parts": [[2031, 5, 3]]}
    assert item["custom"] == {
        "id": "sta-1",
        "article": "art-1",
        "words": [{"start": 0, "end": 3, "text": "One"}, {"start": 8, "end": 13, "text": "three"}],
        "who": "Ada Torvik",
        "verbatim": True,
        "software": "Onrecord 1.2.3",
        "record": VERSION.state,
        "record_day": "2031-05-02",
    }
    assert VERSION.state in item["note"]


@pytest.mark.parametrize(
    ("published", "issued"),
    [("2031", [[2031]]), ("2031-05", [[2031, 5]]), ("2031-05-02", [[2031, 5, 2]]), (None, None), ("soon", None)],
)
def test_a_date_is_as_exact_as_it_is_known(published: str | None, issued: object) -> None:
    (item,) = json.loads(as_csl(Cited("art-1", replace(ARTICLE, published=published)), VERSION))
    assert item.get("issued") == ({"date-parts": issued} if issued else None)


def test_what_is_unknown_stays_out() -> None:
    (item,) = json.loads(as_csl(Cited("art-2", Article("art-2", "b", "One", "")), VERSION))
    assert item.keys() == {"id", "type", "note", "custom"}
    assert item["custom"].keys() == {"id", "article", "software", "record", "record_day"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a.example/\u202eb", "ftp://a.example/", "//a.example"])
def test_an_address_that_may_not_be_linked_stays_out(url: str) -> None:
    found = Cited("art-1", replace(ARTICLE, url=url))
    (item,) = json.loads(as_csl(found, VERSION))
    assert "URL" not in item
    assert url not in as_text(found, VERSION)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_no_text_breaks_a_line_or_json(title: str, outlet: str, who: str, words: str) -> None:
    article = replace(ARTICLE, title=title, outlet=outlet, byline=title)
    found = Cited("sta-1", article, (Words(0, len(words), words),), who)
    line = as_text(found, VERSION)
    assert line == flat(line)
    text = as_csl(found, VERSION)
    assert flat(text) == " ".join(text.split()), "nothing in it turns a line around"
    (item,) = json.loads(text)
    if words:
        assert item["custom"]["words"][0]["text"] == words
    assert item.get("title", "") == flat(title)


def test_a_statement_is_cited_by_its_own_words(snapshot: Snapshot) -> None:
    statement = snapshot.facts.readings[0].statements[0]
    found = cited(snapshot, statement)
    article = snapshot.facts.article[statement.article]
    assert [article.text[part.start : part.end] for part in found.words] == [part.text for part in found.words]
    assert (found.who, found.verbatim, found.text) == ("Ada Torvik", True, statement.text)
    indirect = cited(snapshot, replace(statement, kind=StatementKind.INDIRECT))
    assert indirect.quoted.startswith("Ada Torvik, as reported: “")
    assert cited(snapshot, replace(statement, speaker=None)).quoted.startswith("“")


def test_an_event_is_cited_by_the_words_of_the_article(snapshot: Snapshot) -> None:
    event = snapshot.facts.readings[0].events[0]
    found = cited(snapshot, event)
    assert (found.who, found.text) == ("", event.text)
    assert found.quoted == f"“{event.text}”"


def test_a_claim_is_cited_with_what_stands_behind_it(snapshot: Snapshot) -> None:
    (claim,) = snapshot.resolution.claims
    found = cited(snapshot, claim)
    assert found.id == claim.id
    assert found.article.id == snapshot.facts.statement[claim.head].article
    assert found.standing == "reported in 3 articles, at least 1 and at most 2 origins; one origin"
    (standing,) = snapshot.tracing.standings
    traced = replace(snapshot.tracing, standings=(replace(standing, at_most=1, articles=standing.articles[:1]),))
    assert cited(replace(snapshot, tracing=traced), claim).standing == "reported in 1 article, 1 origin; one origin"
    assert cited(replace(snapshot, tracing=replace(traced, standings=())), claim).standing == ""
