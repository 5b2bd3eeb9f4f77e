"""Trees of pages, whatever is wrong with them."""

from __future__ import annotations

import time

import pytest

from onrecord.extract.tree import opens_more_than, parse_html
from onrecord.model.limits import Limits


def words(markup: str) -> str:
    tree = parse_html(markup).tree
    assert tree is not None
    return " ".join(" ".join(map(str, tree.itertext())).split())


@pytest.mark.parametrize("markup", ["", "   ", "<!-- nothing -->"])
def test_a_page_without_elements_has_no_tree(markup: str):
    assert parse_html(markup).tree is None


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("<p>a&#1114112;b</p>", "a\ufffdb"),
        ("<p>a\0b\x0bc</p>", "a b c"),
        ("<p>caf\udce9</p>", "caf?"),
        ("<p>AT&amp;T &ldquo;no&rdquo;&nbsp;&shy;x", "AT&T “no” \xadx"),
        ("<?xml version='1.0'?><p>a <![CDATA[<b> & c]]></p>", "a <b> & c"),
        ("<html><p>a</p></html> b <div>c</div> d", "a b c d"),
        ("<html><body><p>a</p></body></html><html><head></head><body>b</body></html>", "a b"),
        ("<?xml version='1.0'?><script>//<![CDATA[\nx\n//]]></script><p>a</p>", "//<![CDATA[ x //]]> a"),
    ],
)
def test_text_is_kept(markup: str, text: str):
    assert words(markup).replace("\xa0", " ") == text


def test_an_article_that_opens_the_page_is_no_part_of_its_head():
    tree = parse_html("<style>p { top: 0 }</style><article><p>The quay.</p></article>").tree
    assert tree is not None
    assert tree.find("head/article") is None
    assert tree.find("body/article") is not None


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "template"])
@pytest.mark.parametrize("depth", [100, 3_000, 50_000])
def test_deep_nesting_loses_nothing(tag: str, depth: int):
    markup = f"<{tag}>" * depth + "<p>Inner words.</p>" + f"</{tag}>" * depth + "<p>Outer words.</p>"
    assert words(markup) == "Inner words. Outer words."


def test_markup_that_could_hide_below_the_depth_is_reported():
    deep = "<div>" * 3_000
    assert not parse_html(deep + "<div>a</div>").blind
    assert parse_html(deep + "<div hidden>a</div>").blind
    assert not parse_html("<div hidden>a</div>" + deep).blind


def test_markup_above_the_depth_is_kept():
    tree = parse_html("<div hidden>" + "<div>" * 3_000 + "a", Limits(tree_depth=10)).tree
    assert tree is not None
    assert tree.find(".//div[@hidden]") is not None


def test_thousands_of_attributes_cost_no_minutes():
    many = " ".join(f"a{i}=1" for i in range(100_000))
    start = time.monotonic()
    assert words(f"<div {many}><p>Words.</p></div>") == "Words."
    assert time.monotonic() - start < 2


def test_one_long_attribute_is_kept():
    tree = parse_html(f"<div data-x='{'x y=1 ' * 50_000}' id='a'>b</div>").tree
    assert tree is not None
    assert tree.find(".//div[@id='a']") is not None


def test_elements_are_counted_up_to_the_limit():
    assert opens_more_than("<b>" * 11, 10)
    assert not opens_more_than("<b></b>" * 10, 10)
    assert not opens_more_than("a < b", 0)


def test_what_follows_an_embed_is_not_inside_it() -> None:
    tree = parse_html("<p>One.</p><embed src='a.swf'><p>Two.</p><embed src='b.swf'><p>Three.</p>").tree
    assert tree is not None
    assert [p.text for p in tree.iter("p")] == ["One.", "Two.", "Three."]
    assert not list(tree.iter("embed"))
