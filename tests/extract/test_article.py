"""Pages become articles whose blocks lie in the stored text."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.files import acquire
from onrecord.extract import article as module
from onrecord.extract.article import extract
from onrecord.model.article import Article, BlockKind, Page
from onrecord.model.problem import Problem, ProblemCode

PARAGRAPHS = [
    "The government of Velmark opened the new bridge on Monday, ending a dispute of ten years with the harbour board.",
    "“We have waited long for this day,” said President Ada Torvik, who crossed the bridge on foot with her ministers.",
    "The harbour board had refused to let lorries cross, since it feared for the income of the ferry that it owns.",
]
TEXT = (
    "\r\n\r\n".join(["Velmark opens bridge at Kelstadt", "By Ilse Brandt", "Posted on May 4, 2031", *PARAGRAPHS])
    + "\r\n"
)
HTML = f"""<html lang="en"><head><title>Velmark opens bridge | Velmark Post</title>
<meta property="og:site_name" content="Velmark Post"><link rel="canonical" href="https://post.example/bridge">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Velmark opens bridge",
"datePublished": "2031-05-04T10:00:00Z", "author": {{"@type": "Person", "name": "Ilse Brandt"}}}}</script></head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav><article><h1>Velmark opens bridge</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</article>
<div id="comments"><p>A reader: this bridge is a waste of money, and everybody in the town knows it.</p></div>
<p style="display:none">Hidden words that nobody sees are no part of the record of this page.</p>
<footer>© 2031 Velmark Post. All rights reserved.</footer></body></html>"""


def page(content: str | bytes, media: str = "text/plain") -> Page:
    return Page("wire/a", "in/wire/a", content.encode() if isinstance(content, str) else content, media)


def article(content: str | bytes, media: str = "text/plain") -> Article:
    found = extract(page(content, media))
    assert isinstance(found, Article), found
    return found


def body(found: Article) -> list[str]:
    return [block.span.of(found.text) for block in found.blocks if block.kind is BlockKind.BODY]


def check_blocks(found: Article) -> None:
    for block in found.blocks:
        words = block.span.of(found.text)
        assert words == words.strip() != ""
    assert all(a.end <= b.start for a, b in pairwise(found.blocks))
    for candidate in found.candidates:
        assert candidate.span is None or candidate.span.of(found.text) == candidate.evidence


def test_plain_text_is_stored_as_it_came():
    found = article(TEXT)
    check_blocks(found)
    assert found.text == TEXT
    assert found.digest == hashlib.sha256(TEXT.encode()).hexdigest()
    assert body(found) == PARAGRAPHS
    assert (found.title, found.byline, found.published) == (
        "Velmark opens bridge at Kelstadt",
        "Ilse Brandt",
        "2031-05-04",
    )
    assert (found.outlet, found.url, found.language) == (None, None, "en")


def test_html_gives_the_visible_text_with_its_body():
    found = article(HTML, "text/html")
    check_blocks(found)
    assert body(found) == PARAGRAPHS
    assert "Hidden words" not in found.text
    assert (found.title, found.byline, found.outlet) == ("Velmark opens bridge", "Ilse Brandt", "Velmark Post")
    assert (found.published, found.url) == ("2031-05-04T10:00:00+00:00", "https://post.example/bridge")
    assert [b.span.of(found.text) for b in found.blocks if b.kind is BlockKind.TITLE] == ["Velmark opens bridge"]
    assert any(b.kind is BlockKind.COMMENT for b in found.blocks)


def test_deeply_nested_html_is_read():
    markup = "<div>" * 12_000 + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) + "</div>" * 12_000
    assert body(article(markup, "text/html")) == PARAGRAPHS


@pytest.mark.parametrize(
    ("content", "media"),
    [
        ("Menu\nHome\nSearch\n", "text/plain"),
        ("<nav>Home</nav><a>Menu</a>", "text/html"),
        ("<p>Please enable JavaScript to view this page.</p>", "text/html"),
        ("<html></html>", "text/html"),
        ("<!-- -->", "text/html"),
        ("\u00a0\n\u00a0", "text/plain"),
    ],
)
def test_a_page_without_an_article_is_a_problem(content: str, media: str):
    found = extract(page(content, media))
    assert isinstance(found, Problem)
    assert found.code.value == "no-article"


def test_ids_depend_on_name_and_text_alone():
    assert article(TEXT).id == article(TEXT).id
    other = extract(replace(page(TEXT), uri="wire/b"))
    assert isinstance(other, Article)
    assert other.id != article(TEXT).id


def test_extraction_is_the_same_every_time():
    assert article(HTML, "text/html") == article(HTML, "text/html")


def test_a_short_note_is_an_article():
    assert body(article("Ada Torvik resigned on Monday.")) == ["Ada Torvik resigned on Monday."]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["text/plain", "text/html"]))
def test_no_text_raises_and_blocks_hold(text: str, media: str):
    found = extract(page(text, media))
    if isinstance(found, Article):
        check_blocks(found)


@pytest.mark.shared
def test_the_seeds_become_articles_without_comments_in_the_body(shared: Path):
    found = [extract(item) for item in acquire([shared / "seeds"]) if isinstance(item, Page)]
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == len(found) > 0
    for item in articles:
        check_blocks(item)
        assert not any(words.rstrip().endswith((" says", "Reply")) for words in body(item))
        assert len(body(item)) >= 6


@pytest.mark.parametrize("media", ["text/plain", "text/html"])
def test_a_text_as_long_as_many_books_is_a_problem(media: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "TEXT_MAX", 100)
    long = replace(page("The minister opened the bridge in the morning. " * 5, media), place="line 3")
    found = extract(long)
    assert isinstance(found, Problem)
    assert (found.code, found.place) == (ProblemCode.TOO_LARGE, "line 3")


def test_a_page_without_an_article_says_where_in_its_file_it_stands():
    found = extract(replace(page("Home\nNews\n", "text/plain"), place="line 7"))
    assert isinstance(found, Problem)
    assert (found.code, found.place) == (ProblemCode.NO_ARTICLE, "line 7")
