"""What markup states becomes candidates, as it stands there."""

from __future__ import annotations

import pytest
from lxml import html

from onrecord.extract.markup import markup_candidates
from onrecord.model.article import Field

P, U, B, T = Field.PUBLISHED, Field.UPDATED, Field.BYLINE, Field.TITLE


def stated(head: str = "", body: str = "<p>x</p>", field: Field | None = None) -> list[tuple[Field, str, str]]:
    tree = html.document_fromstring(f"<html lang='en'><head>{head}</head><body>{body}</body></html>")
    return [(c.field, c.value, c.basis) for c in markup_candidates(tree) if field is None or c.field is field]


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            '<meta property="article:published_time" content="2031-05-04">',
            (P, "2031-05-04", "meta:article:published_time"),
        ),
        (
            '<meta property="article:modified_time" content="2031-05-06">',
            (U, "2031-05-06", "meta:article:modified_time"),
        ),
        ('<meta property="og:updated_time" content="2031-05-06">', (U, "2031-05-06", "meta:og:updated_time")),
        ('<meta name="LastMod" content="2031-05-06">', (U, "2031-05-06", "meta:lastmod")),
        ('<meta itemprop="datePublished" content="2031-05-04">', (P, "2031-05-04", "meta:datepublished")),
        ('<meta http-equiv="Content-Language" content="de">', (Field.LANGUAGE, "de", "meta:content-language")),
        ('<link rel="canonical nofollow" href="/a">', (Field.URL, "/a", "html:canonical")),
        ("<title> A bridge\n opens </title>", (T, "A bridge opens", "html:title")),
        (linked('{"@type": "NewsArticle", "dateModified": "2031-05-06"}'), (U, "2031-05-06", "json-ld")),
        (linked('{"@type": "Article", "datePublished": 1935655661}'), (P, "1935655661", "json-ld")),
        (linked('{"@type": "Article", "headline": "Tolls &amp; bridges"}'), (T, "Tolls & bridges", "json-ld")),
        (linked('//<![CDATA[\n{"@type": "Article", "headline": "A"}\n//]]>'), (T, "A", "json-ld")),
        (
            linked('{"@graph": [{"@type": "WebPage"}, {"@type": ["Report"], "author": [{"name": "Ada Torvik"}]}]}'),
            (B, "Ada Torvik", "json-ld"),
        ),
    ],
)
def test_heads(head: str, expected: tuple[Field, str, str]) -> None:
    assert expected in stated(head)


@pytest.mark.parametrize(
    "data",
    [
        "{",
        "[" * 100_000,
        "null",
        '{"@type": "Product", "headline": "A"}',
        '[{"@type": "Article", "headline": "A"}, {"@type": "Article", "headline": "B"}]',
        '{"@type": "Article", "author": {"@type": "Organization", "name": "Harbour Society"}}',
        '{"@type": "Article", "headline": {"x": 1}, "author": [[["A"]]], "datePublished": true}',
    ],
)
def test_linked_data_that_says_nothing_of_the_article(data: str) -> None:
    assert [row for row in stated(linked(data)) if row[2] == "json-ld"] == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<time class="published" datetime="2031-05-04">x</time>', [(P, "2031-05-04", "html:time")]),
        ('<time class="entry-date updated" datetime="2031-05-06">x</time>', [(U, "2031-05-06", "html:time")]),
        ("<time pubdate>4 May 2031</time>", [(P, "4 May 2031", "html:time")]),
        ('<time datetime="2031-05-04">x</time>', []),
        ('<abbr class="published" title="2031-05-04">x</abbr>', [(P, "2031-05-04", "html:abbr")]),
        ('<span itemprop="dateModified" content="2031-05-06">x</span>', [(U, "2031-05-06", "html:span")]),
        ('<span class="published">4 May 2031</span>', []),
        ('<a rel="author" href="/x">Ada Torvik</a>', [(B, "Ada Torvik", "html:author")]),
        (f'<div class="author">{"x" * 100}</div>', []),
    ],
)
def test_bodies(body: str, expected: list[tuple[Field, str, str]]) -> None:
    assert [row for row in stated("", body) if row[0] in {P, U, B}] == expected


def test_a_box_of_a_million_words_is_no_name() -> None:
    assert stated("", f'<div class="byline">{"<b>word</b> " * 3}{"word " * 1_000_000}</div>', B) == []
