"""The same pages packed in every way that coverage comes in: archives, tables, a WARC, feeds."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa
import pyarrow.parquet as pq

Pages = Mapping[str, bytes]
"""Contents by name; all HTML (names ending in .html) or all text (.txt), in UTF-8."""


def folder(pages: Pages, to: Path) -> Path:
    """Write a file for every page."""
    made = to / "folder"
    made.mkdir()
    for name, content in pages.items():
        (made / name).write_bytes(content)
    return made


def zipped(pages: Pages, to: Path) -> Path:
    """Write a zip archive."""
    made = to / "pages.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pages.items():
            archive.writestr(f"deep/{name}", content)
    return made


def tarred(pages: Pages, to: Path) -> Path:
    """Write a compressed tar archive."""
    made = to / "pages.tar.gz"
    with tarfile.open(made, "w:gz") as archive:
        for name, content in pages.items():
            member = tarfile.TarInfo(f"./{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made


def json_lines(pages: Pages, to: Path) -> Path:
    """Write a compressed table of JSON lines."""
    made = to / "pages.jsonl.gz"
    rows = [{"id": name, _column(name): content.decode()} for name, content in pages.items()]
    made.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return made


def comma_separated(pages: Pages, to: Path) -> Path:
    """Write a CSV table."""
    made = to / "pages.csv"
    with made.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", _column(next(iter(pages)))])
        writer.writerows([name, content.decode()] for name, content in pages.items())
    return made


def parquet(pages: Pages, to: Path) -> Path:
    """Write a Parquet table."""
    made = to / "pages.parquet"
    texts = [content.decode() for content in pages.values()]
    pq.write_table(pa.table({"id": list(pages), _column(next(iter(pages))): texts}), made)
    return made


def warc(pages: Pages, to: Path) -> Path:
    """Write a compressed WARC of HTTP answers."""
    made = to / "pages.warc.gz"
    made.write_bytes(b"".join(gzip.compress(_answer(name, content), mtime=0) for name, content in pages.items()))
    return made


def atom(pages: Pages, to: Path) -> Path:
    """Write an Atom feed with the whole pages in it."""
    kind = "html" if next(iter(pages)).endswith(".html") else "text"
    entries = "".join(
        f"<entry><id>{escape(name)}</id><content type={quoteattr(kind)}>{_xml(content)}</content></entry>"
        for name, content in pages.items()
    )
    made = to / "pages.atom"
    made.write_text(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>', encoding="utf-8", newline="")
    return made


def json_feed(pages: Pages, to: Path) -> Path:
    """Write a JSON feed with the whole pages in it."""
    field = "content_html" if next(iter(pages)).endswith(".html") else "content_text"
    items = [{"id": name, field: content.decode()} for name, content in pages.items()]
    made = to / "feed.json"
    made.write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}), encoding="utf-8")
    return made


WAYS: tuple[Callable[[Pages, Path], Path], ...] = (
    zipped,
    tarred,
    json_lines,
    comma_separated,
    parquet,
    warc,
    atom,
    json_feed,
)


def _column(name: str) -> str:
    return "html" if name.endswith(".html") else "text"


def _xml(content: bytes) -> str:
    """Escape text for XML so that it comes back as it is: also its carriage returns, which XML would drop."""
    return escape(content.decode(), {"\r": "&#13;"})


def _answer(name: str, content: bytes) -> bytes:
    media = "text/html" if name.endswith(".html") else "text/plain"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media}; charset=utf-8\r\nContent-Length: {len(content)}\r\n\r\n"
    block = http.encode() + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Target-URI: https://courier.example/{name}\r\nWARC-Date: 2031-05-02T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
