"""Pages become articles whose blocks lie in the stored text."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.files import acquire
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Article, BlockKind, Candidate, Field, Page
from onrecord.model.limits import Limits
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
    assert isinstance(found, Extracted), found
    return found.article


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
    hidden = [block.span.of(found.text) for block in found.blocks if block.kind is BlockKind.HIDDEN]
    assert hidden == ["Hidden words that nobody sees are no part of the record of this page."]
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
    assert isinstance(other, Extracted)
    assert other.article.id != article(TEXT).id


def test_pages_of_one_address_are_one_article():
    urls = ("https://post.example/bridge", "http://www.post.example/bridge/?utm_source=feed#top")
    hints = [(Candidate(Field.URL, url, "table:url", url),) for url in urls]
    found = [extract(replace(page(TEXT), uri=f"wire/{i}", hints=hint)) for i, hint in enumerate(hints)]
    assert len({item.article.id for item in found if isinstance(item, Extracted)}) == 1


def test_extraction_is_the_same_every_time():
    assert article(HTML, "text/html") == article(HTML, "text/html")


def test_a_short_note_is_an_article():
    assert body(article("Ada Torvik resigned on Monday.")) == ["Ada Torvik resigned on Monday."]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["text/plain", "text/html"]))
def test_no_text_raises_and_blocks_hold(text: str, media: str):
    found = extract(page(text, media))
    if isinstance(found, Extracted):
        check_blocks(found.article)


@pytest.mark.shared
def test_the_seeds_become_articles_without_comments_in_the_body(shared: Path):
    found = [extract(item) for item in acquire([shared / "seeds"]) if isinstance(item, Page)]
    articles = [item.article for item in found if isinstance(item, Extracted)]
    assert len(articles) == len(found) > 0
    for item in articles:
        check_blocks(item)
        assert not any(words.rstrip().endswith((" says", "Reply")) for words in body(item))
        assert len(body(item)) >= 6


@pytest.mark.parametrize("media", ["text/plain", "text/html"])
def test_a_text_as_long_as_many_books_is_a_problem(media: str):
    long = replace(page("The minister opened the bridge in the morning. " * 5, media), place="line 3")
    found = extract(long, limits=Limits(text_characters=100))
    assert isinstance(found, Problem)
    assert (found.code, found.place) == (ProblemCode.TOO_LARGE, "line 3")


def test_a_page_without_an_article_says_where_in_its_file_it_stands():
    found = extract(replace(page("Home\nNews\n", "text/plain"), place="line 7"))
    assert isinstance(found, Problem)
    assert (found.code, found.place) == (ProblemCode.NO_ARTICLE, "line 7")


def test_damaged_characters_are_told_and_cost_no_article():
    found = extract(page(TEXT.replace("“", "Ã©").replace("”", "Ã¨")))
    assert isinstance(found, Extracted)
    assert [(p.code, p.fatal) for p in found.problems] == [(ProblemCode.ENCODING, False)]
    assert "encoded twice" in found.problems[0].cause


def test_what_a_page_states_of_itself_is_weighed_with_what_it_shows():
    text = TEXT.replace("Posted on May 4, 2031", "Posted on May 4, 2031, updated May 6, 2031 3:07 pm EDT").replace(
        PARAGRAPHS[0], f"KELSTADT, May 4 (Reuters) - {PARAGRAPHS[0]}"
    )
    found = article(text)
    assert (found.published, found.updated, found.dateline) == ("2031-05-04", "2031-05-06T15:07:00-04:00", "KELSTADT")


@pytest.mark.parametrize(
    ("unit", "media"), [("1 May 2031 ", "text/plain"), ("By Ada | ", "text/html"), ("a", "text/html")]
)
def test_sixteen_megabytes_in_one_line_end_in_time(unit: str, media: str):
    start = time.perf_counter()
    extract(page(unit * (16_000_000 // len(unit)), media))
    assert time.perf_counter() - start < Limits().page_seconds
