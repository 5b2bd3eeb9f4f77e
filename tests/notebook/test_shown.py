"""What a notebook shows has its evidence, and nothing of an article becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import onrecord
from onrecord.notebook.open_record import OpenRecord
from onrecord.notebook.shown import FIRST
from onrecord.query.lists import LISTS
from tests.record_kit import FORMULA

TAGS = {
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "p", "br", "small", "bdi", "mark", "a", "code"),
    *("div", "h4", "b", "cite"),
}
ATTRIBUTES = {"scope", "href", "rel", "title"}


class Seen(HTMLParser):
    """Collects the tags, attributes and words of HTML, and checks that each tag that needs it is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.marked: list[str] = []
        self.words = ""
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links.update(str(value) for name, value in attrs if name == "href")
        if tag != "br":
            self._open.append(tag)
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        if "mark" in self._open:
            self.marked[-1] += data


@pytest.fixture(scope="module")
def record(invented_record: Path) -> Iterator[OpenRecord]:
    with onrecord.open(invented_record) as opened:
        yield opened


@pytest.mark.parametrize("name", LISTS)
def test_rows_are_shown_and_harmless(record: OpenRecord, name: str) -> None:
    found = getattr(record, name)()
    seen = Seen(found._repr_html_())
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert all(re.match("https?://", link) for link in seen.links)
    for row in found[:FIRST]:
        assert row["id"] in seen.words
    assert (f"; the first {FIRST}" in seen.words) == (len(found) > FIRST)


@pytest.mark.parametrize("name", ["statements", "events", "citations", "claims", "discrepancies"])
def test_words_are_shown_in_their_sentence_with_who_published_them(record: OpenRecord, name: str) -> None:
    shown = getattr(record, name)()
    seen = Seen(shown._repr_html_())
    assert seen.marked
    articles = {row["id"]: row for row in record.articles()}
    texts = [row["text"] for row in articles.values()]
    assert all(any(words in text for text in texts) for words in seen.marked)
    if name in ("statements", "events", "citations"):
        first = shown[0]
        assert articles[first["article"]]["text"][slice(*_span(first))] == seen.marked[0]
        assert (articles[first["article"]]["outlet"] or "outlet unknown") in seen.words


def _span(row: dict[str, object]) -> tuple[int, int]:
    spans = row.get("spans")
    if isinstance(spans, list):
        return spans[0][0], spans[-1][1]
    return int(str(row["start"])), int(str(row["end"]))


def test_claims_show_their_origins(record: OpenRecord) -> None:
    claim = record.claims()[0]
    seen = Seen(record.claims()._repr_html_())
    assert claim["verdict"] in seen.words
    assert f"{len(claim['articles'])} report" in seen.words


def test_hostile_texts_are_words(record: OpenRecord) -> None:
    shown = [getattr(record, name)(**more)._repr_html_() for name, more in (("articles", {}), ("claims", {}))]
    shown += [record.statements(words="script alert")._repr_html_(), record.articles(outlet=FORMULA)._repr_html_()]
    assert any("&lt;script&gt;" in html for html in shown)
    assert not any("<script" in html for html in shown)


def test_filters_are_in_the_caption(record: OpenRecord) -> None:
    seen = Seen(record.articles(outlet="<b>x</b>", since="2031-01-01")._repr_html_())
    assert "0 articles, outlet: <b>x</b>, since: 2031-01-01" in seen.words
    assert "b" not in seen.tags


def test_two_values_of_a_discrepancy_are_shown(record: OpenRecord) -> None:
    for row in record.discrepancies():
        html = record.discrepancies(kind=row["kind"], claim=row["claim"])._repr_html_()
        values = {side["value"] for side in row["sides"] if side["value"]}
        assert all(value in Seen(html).words for value in values)
