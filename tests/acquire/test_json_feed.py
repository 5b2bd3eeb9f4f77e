"""Items of JSON Feeds become pages."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.json_feed import read_json_feed
from onrecord.acquire.settings import Settings
from onrecord.model.article import Field, Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

TEXT = "The bridge at Kelstadt opened on Monday."


def read(feed: object) -> list[Acquired]:
    content = feed if isinstance(feed, bytes) else json.dumps(feed).encode()
    return list(read_json_feed(Blob.of_bytes("f.json", content, "wire/f.json", "f.json"), Settings()))


def feed_of(*items: object, **more: object) -> dict[str, object]:
    return {"version": "https://jsonfeed.org/version/1.1", "title": "Velm Courier", "items": list(items), **more}


def test_an_item_is_a_page_with_the_feeds_word_on_it():
    item = {
        "id": 7,
        "url": "/1",
        "external_url": "https://other.example/",
        "title": "Bridge opens",
        "content_html": f"<p>{TEXT}</p>",
        "content_text": "other",
        "date_published": "2031-05-04T10:00:00Z",
        "date_modified": "2031-05-05T10:00:00Z",
        "authors": [{"name": "Ada Torvik"}, {"url": "x"}, {"name": "Ilse Brandt"}],
        "language": "en",
    }
    (page,) = [item for item in read(feed_of(item, home_page_url="https://courier.example/")) if isinstance(item, Page)]
    assert (page.uri, page.media, page.place) == ("wire/f.json#7", "text/html", "item 1")
    assert page.content.decode("utf-8-sig") == f"<p>{TEXT}</p>"
    assert {hint.field: hint.value for hint in page.hints} == {
        Field.TITLE: "Bridge opens",
        Field.PUBLISHED: "2031-05-04T10:00:00Z",
        Field.UPDATED: "2031-05-05T10:00:00Z",
        Field.URL: "https://courier.example/1",
        Field.BYLINE: "Ada Torvik, Ilse Brandt",
        Field.OUTLET: "Velm Courier",
        Field.LANGUAGE: "en",
    }


def test_version_one_has_one_author_and_the_feeds_stands_for_all():
    items = read(
        feed_of({"content_text": TEXT, "author": {"name": "Ada"}}, {"content_text": TEXT}, author={"name": "Bo"})
    )
    bylines = [
        hint.value for page in items if isinstance(page, Page) for hint in page.hints if hint.field is Field.BYLINE
    ]
    assert bylines == ["Ada", "Bo"]


@pytest.mark.parametrize(
    ("feed", "code"),
    [
        (b"", "empty"),
        (b"{broken", "unreadable"),
        (b"[" * 100_000, "unreadable"),
        ([1], "unsupported"),
        (feed_of(), "empty"),
        ({"items": "x"}, "empty"),
        (feed_of("x"), "table"),
        (feed_of({"title": "no text"}), "empty"),
        (feed_of({"content_text": "  "}), "empty"),
    ],
)
def test_what_holds_no_item_is_a_problem(feed: object, code: str):
    assert [item.code.value for item in read(feed) if isinstance(item, Problem)] == [code]


def test_a_bad_item_leaves_the_others():
    items = read(feed_of({"content_text": TEXT}, None, {"summary": TEXT, "url": "https://courier.example/2"}))
    assert [type(item) for item in items] == [Page, Problem, Page, Notice]
    assert [item.place for item in items if isinstance(item, Page | Problem)] == ["item 1", "item 2", "item 3"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["items", "id", "url", "content_text", "authors", "name", "title"]), inner)
    ),
    max_leaves=20,
)


@settings(max_examples=40, deadline=None)
@given(JSON)
def test_nothing_in_a_feed_raises(items: object):
    assert read({"items": items, "author": items})
    assert read({"items": [items, {"content_text": items, "author": items, "url": items, "id": items}]})
