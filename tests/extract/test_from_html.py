"""Drafts of pages: what is read, what is kept hidden, what is said to be lost."""

from __future__ import annotations

import json
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.draft import Draft
from onrecord.extract.from_html import draft_html
from onrecord.model.article import BlockKind
from onrecord.model.limits import Limits

PLACES = ("quay", "bridge", "harbour", "market", "council", "ferry", "border", "railway", "museum", "dam")


def sentence(number: int) -> str:
    """Return a sentence that no other number gives."""
    a, b = PLACES[number % 10], PLACES[zlib.crc32(str(number).encode()) % 10]
    return f"The {a} of Kelstadt was closed for {number + 2} days, and the {b} said that it had not been told of this."


def paragraphs(count: int, start: int = 0) -> str:
    return "".join(f"<p>{sentence(number)}</p>" for number in range(start, start + count))


def draft(markup: str, limits: Limits | None = None) -> Draft:
    return draft_html(markup, (), limits or Limits())


def texts(found: Draft, kind: BlockKind) -> list[str]:
    return [block.span.of(found.text) for block in found.blocks if block.kind is kind]


def test_hidden_text_is_kept_as_such_and_read_for_nothing():
    page = f"<h1>Quay closed</h1><article>{paragraphs(4)}<p hidden>{sentence(50)}</p>{paragraphs(4, 4)}</article>"
    found = draft(page)
    assert texts(found, BlockKind.HIDDEN) == [sentence(50)]
    assert texts(found, BlockKind.BODY) == [sentence(number) for number in range(8)]
    assert {b.rule for b in found.blocks if b.kind is BlockKind.HIDDEN} == {"hidden: display:none (hidden attribute)"}


@pytest.mark.parametrize(
    "head", ["<style>h1{display:none}</style><h1>Quay closed</h1>", "<h1 class='sr-only'>Quay closed</h1>"]
)
def test_a_hidden_heading_is_no_title(head: str):
    found = draft(f"{head}<article>{paragraphs(6)}</article>")
    assert texts(found, BlockKind.TITLE) == []
    assert texts(found, BlockKind.HIDDEN) == ["Quay closed"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<style>body{visibility:hidden}</style><body>", "</body>"),
        ("<body><article style='opacity:0'>", "</article></body>"),
        ("<style>.fade{opacity:0}</style><body><div class='fade'>", "</div></body>"),
        ("<body><main aria-hidden='true'>", "</main></body>"),
        ("<body><noscript>", "</noscript></body>"),
    ],
)
def test_an_article_that_waits_for_a_script_is_read(before: str, after: str):
    found = draft(f"<script src='show.js'></script>{before}<h1>Quay closed</h1>{paragraphs(10)}{after}")
    body = [block for block in found.blocks if block.kind is BlockKind.BODY]
    assert [block.span.of(found.text) for block in body] == [sentence(number) for number in range(10)]
    assert all("shown in spite of" in block.rule for block in body)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div style='display:none'>", "</div>"),
        ("<script type='application/ld+json'>{}</script><div style='opacity:0'>", "</div>"),
        ("<script>show()</script><div style='font-size:0'>", "</div>"),
        ("<script>show()</script><div style='color:#fff;background:#fff'>", "</div>"),
    ],
)
def test_an_article_that_no_script_would_show_is_not_read(before: str, after: str):
    assert not texts(draft(f"{before}{paragraphs(10)}{after}"), BlockKind.BODY)


def test_hidden_text_beside_an_article_stays_hidden():
    page = f"<article>{paragraphs(5)}</article><div style='display:none'>{paragraphs(30, 20)}</div>"
    found = draft(page)
    assert len(texts(found, BlockKind.HIDDEN)) == 30
    assert len(texts(found, BlockKind.BODY)) == 5


def test_much_hidden_text_beside_little_is_said():
    found = draft(f"<article>{paragraphs(4)}</article><div style='display:none'>{paragraphs(40, 20)}</div>")
    assert ["hides" in loss.cause for loss in found.losses] == [True]


def test_an_article_that_only_the_data_hold_is_said():
    data = {"@graph": [{"@type": "NewsArticle", "articleBody": " ".join(map(sentence, range(20)))}]}
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    found = draft(f"{script}<p>{sentence(99)}</p>")
    assert ["JSON-LD" in loss.cause for loss in found.losses] == [True]
    assert not draft(f"{script}<article>{paragraphs(20)}</article>").losses


def test_too_many_elements_give_an_empty_draft_that_says_so():
    found = draft("<i>x</i>" * 200, Limits(tree_nodes=100))
    assert found.text == ""
    assert "100 elements" in found.losses[0].cause


def test_too_many_lines_give_an_empty_draft_that_says_so():
    found = draft("<p>x</p>" * 200, Limits(tree_nodes=400))
    assert found.text == ""
    assert "50 lines" in found.losses[0].cause


def test_too_much_text_gives_no_blocks():
    found = draft(f"<p>{'word ' * 100}</p>", Limits(text_characters=100))
    assert len(found.text) > 100
    assert not found.blocks


@pytest.mark.parametrize("markup", ["", "<!-- a -->", "<title>T</title>", "<script>x</script>"])
def test_nothing_gives_an_empty_draft(markup: str):
    assert draft(markup).text == ""


def test_styles_beyond_the_budget_and_blind_depths_are_said():
    styles = "<style>" + "p," * 60_000 + "p{display:none}</style>"
    assert "style sheets" in draft(styles + paragraphs(300)).losses[0].cause
    deep = "<div>" * 3_000 + "<p hidden>a</p>" + paragraphs(9)
    assert "nest more than" in draft(deep).losses[0].cause


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 30_000 + paragraphs(9),
        f"<div data-x='{'x' * 1_000_000}'>" + paragraphs(9),
        paragraphs(9) + "<p>&#1114112;</p>",
        paragraphs(9) + "<i>x</i>" * 100_000,
        "<table><tr><td>" * 1_000 + paragraphs(9),
        paragraphs(9) + f"<p>{'word ' * 200_000}</p>",
    ],
)
def test_monstrous_pages_end_in_time_with_their_article(markup: str):
    start = time.monotonic()
    found = draft(markup)
    assert set(map(sentence, range(9))) <= set(texts(found, BlockKind.BODY))
    assert time.monotonic() - start < 10


@given(st.text(alphabet=st.sampled_from("<>/pdivbhden =\"'&;{}: \n"), max_size=200))
def test_any_markup_gives_blocks_that_hold(markup: str):
    found = draft(markup)
    for block in found.blocks:
        assert block.span.of(found.text).strip()
    starts = [block.start for block in found.blocks]
    assert starts == sorted(starts)
