"""Sitemaps: lists of addresses, with what a news sitemap says of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from onrecord.acquire.blob import Acquired, Blob
from onrecord.model.article import Candidate, Field
from onrecord.model.problem import ProblemCode, problem

_FIELDS = {
    "title": Field.TITLE,
    "publication_date": Field.PUBLISHED,
    "name": Field.OUTLET,
    "language": Field.LANGUAGE,
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address to fetch, the place where it is listed, and what the list says of the page there."""

    address: str
    place: str
    hints: tuple[Candidate, ...] = ()


def is_sitemap(root: etree._Element) -> bool:
    """Say whether a root is that of a list of pages, or of a list of such lists."""
    return _local(root) in {"urlset", "sitemapindex"}


def read_listing(blob: Blob, root: etree._Element) -> Iterator[Acquired]:
    """Yield the one problem that a sitemap is without the network: it holds no text."""
    count = sum(1 for _ in links_of(root))
    if not count:
        cause, remedy = "the sitemap lists no addresses", "fetch it again"
        yield problem(ProblemCode.EMPTY, blob.uri, blob.location, cause, remedy, blob.place)
        return
    what = "sitemaps" if _local(root) == "sitemapindex" else "addresses"
    cause = f"it lists {count:,} {what} and holds no text"
    remedy = "add --fetch to fetch them"
    yield problem(ProblemCode.LEFT_OUT, blob.uri, blob.location, cause, remedy, blob.place, about="sitemap")


def links_of(root: etree._Element) -> Iterator[Link]:
    """Yield the addresses of a sitemap in its order; `lastmod` is no hint: most sites put the day's date there."""
    number = 0
    for entry in root:
        if _local(entry) not in {"url", "sitemap"}:
            continue
        number += 1
        address = next((_words(child) for child in entry if _local(child) == "loc"), "")
        if address:
            yield Link(address, f"address {number}", tuple(_hints(entry)))


def _hints(entry: etree._Element) -> Iterator[Candidate]:
    """Yield what the news part of an entry says; an image's or a video's title is not the page's."""
    for news in entry:
        if _local(news) != "news":
            continue
        for child in news.iter():
            name = _local(child)
            if name in _FIELDS and (words := _words(child)):
                yield Candidate(_FIELDS[name], words, f"feed:sitemap news:{name}", words)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())
