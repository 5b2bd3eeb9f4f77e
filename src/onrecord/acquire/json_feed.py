"""JSON Feed, versions 1.0 and 1.1: a page for every item."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.content import read_content
from onrecord.acquire.feed import page_of, teaser_notice
from onrecord.acquire.feed_item import Item, is_teaser
from onrecord.acquire.settings import Settings
from onrecord.acquire.xml_text import decoded
from onrecord.model.article import Candidate, Field
from onrecord.model.problem import Problem, ProblemCode, problem

_FIELDS = {"title": Field.TITLE, "date_published": Field.PUBLISHED, "date_modified": Field.UPDATED}
_REMEDY = "fetch the feed again, or ask for it as RSS"


def read_json_feed(blob: Blob, settings: Settings) -> Iterator[Acquired]:
    """Yield a page for every item of a JSON Feed, with its word on title, address, dates, authors and language.

    An item is read from `content_html`, else `content_text`, else `summary`; one that is no object, or holds no text,
    is a problem of its own.
    """
    named: set[str] = set()
    teasers = number = 0
    for number, item in enumerate(json_items(blob, settings), start=1):
        if isinstance(item, Problem):
            yield item
            continue
        teasers += item.teaser
        yield page_of(blob, settings, item, number, named)
    if teasers:
        yield teaser_notice(blob, teasers, number)


def json_items(blob: Blob, settings: Settings) -> Iterator[Item | Problem]:
    """Yield a feed's items in its order, and a problem for each that is none, or for a feed that cannot be read."""
    feed = _feed(blob, settings)
    if isinstance(feed, Problem):
        yield feed
        return
    listed = feed.get("items")
    entries = listed if isinstance(listed, list) else []
    for number, entry in enumerate(entries, start=1):
        yield json_item(entry, number, feed, blob.location) or _no_item(blob, number)
    if not entries:
        yield problem(ProblemCode.EMPTY, blob.uri, blob.location, "the feed has no items", _REMEDY, blob.place)


def _feed(blob: Blob, settings: Settings) -> Mapping[str, object] | Problem:
    content = read_content(blob, settings)
    if isinstance(content, Problem):
        return content
    try:
        feed = json.loads(decoded(content, blob.charset))
    except (ValueError, RecursionError) as failure:
        cause = f"the feed is no JSON: {failure}"
        return problem(ProblemCode.UNREADABLE, blob.uri, blob.location, cause, _REMEDY, blob.place)
    if not isinstance(feed, dict):
        cause = "the file holds no JSON object"
        return problem(ProblemCode.UNSUPPORTED, blob.uri, blob.location, cause, _REMEDY, blob.place)
    return feed


def json_item(entry: object, number: int, feed: Mapping[str, object], base: str = "") -> Item | None:
    """Return what an item says, with what the feed says of all; None where it is no object.

    >>> json_item({"content_text": "The bridge opened.", "title": "Bridge opens"}, 1, {}).hints[0].value
    'Bridge opens'
    """
    if not isinstance(entry, dict):
        return None
    link = _link(entry, _word(feed.get("home_page_url")) or base)
    text, media, name = _text(entry)
    key = _word(entry.get("id")) or link or str(number)
    hints = tuple(_hints(entry, feed, link))
    return Item(key, link, text, media, hints, bool(link) and is_teaser(text, name.startswith("content")))


def _text(entry: Mapping[str, object]) -> tuple[str, str, str]:
    for name, media in (("content_html", "text/html"), ("content_text", "text/plain"), ("summary", "text/plain")):
        value = entry.get(name)
        if isinstance(value, str) and value.strip():
            return value, media, name
    return "", "text/plain", ""


def _link(entry: Mapping[str, object], base: str) -> str:
    """Return the address of the article; `external_url` is where a page of links points to, and not the item's own."""
    address = _word(entry.get("url"))
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return address


def _hints(entry: Mapping[str, object], feed: Mapping[str, object], link: str) -> Iterator[Candidate]:
    for name, field in _FIELDS.items():
        if words := _word(entry.get(name)):
            yield Candidate(field, words, f"feed:{name}", words)
    if link:
        yield Candidate(Field.URL, link, "feed:url", link)
    for source, basis in ((entry, "feed:authors"), (feed, "feed:feed authors")):
        if names := _authors(source):
            yield Candidate(Field.BYLINE, ", ".join(names), basis, "; ".join(names))
            break
    if words := _word(feed.get("title")):
        yield Candidate(Field.OUTLET, words, "feed:feed title", words)
    if words := _word(entry.get("language")) or _word(feed.get("language")):
        yield Candidate(Field.LANGUAGE, words, "feed:language", words)


def _authors(source: Mapping[str, object]) -> list[str]:
    """Return the names of `authors`, or of `author` as version 1.0 has it."""
    stated = source.get("authors")
    people = stated if isinstance(stated, list) else [source.get("author")]
    return [name for person in people if isinstance(person, dict) and (name := _word(person.get("name")))]


def _word(value: object) -> str:
    """Return a string (ids may be numbers) on one line and storable, "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).encode("utf-8", "backslashreplace").decode("utf-8").split())


def _no_item(blob: Blob, number: int) -> Problem:
    cause = "the item is no JSON object"
    return problem(ProblemCode.TABLE, blob.uri, blob.location, cause, _REMEDY, blob.at(f"item {number}"))
