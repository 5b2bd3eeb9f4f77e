"""What one WARC record captured: a web page, another file, or nothing that coverage is made of."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.acquire.codings import Refusal, undone
from onrecord.acquire.http_message import Head, charset_of, media_of
from onrecord.acquire.warc_records import Record
from onrecord.model.limits import Limits

PAGES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/plain",
}
"""Media types of pages, and what they are read as."""
FILES = {
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/feed+json": ".json",
}
"""Media types of files that are opened in turn, and the ending by which they are known."""
_XML = frozenset({"text/xml", "application/xml"})
_FEED_ROOTS = (b"<rss", b"<feed", b"<rdf:rdf")
_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})
# 203 is a whole page that a proxy changed; 206 is a part of one.
_WHOLE = frozenset({200, 203})
_SAMPLE = 1024


@dataclass(frozen=True, slots=True)
class Capture:
    """The content of a record as the server meant it, of a type that is read; `broken` says how it ends too early."""

    address: str
    date: str
    media: str
    charset: str
    content: bytes
    broken: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a record holds no coverage, in words that can be counted ("image/jpeg", "redirects")."""

    reason: str


def address_of(record: Record) -> str:
    """Return the address that a record was captured from, "" where it names none; some programs put it in brackets."""
    return record.headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")


def capture_of(record: Record, limits: Limits) -> Capture | LeftOut | Refusal:
    """Return what a response, resource or conversion record captured, or why it is no page, or cannot be one."""
    stated = record.headers.get("content-type", "")
    if record.kind != "response" or not _is_http(stated, address_of(record)):
        return _content(record, Head(200, {"content-type": stated}), limits)
    if record.head is None:
        return LeftOut("responses without an HTTP head")
    if record.head.status in _WHOLE:
        return _content(record, record.head, limits)
    return LeftOut("redirects" if record.head.status in _REDIRECTS else f"answers with status {record.head.status}")


def _is_http(content_type: str, address: str) -> bool:
    return media_of(content_type) == "application/http" or (not content_type and address.startswith("http"))


def _content(record: Record, head: Head, limits: Limits) -> Capture | LeftOut | Refusal:
    address = address_of(record)
    media = _media(record, head)
    if media not in PAGES and media not in FILES:
        return LeftOut(media or "records without a media type")
    if address.endswith("/robots.txt"):
        return LeftOut("robots.txt")
    if not record.held:
        return Refusal.too_large(limits.page_bytes)
    body = undone(record.body, head.headers, limits)
    if isinstance(body, Refusal):
        return body
    charset = charset_of(head.headers.get("content-type", ""))
    broken = body.broken or _cut(record, head)
    return Capture(address, record.headers.get("warc-date", ""), media, charset, body.content, broken)


def _media(record: Record, head: Head) -> str:
    """Return the media type that the server named, else the one that the crawler saw; XML by what it holds."""
    stated = head.headers.get("content-type") or record.headers.get("warc-identified-payload-type", "")
    media = media_of(stated)
    if media in _XML:
        first = record.body[:_SAMPLE].lower()
        return "application/rss+xml" if any(root in first for root in _FEED_ROOTS) else media
    return media


def _cut(record: Record, head: Head) -> str:
    """Return how a body that came whole into the file was cut before, by the crawler's word or the server's."""
    if reason := record.headers.get("warc-truncated", ""):
        return f"the crawler cut it ({reason[:40]})"
    if record.headers.get("warc-segment-number"):
        return "it goes on in other records, which are not put together"
    stated = head.headers.get("content-length", "")
    packed = "content-encoding" in head.headers or "transfer-encoding" in head.headers
    if not packed and stated.isdigit() and len(record.body) < int(stated[:18]):
        return f"the server announced {stated[:18]} bytes, and {len(record.body):,} came"
    return ""
