"""What sort of file some bytes are: told by their beginning, their name, or what a server or the user says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from onrecord.acquire.blob import Blob, endings_of
from onrecord.acquire.content import wide_mark
from onrecord.acquire.encodings import MARKS
from onrecord.acquire.opening import beginning
from onrecord.acquire.settings import Settings

HEAD_BYTES = 4096


class Kind(StrEnum):
    """What a file can be read as."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    ROWS = "json-lines"
    JSON = "json"
    JSON_FEED = "json-feed"
    CSV = "csv"
    PARQUET = "parquet"
    XML = "xml"
    WARC = "warc"
    ZIP = "zip"
    TAR = "tar"


ENDINGS: Mapping[str, Kind] = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".jsonl": Kind.ROWS,
    ".ndjson": Kind.ROWS,
    ".json": Kind.JSON,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".tab": Kind.CSV,
    ".parquet": Kind.PARQUET,
    ".pq": Kind.PARQUET,
    ".xml": Kind.XML,
    ".rss": Kind.XML,
    ".atom": Kind.XML,
    ".warc": Kind.WARC,
    ".zip": Kind.ZIP,
    ".tar": Kind.TAR,
    ".tgz": Kind.TAR,
    ".tbz": Kind.TAR,
    ".tbz2": Kind.TAR,
    ".txz": Kind.TAR,
}
"""Endings of names; each may be followed by one of `PACKINGS`."""
ARCHIVES = frozenset({Kind.ZIP, Kind.TAR})
"""Kinds of files that hold other files."""
_MEDIA: Mapping[str, Kind] = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "text/markdown": Kind.MARKDOWN,
    "application/pdf": Kind.PDF,
    "application/jsonl": Kind.ROWS,
    "application/x-ndjson": Kind.ROWS,
    "application/json": Kind.JSON,
    "application/feed+json": Kind.JSON_FEED,
    "text/csv": Kind.CSV,
    "text/tab-separated-values": Kind.CSV,
    "application/vnd.apache.parquet": Kind.PARQUET,
    "application/xml": Kind.XML,
    "text/xml": Kind.XML,
    "application/rss+xml": Kind.XML,
    "application/atom+xml": Kind.XML,
    "application/rdf+xml": Kind.XML,
    "application/warc": Kind.WARC,
    "application/zip": Kind.ZIP,
    "application/x-tar": Kind.TAR,
}
"""Media types that say what a file is; servers send text/plain and application/octet-stream for anything."""
# Possessive: what was passed over is not gone over again, which would take for ever on a file of comments.
_COMMENTS = r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+"
_HTML = re.compile(rf"{_COMMENTS}<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(
    rf"{_COMMENTS}(?:<!doctype\s+(?:rss|rdf)[^>]*>\s*)?<(?:rss|(?:\w+:)?rdf|(?:\w+:)?feed|(?:\w+:)?urlset|(?:\w+:)?sitemapindex)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"\s*<(?:head|body|title|meta|div|p|article|section|main|h[1-6]|table|span|ul|ol|a|b|i|em|strong|figure|img|br)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"</(?:p|div|span|h[1-6]|article|section|main|body|ul|ol|a|em|strong|figure)>|<br\s*/?>", re.IGNORECASE
)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\b')
_TAR_MARK, _TAR_MARK_AT = b"ustar", 257


def head_of(blob: Blob, settings: Settings) -> bytes:
    """Return the first unpacked bytes of a blob, those before the break where it breaks off.

    Raises what opening raises, and `BombError`.
    """
    return beginning(blob, settings.limits, HEAD_BYTES, (EOFError,))


def kind_of(head: bytes, blob: Blob, form: str) -> Kind | None:
    """Return what a blob is to be read as, None where nothing tells.

    Bytes that leave no doubt come first, so that a PDF named ".html" is read as a PDF; then the media type of an HTTP
    answer, the name's ending, the ending that the user gave as `form`, and at last what the bytes look like.
    """
    text = _text_of(head)
    named = ENDINGS.get(blob.endings[0])
    certain = _marked(head, named) or _written(text)
    if certain and not _is_only_quoted(certain, named):
        return certain
    media = blob.media.partition(";")[0].strip().lower()
    asked = ENDINGS.get(_ending(form)) if form else None
    told = _MEDIA.get(media) or named or asked or _looked(text)
    if told is None and media == "text/plain":
        return Kind.TEXT
    return _corrected(told, text)


def is_archive(name: str) -> bool:
    """Say whether a name is that of an archive.

    >>> is_archive("press.TAR.gz"), is_archive("press.html.gz")
    (True, False)
    """
    return ENDINGS.get(endings_of(name)[0]) in ARCHIVES


def is_known_form(form: str) -> bool:
    """Say whether the ending that a user gave is that of some kind of file.

    >>> is_known_form("JSONL"), is_known_form(".csv"), is_known_form("foo")
    (True, True, False)
    """
    return _ending(form) in ENDINGS


def is_markup(text: str) -> bool:
    """Say whether a table's cell holds HTML: it begins with a tag and closes one.

    >>> is_markup("<p>The bridge opened.</p>"), is_markup("<b is less than a>")
    (True, False)
    """
    return bool(_HTML.match(text) or (_TAG.match(text) and _CLOSED.search(text)))


def _ending(form: str) -> str:
    return f".{form.strip().lower().lstrip('.')}"


def _text_of(head: bytes) -> str:
    head = wide_mark(head) + head
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("latin-1")


def _marked(head: bytes, named: Kind | None) -> Kind | None:
    if head.lstrip().startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    if head.startswith(b"WARC/1."):
        return Kind.WARC
    # Office documents are ZIP archives too: with an ending of their own they are left to it.
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and named is not None:
        return Kind.ZIP
    if head[_TAR_MARK_AT : _TAR_MARK_AT + len(_TAR_MARK)] == _TAR_MARK:
        return Kind.TAR
    return None


def _written(text: str) -> Kind | None:
    if _HTML.match(text):
        return Kind.HTML
    return Kind.XML if _FEED.match(text) else None


def _is_only_quoted(certain: Kind, named: Kind | None) -> bool:
    """Say whether markup at the beginning is a table's first cell, not the file's own."""
    return certain in {Kind.HTML, Kind.XML} and named in {Kind.CSV, Kind.ROWS, Kind.JSON}


def _looked(text: str) -> Kind | None:
    start = text.lstrip()
    if start.startswith("{"):
        return _json(start)
    if start.startswith("[") and start[1:].lstrip().startswith("{"):
        return Kind.JSON
    if start.startswith("<?xml"):
        return Kind.XML
    return Kind.HTML if _TAG.match(start) else None


def _corrected(told: Kind | None, text: str) -> Kind | None:
    """Return JSON as what it is: the endings .json and .jsonl are used for one another."""
    start = text.lstrip()
    if told not in {Kind.JSON, Kind.ROWS} or not start.startswith(("{", "[")):
        return told
    if start.startswith("{") and _JSON_FEED.search(start):
        return Kind.JSON_FEED
    line = start.partition("\n")[0].rstrip()
    if told is Kind.ROWS:
        return Kind.JSON if line in {"{", "["} or line.startswith("[{") else Kind.ROWS
    return _json(start) if start.startswith("{") else Kind.JSON


def _json(start: str) -> Kind:
    """Tell JSON Lines from one object: the first line is a whole object, or goes on past what was looked at."""
    line, found, _ = start.partition("\n")
    one_line = line.rstrip().endswith("}") if found else len(line) > 1
    return Kind.ROWS if one_line else Kind.JSON
