"""Sitemaps hold addresses and no text."""

from __future__ import annotations

import pytest
from lxml import etree

from onrecord.acquire.blob import Blob
from onrecord.acquire.feed import read_feed
from onrecord.acquire.settings import Settings
from onrecord.acquire.sitemap import links_of
from onrecord.model.article import Field
from onrecord.model.problem import Problem

URLSET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
    "<url><loc> https://courier.example/1 </loc><lastmod>2031-05-09</lastmod><n:news><n:publication>"
    "<n:name>Velm Courier</n:name><n:language>en</n:language></n:publication><n:title>Bridge opens</n:title>"
    "<n:publication_date>2031-05-04</n:publication_date></n:news><image:image><image:title>A bridge</image:title>"
    "</image:image></url><url><lastmod>2031-05-09</lastmod></url><url><loc>https://courier.example/3</loc></url></urlset>"
)
INDEX = "<sitemapindex><sitemap><loc>https://courier.example/s.xml</loc></sitemap></sitemapindex>"


def test_each_address_has_what_the_news_part_says():
    first, third = links_of(etree.fromstring(URLSET))
    assert (first.address, first.place) == ("https://courier.example/1", "address 1")
    assert {hint.field: hint.value for hint in first.hints} == {
        Field.OUTLET: "Velm Courier",
        Field.LANGUAGE: "en",
        Field.TITLE: "Bridge opens",
        Field.PUBLISHED: "2031-05-04",
    }
    assert (third.address, third.place, third.hints) == ("https://courier.example/3", "address 3", ())


@pytest.mark.parametrize(
    ("text", "code", "cause"),
    [
        (URLSET, "left-out", "it lists 2 addresses and holds no text"),
        (INDEX, "left-out", "it lists 1 sitemaps and holds no text"),
        ("<urlset/>", "empty", "the sitemap lists no addresses"),
    ],
)
def test_without_the_network_it_is_one_problem(text: str, code: str, cause: str):
    (item,) = read_feed(Blob.of_bytes("s.xml", text.encode(), "w/s.xml", "s.xml"), Settings())
    assert isinstance(item, Problem)
    assert (item.code.value, item.cause, item.fatal) == (code, cause, True)
    assert code == "empty" or "--fetch" in item.remedy
