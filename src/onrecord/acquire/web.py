"""Addresses on the web, and what lists and feeds link to, as blobs to read; nothing here runs without `--fetch`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from onrecord.acquire.addresses import why_not
from onrecord.acquire.answer import Failure, Fetched, Reached, Unchanged
from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.content import FAILURES, read_lines, unreadable
from onrecord.acquire.feed import complaints, is_feed, items_of, page_of
from onrecord.acquire.feed_item import Item
from onrecord.acquire.json_feed import json_items
from onrecord.acquire.settings import Settings
from onrecord.acquire.sitemap import Link, is_sitemap, links_of
from onrecord.acquire.sniff import Kind, head_of, kind_of
from onrecord.acquire.stamp import Stamp
from onrecord.acquire.xml_file import read_xml
from onrecord.model.article import Candidate, Field, Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode, problem

if TYPE_CHECKING:
    from onrecord.acquire.fetcher import Fetcher

Offered: TypeAlias = Blob | Acquired | Reached
"""What sources offer: blobs to read, what is wrong or worth telling, and which sources were there."""


def web_blobs(address: str, settings: Settings, fetcher: Fetcher) -> Iterator[Offered]:
    """Yield what an address holds: itself, or the pages that it lists if it is a sitemap, or a feed to follow."""
    yield from _Visit(settings, fetcher).link(Link(address, ""), address, 0)


def linked_blobs(blob: Blob, settings: Settings, fetcher: Fetcher, stamp: Stamp | None = None) -> Iterator[Offered]:
    """Yield what a file links to if it is a sitemap, or a feed and `settings.follow` is set; else the file itself.

    Its stamp comes last, unless one of the addresses may be there soon.
    """
    visit = _Visit(settings, fetcher)
    yield from visit.opened(blob, 0)
    if stamp and not visit.passing:
        yield Reached(blob.uri, stamp=stamp)


def listed_blobs(blob: Blob, settings: Settings, fetcher: Fetcher) -> Iterator[Offered]:
    """Yield what the addresses in a text file hold; one a line, less blank lines and `#` comments."""
    visit = _Visit(settings, fetcher)
    for line in address_lines(blob, settings):
        if isinstance(line, Problem):
            yield line
        else:
            yield from visit.link(line, blob.location, 0)
    yield from visit.told(blob.location)
    yield Reached(blob.uri)


def address_lines(blob: Blob, settings: Settings) -> Iterator[Link | Problem]:
    """Yield the addresses of a list, and a problem for each line that is none."""
    for line in read_lines(blob, settings):
        if isinstance(line, Problem):
            yield line
            continue
        number, content = line
        words = content.decode("utf-8", "replace").strip().lstrip("\ufeff")
        place = blob.at(f"line {number}")
        if not words or words.startswith("#"):
            continue
        if wrong := why_not(words):
            cause = f"the line is no web address: {wrong}"
            remedy = "write one address a line; lines that begin with # are comments"
            yield problem(ProblemCode.NETWORK, f"{blob.uri}#line {number}", blob.location, cause, remedy, place)
        else:
            yield Link(words, place)


@dataclass(slots=True)
class _Visit:
    """One source's way through the web: every address is fetched once, and lists inside lists have an end.

    `passing` counts the addresses that may be there soon: a list that has one is not remembered as it is, so that it is
    looked at again.
    """

    settings: Settings
    fetcher: Fetcher
    passing: int = 0
    _seen: set[str] = field(default_factory=set)
    _unchanged: int = 0

    def link(self, link: Link, location: str, depth: int, instead: Page | Problem | None = None) -> Iterator[Offered]:
        """Yield what an address holds; `instead` is what a feed holds of it, for when it cannot be fetched."""
        address = link.address.partition("#")[0]
        if address in self._seen:
            return
        self._seen.add(address)
        found = self.fetcher.fetch(address, self.settings.follow)
        if isinstance(found, Unchanged):
            self._unchanged += 1
            if not link.place:
                yield Notice(location, f"it is as it was when it was fetched on {found.since}")
            yield Reached(address)
        elif isinstance(found, Failure):
            self.passing += found.passing
            fatal, cause = not isinstance(instead, Page), _about(found, address, link)
            yield problem(found.code, address, location, cause, found.remedy, link.place, fatal, about="address")
            if instead is not None:
                yield instead
        else:
            before = self.passing
            yield from self.opened(_blob(found, link), depth)
            yield Reached(address, found.answer if self.passing == before else None)

    def opened(self, blob: Blob, depth: int) -> Iterator[Offered]:
        """Yield what a blob lists, if it is a list to follow, else the blob."""
        try:
            kind = kind_of(head_of(blob, self.settings), blob, self.settings.form)
        except FAILURES as failure:
            yield unreadable(blob, failure)
            return
        if kind is Kind.XML:
            yield from self._xml(blob, depth)
        elif kind is Kind.JSON_FEED and self.settings.follow:
            yield from self._items(blob, json_items(blob, self.settings), depth)
        else:
            yield blob
        if not depth:
            yield from self.told(blob.location)

    def told(self, location: str) -> Iterator[Notice]:
        """Say how many listed addresses have not changed."""
        if self._unchanged:
            yield Notice(location, f"{self._unchanged} of its addresses are as they were when they were fetched last")
        self._unchanged = 0

    def _xml(self, blob: Blob, depth: int) -> Iterator[Offered]:
        document = read_xml(blob, self.settings)
        if isinstance(document, Problem) or document.root is None:
            yield blob
        elif is_sitemap(document.root):
            yield from self._listed(blob, list(links_of(document.root)), depth)
        elif self.settings.follow and is_feed(document.root):
            yield from self._items(blob, items_of(blob, document), depth)
            yield from complaints(blob, document)
        else:
            yield blob

    def _listed(self, blob: Blob, links: list[Link], depth: int) -> Iterator[Offered]:
        if depth >= self.settings.limits.archive_depth:
            cause = f"it lies in more than {self.settings.limits.archive_depth} sitemaps, one inside the other"
            remedy = "add it by itself; the limit is archive_depth"
            yield problem(ProblemCode.LEFT_OUT, blob.uri, blob.location, cause, remedy, blob.place)
            return
        if not links:
            cause, remedy = "the sitemap lists no addresses", "fetch it again"
            yield problem(ProblemCode.EMPTY, blob.uri, blob.location, cause, remedy, blob.place)
        for link in links:
            yield from self.link(replace(link, place=blob.at(link.place)), blob.location, depth + 1)

    def _items(self, blob: Blob, items: Iterator[Item | Problem], depth: int) -> Iterator[Offered]:
        """Yield the articles that a feed's items link to; one without a link, or a dead one, as it stands."""
        named: set[str] = set()
        for number, item in enumerate(items, start=1):
            if isinstance(item, Problem):
                yield item
                continue
            page = page_of(blob, self.settings, item, number, named)
            if item.link:
                link = Link(item.link, blob.at(f"item {number}"), (*blob.hints, *item.hints))
                yield from self.link(link, blob.location, depth + 1, page)
            else:
                yield page


def _about(failure: Failure, address: str, link: Link) -> str:
    return f"{address}: {failure.cause}" if link.place else failure.cause


def _blob(found: Fetched, link: Link) -> Blob:
    """Return an answer as a blob, named after the address that was asked for."""
    name = PurePosixPath(urlsplit(found.final).path).name or "page"
    stated = (
        Candidate(Field.URL, found.final, "http:address", found.final),
        Candidate(Field.CRAWLED, found.answer.fetched, "http:fetched", found.answer.fetched),
    )
    blob = Blob.of_bytes(name, found.content, found.address, found.address)
    return replace(blob, media=found.media, charset=found.charset, hints=(*link.hints, *stated))
