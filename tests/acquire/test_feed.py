"""Items of RSS and Atom files become pages."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.feed import read_feed
from onrecord.acquire.settings import Settings
from onrecord.model.article import Field, Page
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

TEXT = "The bridge at Kelstadt opened on Monday, and the ferry was stopped."
ITEM = (
    "<item><title>Bridge opens</title><link>https://courier.example/1</link><guid>g1</guid>"
    "<pubDate>Sun, 04 May 2031 10:00:00 GMT</pubDate><dc:creator>Ada Torvik</dc:creator>"
    f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded><description>Short</description></item>"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">'
    "<channel><title>Velm Courier</title><link>https://courier.example/</link>{}</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Velm Courier</title>'
    "<author><name>The desk</name></author><entry><id>e1</id><title>Bridge opens</title>"
    '<link rel="self" href="https://no.example"/><link href="/1" xml:base="https://courier.example/a/"/>'
    "<published>2031-05-04T10:00:00Z</published><updated>2031-05-05T11:00:00Z</updated>"
    "<author><name>Ada Torvik</name><email>ada@courier.example</email></author>"
    "<author><name>Ilse Brandt</name></author>"
    f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content></entry></feed>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Velm Courier</title><dc:language>en</dc:language>'
    "</channel><item><title>Bridge opens</title><link>https://courier.example/1</link>"
    "<dc:date>2031-05-04</dc:date><dc:creator>Ada Torvik</dc:creator>"
    f"<description>{TEXT}</description></item></rdf:RDF>"
)


def read(text: str | bytes, name: str = "feed.xml", limits: Limits | None = None) -> list[Acquired]:
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    return list(read_feed(Blob.of_bytes(name, content, f"wire/{name}", name), Settings(limits=limits or Limits())))


def pages(text: str | bytes) -> list[Page]:
    return [item for item in read(text) if isinstance(item, Page)]


def words(page: Page) -> str:
    return page.content.decode("utf-8-sig")


def hints(page: Page) -> dict[Field, str]:
    return {hint.field: hint.value for hint in page.hints}


def codes(items: list[Acquired]) -> list[tuple[str, bool]]:
    return [(item.code.value, item.fatal) for item in items if isinstance(item, Problem)]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (RSS.format(ITEM), {Field.PUBLISHED: "Sun, 04 May 2031 10:00:00 GMT", Field.BYLINE: "Ada Torvik"}),
        (
            ATOM,
            {
                Field.PUBLISHED: "2031-05-04T10:00:00Z",
                Field.UPDATED: "2031-05-05T11:00:00Z",
                Field.BYLINE: "Ada Torvik, Ilse Brandt",
                Field.LANGUAGE: "en-GB",
            },
        ),
        (RDF, {Field.PUBLISHED: "2031-05-04", Field.BYLINE: "Ada Torvik", Field.LANGUAGE: "en"}),
    ],
)
def test_an_item_is_a_page_with_the_feeds_word_on_it(text: str, more: dict[Field, str]):
    (page,) = pages(text)
    assert hints(page) == {
        Field.TITLE: "Bridge opens",
        Field.URL: "https://courier.example/1",
        Field.OUTLET: "Velm Courier",
        **more,
    }
    assert all(hint.basis.startswith("feed:") for hint in page.hints)
    assert TEXT in words(page)
    assert page.place == "item 1"


@pytest.mark.parametrize(
    ("inner", "field", "value"),
    [
        ("<author>ada@courier.example (Ada Torvik)</author>", Field.BYLINE, "Ada Torvik"),
        ("<author>Ada Torvik &lt;ada@courier.example&gt;</author>", Field.BYLINE, "Ada Torvik"),
        ("<author>desk@courier.example</author>", Field.BYLINE, None),
        ("<dc:creator>A. Torvik</dc:creator><dc:creator>I. Brandt</dc:creator>", Field.BYLINE, "A. Torvik, I. Brandt"),
        ("<media:title>A picture</media:title><title>Bridge opens</title>", Field.TITLE, "Bridge opens"),
        ("<title>Torvik &amp;amp; Brandt</title>", Field.TITLE, "Torvik & Brandt"),
        ("<link>/a?x=1&amp;y=2</link>", Field.URL, "https://courier.example/a?x=1&y=2"),
        ("<guid>https://courier.example/g</guid>", Field.URL, "https://courier.example/g"),
        ('<guid isPermaLink="false">https://courier.example/g</guid>', Field.URL, None),
        ("<source url='https://c.example'>Dunmoor Observer</source>", Field.OUTLET, "Dunmoor Observer"),
        ("<dc:date>2031-05-04</dc:date>", Field.PUBLISHED, "2031-05-04"),
        ("<atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>2031</atom:updated>", Field.UPDATED, "2031"),
        ("<dcterms:modified>2031-05-05</dcterms:modified>", Field.UPDATED, "2031-05-05"),
        ("<dc:language>fr</dc:language>", Field.LANGUAGE, "fr"),
    ],
)
def test_what_an_item_says(inner: str, field: Field, value: str | None):
    (page,) = pages(RSS.format(f"<item>{inner}<description>{TEXT}</description></item>"))
    assert hints(page).get(field) == value


@pytest.mark.parametrize(
    ("inner", "text", "media"),
    [
        ("<description>Plain &amp;amp; simple.\n\nTwo.</description>", "Plain & simple.\n\nTwo.", "text/plain"),
        ("<description>&lt;p&gt;One.&lt;/p&gt;</description>", "<p>One.</p>", "text/html"),
        ("<description>Raw <b>tags</b> and &nbsp;names.</description>", "Raw <b>tags</b> and \xa0names.", "text/html"),
        ("<description><![CDATA[A & B &eacute; <i>c</i>]]></description>", "A & B &eacute; <i>c</i>", "text/html"),
        ("<description>A & B, R&D.</description>", "A & B, R&D.", "text/plain"),
        ("<description>One\x07 two&#8; &#xD800;three&#x110000;.</description>", "One two three.", "text/plain"),
        ("<!-- <![CDATA[ --><description>One&#xD800; two&#8.</description>", "One two.", "text/plain"),
        ("<media:content url='x.jpg'/><description>The words.</description>", "The words.", "text/plain"),
        ("<media:description>The words.</media:description>", "The words.", "text/plain"),
    ],
)
def test_the_text_of_an_item(inner: str, text: str, media: str):
    (page,) = pages(RSS.format(f"<item>{inner}</item>"))
    assert (words(page), page.media) == (text, media)


@pytest.mark.parametrize(
    "content",
    [
        "\n\n  junk <?xml version='1.0'?>" + RSS.format(ITEM).partition("?>")[2],
        "\ufeff" + RSS.format(ITEM),
        RSS.format(ITEM).encode("utf-16"),
        RSS.format(ITEM).replace("?>", " encoding='iso-8859-1'?>").replace("Kelstadt", "Kelstädt").encode("latin-1"),
        RSS.format(ITEM).replace("?>", " encoding='utf-16'?>").replace("Kelstadt", "Kelstädt"),
        RSS.format(ITEM).replace("?>", " encoding='no-such'?>").replace("Kelstadt", "Kelst&auml;dt"),
        RSS.format(ITEM).replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', ""),
        RSS.format(ITEM).replace('xmlns:content="http://purl.org/rss/1.0/modules/content/"', ""),
        RSS.format(ITEM).replace("Short", "Sh<br>ort<p>"),
    ],
)
def test_feeds_as_they_are_found(content: str | bytes):
    (page,) = pages(content)
    assert hints(page)[Field.TITLE] == "Bridge opens"
    assert words(page).replace("ä", "a").replace("&auml;", "a").startswith(f"<p>{TEXT[:20]}")


def test_elements_whose_names_are_none_cost_no_feed():
    item = f"<item><guid>g1</guid><description><p>{TEXT}</p><a:1>One.</a:1><b:-x>Two.</b:-x></description></item>"
    (page,) = [one for one in read(RSS.format(item)) if isinstance(one, Page)]
    assert TEXT in page.content.decode()


def test_entities_are_not_resolved_and_named(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("password", encoding="utf-8")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    items = read(
        doctype + RSS.format("<item><description>A bridge opened. &x;</description></item>").partition("?>")[2]
    )
    assert [words(item) for item in items if isinstance(item, Page)] == ["A bridge opened. &x;"]
    assert codes(items) == [("bomb", False)]


def test_an_entity_bomb_ends_at_once():
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = (
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{bomb}]>'
        + RSS.format("<item><description>Ha &l9;</description></item>")[21:]
    )
    started = time.monotonic()
    items = read(text)
    assert time.monotonic() - started < 1
    assert [words(item) for item in items if isinstance(item, Page)] == ["Ha &l9;"]
    assert codes(items) == [("bomb", False)]


@pytest.mark.parametrize(
    ("cut", "kept", "fatal"),
    [("<item><title>Brid", 1, True), ("", 1, False), ("<item><description>Short", 1, True)],
)
def test_a_feed_that_breaks_off_gives_its_items_and_a_problem(cut: str, kept: int, fatal: bool):
    items = read(RSS.format(ITEM).replace("</channel></rss>", cut))
    assert len([item for item in items if isinstance(item, Page)]) == kept
    assert codes(items) == [("truncated", fatal)]


def test_a_packed_feed_that_breaks_off_gives_its_items():
    items = "".join(ITEM.replace("g1", f"g{n}-{hash(str(n))}") for n in range(2000))
    packed = gzip.compress(RSS.format(items).encode())
    found = read(packed[: len(packed) // 2], "feed.xml.gz")
    assert 500 < len([item for item in found if isinstance(item, Page)]) < 1500
    assert [code for code, _ in codes(found)] == ["truncated"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><p>x</p></html>", "unsupported"),
        ("no xml", "unsupported"),
        ("", "empty"),
        (RSS.format(""), "empty"),
        (RSS.format("<item><title>A</title></item>"), "empty"),
        ("<rss><channel><item>" * 5000, "truncated"),
    ],
)
def test_what_holds_no_item_is_a_problem(text: str, code: str):
    assert code in {code for code, _ in codes(read(text))}


def test_two_items_of_one_name_are_told_apart():
    assert [page.uri for page in pages(RSS.format(ITEM + ITEM))] == ["wire/feed.xml#g1", "wire/feed.xml#g1@item 2"]


def test_teasers_are_counted_and_full_texts_are_not():
    short = "<item><link>https://courier.example/2</link><description>The bridge opened …</description></item>"
    notices = [item.text for item in read(RSS.format(ITEM + short)) if isinstance(item, Notice)]
    assert len(notices) == 1
    assert notices[0].startswith("1 of 2 items look like teasers")
    assert "--follow" in notices[0]


def test_many_items_and_one_huge_one_are_read():
    text = RSS.format(
        "".join(f"<item><guid>{n}</guid><description>The bridge.</description></item>" for n in range(2000))
    )
    assert len(pages(text)) == 2000
    huge = "<p>The bridge opened.</p>" * 420_000
    (page,) = pages(RSS.format(f"<item><description><![CDATA[{huge}]]></description></item>"))
    assert len(page.content) > 10_400_000
    items = read(
        RSS.format(f"<item><description>{'The bridge. ' * 100}</description></item>"), limits=Limits(page_bytes=900)
    )
    assert codes(items) == [("too-large", True)]


@pytest.mark.parametrize("unit", ["<![CDATA[", "&", "<!--", "<!DOCTYPE [", "<item>", "<rss ", "<", "]]>", "<a b='"])
def test_nothing_takes_quadratic_time(unit: str):
    started = time.monotonic()
    read("<rss><channel>" + unit * 40_000)
    read(unit * 40_000)
    assert time.monotonic() - started < 3


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_damaged_feeds_never_raise_and_always_say_something(data: st.DataObject):
    source = bytearray(data.draw(st.sampled_from([RSS.format(ITEM * 2), ATOM, RDF])).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(source)))
        source[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    assert read(bytes(source))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_other_bytes_never_raise(content: bytes):
    assert read(content)
