"""RSS and Atom files: a page for every item."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.content import too_large
from onrecord.acquire.feed_item import Item, byline, item_of, language, name_of, words_of
from onrecord.acquire.settings import Settings
from onrecord.acquire.sitemap import is_sitemap, read_listing
from onrecord.acquire.xml_file import read_xml
from onrecord.acquire.xml_text import Document
from onrecord.model.article import Candidate, Field, Page
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem, ProblemCode, problem

_ROOTS = frozenset({"rss", "feed", "RDF"})
_ITEMS = frozenset({"item", "entry"})
_AGAIN = "fetch the feed again; the items before the break were added"


def read_feed(blob: Blob, settings: Settings) -> Iterator[Acquired]:
    """Yield a page for every item of a feed, with the feed's word on title, link, dates, authors and language as hints.

    Nothing outside the file is read and no entity of its own is resolved. A feed that breaks off gives the items before
    the break and a problem. An item is what the feed holds of it, even where that is a teaser; a notice counts those.
    The file may also be a sitemap, which holds no text but addresses.
    """
    document = read_xml(blob, settings)
    if isinstance(document, Problem):
        yield document
        return
    root = document.root
    if root is not None and is_sitemap(root):
        yield from read_listing(blob, root)
    elif root is not None and is_feed(root):
        yield from _pages(blob, settings, document)
        yield from complaints(blob, document)
    else:
        cause = f"it is no XML: {document.complaint}" if root is None else "it is XML, but no feed and no sitemap"
        remedy = "give an RSS or Atom feed, a sitemap, a page or a text"
        yield problem(ProblemCode.UNSUPPORTED, blob.uri, blob.location, cause, remedy, blob.place)


def is_feed(root: etree._Element) -> bool:
    """Say whether a root is that of RSS 0.9 to 2.0 or Atom."""
    return name_of(root).rpartition(":")[2] in _ROOTS


def _pages(blob: Blob, settings: Settings, document: Document) -> Iterator[Acquired]:
    named: set[str] = set()
    teasers = count = 0
    for count, item in enumerate(items_of(blob, document), start=1):
        teasers += item.teaser
        yield page_of(blob, settings, item, count, named)
    if not count:
        yield problem(
            ProblemCode.EMPTY, blob.uri, blob.location, "the feed has no items", "fetch the feed again", blob.place
        )
    if teasers:
        yield teaser_notice(blob, teasers, count)


def items_of(blob: Blob, document: Document) -> Iterator[Item]:
    """Yield a feed's items in its order, less one that the file breaks off in; what the feed says of all is in each."""
    root = document.root
    if root is None:
        return
    atom = "" if name_of(root) == "feed" else "atom:"
    feed = next((child for child in root if name_of(child) == "channel"), root)
    base = _base(feed, atom, blob)
    common = tuple(_common(feed, root, atom))
    elements = [element for element in root.iter() if name_of(element) in _ITEMS]
    if document.cut and _breaks_in_item(document.text):
        elements = elements[:-1]
    for number, element in enumerate(elements, start=1):
        item = item_of(element, number, base, atom)
        stated = {hint.field for hint in item.hints}
        yield replace(item, hints=(*item.hints, *(hint for hint in common if hint.field not in stated)))


def page_of(blob: Blob, settings: Settings, item: Item, number: int, named: set[str]) -> Page | Problem:
    """Return an item as a page, named after its key; `named` holds the keys of the items before it and gets its own."""
    key = item.key if item.key not in named else f"{item.key}@item {number}"
    named.add(key)
    uri, place = f"{blob.uri}#{key}", blob.at(f"item {number}")
    content = item.text.encode("utf-8", "replace")
    if len(content) > settings.limits.page_bytes:
        return too_large(blob, settings.limits.page_bytes, place, uri)
    if not content.strip():
        remedy = "give its link to onrecord add --fetch, or add the feed with --fetch --follow"
        return problem(ProblemCode.EMPTY, uri, blob.location, "the item holds no text", remedy, place, about="item")
    # The mark says that these bytes are UTF-8, whatever a <meta> inside the item claims.
    return Page(uri, blob.location, codecs.BOM_UTF8 + content, item.media, (*blob.hints, *item.hints), place)


def teaser_notice(blob: Blob, teasers: int, count: int) -> Notice:
    """Say that a feed holds the beginnings of articles."""
    advice = "add --fetch --follow to fetch the articles themselves"
    return Notice(blob.location, f"{teasers} of {count} items look like teasers of the articles they link to; {advice}")


def complaints(blob: Blob, document: Document) -> Iterator[Problem]:
    """Yield what is wrong with a feed as a whole."""
    if document.entities:
        cause = "it declares entities of its own; they were not resolved, and stand in the text as &name;"
        yield problem(
            ProblemCode.BOMB, blob.uri, blob.location, cause, "ask for a feed without a DTD", blob.place, fatal=False
        )
    if document.cut:
        inside = _breaks_in_item(document.text)
        cause = f"the feed breaks off{' inside an item, which is left out' if inside else ''}"
        yield problem(ProblemCode.TRUNCATED, blob.uri, blob.location, cause, _AGAIN, blob.place, fatal=inside)
    elif document.complaint:
        cause = (
            f"the feed is not well-formed: {document.complaint}; its items were read as far as they could be told apart"
        )
        remedy = "compare the items with the feed, or fetch it again"
        yield problem(
            ProblemCode.UNREADABLE, blob.uri, blob.location, cause, remedy, blob.place, fatal=False, about="feed"
        )


def _breaks_in_item(text: str) -> bool:
    opened = max(text.rfind("<item"), text.rfind("<entry"), text.rfind(":item"), text.rfind(":entry"))
    return opened > max(text.rfind("</item"), text.rfind("</entry"))


def _base(feed: etree._Element, atom: str, blob: Blob) -> str:
    """Return the address that relative links start from: the feed's link to its site, else its own address."""
    for child in feed:
        if name_of(child, atom) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or words_of(child)).strip()
    return blob.location if blob.location.startswith(("http://", "https://")) else ""


def _common(feed: etree._Element, root: etree._Element, atom: str) -> Iterator[Candidate]:
    """Yield what the feed says of all its items: its own name, its author and its language."""
    children = [(name_of(child, atom), child) for child in feed]
    title = next((words for name, child in children if name == "title" and (words := words_of(child))), "")
    if title:
        yield Candidate(Field.OUTLET, title, "feed:channel title", title)
    if atom == "":
        # Only Atom's author stands for each entry; RSS's managingEditor and a channel's dc:creator are the publisher's.
        yield from byline([(name, child) for name, child in children if name == "author"], "feed:feed author")
    yield from language(children, feed, root)
