"""Items of RSS and Atom files become pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.acquire.files import acquire
from onrecord.extract.article import extract
from onrecord.model.article import Article, Field, Page
from onrecord.model.problem import Problem

ITEM = (
    "<item><title>Bridge opens</title><link>https://post.example/1</link><guid>g1</guid>"
    "<pubDate>Sun, 04 May 2031 10:00:00 GMT</pubDate><dc:creator>Ada Torvik</dc:creator>"
    "<content:encoded><![CDATA[<p>The bridge at Kelstadt opened on Monday, and the ferry was stopped.</p>]]>"
    "</content:encoded>"
    "<description>Short</description></item>"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Velmark Post</title>{}</channel></rss>'
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Velmark Post</title><entry><id>e1</id><title>Bridge opens</title>'
    '<link rel="self" href="https://no.example"/><link href="https://post.example/1"/>'
    "<published>2031-05-04T10:00:00Z</published><author><name>Ada Torvik</name></author>"
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The bridge opened on Monday.</p></div>'
    "</content>"
    "</entry></feed>"
)


def read(tmp_path: Path, text: str) -> list[Page | Problem]:
    path = tmp_path / "feed.xml"
    path.write_text(text, encoding="utf-8")
    return list(acquire([path]))


@pytest.mark.parametrize("text", [RSS.format(ITEM), ATOM])
def test_an_item_is_a_page_with_the_feeds_word_on_it(tmp_path: Path, text: str):
    (page,) = read(tmp_path, text)
    assert isinstance(page, Page)
    hints = {hint.field: hint.value for hint in page.hints}
    assert hints[Field.TITLE] == "Bridge opens"
    assert hints[Field.URL] == "https://post.example/1"
    assert hints[Field.BYLINE] == "Ada Torvik"
    assert hints[Field.OUTLET] == "Velmark Post"
    article = extract(page)
    assert isinstance(article, Article)
    assert article.published == "2031-05-04T10:00:00+00:00"
    assert "The bridge" in article.text


def test_entities_are_not_resolved(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("password", encoding="utf-8")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = doctype + RSS.format("<item><description>A bridge opened. &x;</description></item>").partition("?>")[2]
    assert all(b"password" not in item.content for item in read(tmp_path, text) if isinstance(item, Page))


def test_a_feed_that_breaks_off_gives_its_items_and_a_problem(tmp_path: Path):
    items = read(tmp_path, RSS.format(ITEM).replace("</channel></rss>", "<item><title>Brid"))
    problems = [item for item in items if isinstance(item, Problem)]
    assert isinstance(items[0], Page)
    assert "unreadable" in {problem.code.value for problem in problems if not problem.fatal}


@pytest.mark.parametrize(
    ("text", "code"),
    [("<html><p>x</p></html>", "unsupported"), ("no xml", "unsupported"), (RSS.format(""), "empty")],
)
def test_what_is_no_feed_is_a_problem(tmp_path: Path, text: str, code: str):
    assert code in {item.code.value for item in read(tmp_path, text) if isinstance(item, Problem)}
