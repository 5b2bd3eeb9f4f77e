"""One valid input of each form, to be made hostile by mutation."""

from __future__ import annotations

import bz2
import io
import json
import lzma
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from tests.hostile.case import PARAGRAPHS, page, prose
from tests.hostile.forge import gzipped, http, member, pdf, pdf_page, pdf_words, tarred, warc, zipped

_DATA = {"@type": "NewsArticle", "headline": "Ferry terminal opens", "datePublished": "2019-06-01T10:00:00+02:00"}
_HEAD = (
    f'<script type="application/ld+json">{json.dumps(_DATA)}</script><meta name="author" content="Ilse Varn">'
    "<style>.x > p:not(.y){display:none} @media screen{b{color:red}}</style>"
)


def valid_inputs() -> Mapping[str, bytes]:
    """Return contents by file name."""
    web = page('<div class="x" hidden>Sign in</div><table><tr><td>7</td></tr></table>', _HEAD).encode()
    answer = warc(http(web)) + warc(http(gzipped(web), "Content-Encoding: gzip"), uri="http://velm.example/b")
    lines = [line for paragraph in PARAGRAPHS for line in paragraph.replace(". ", ".\n").splitlines()]
    return {
        "page.html": web,
        "text.txt": prose().encode(),
        "wide.txt": prose().encode("utf-16"),
        "text.md": f"# Ferry terminal opens\n\n{prose()}".encode(),
        "table.jsonl": _rows(),
        "table.json": json.dumps([json.loads(row) for row in _rows().splitlines()], indent=1).encode(),
        "table.csv": _csv(),
        "table.parquet": _parquet(),
        "feed.xml": _feed(),
        "page.html.gz": gzipped(web),
        "text.txt.bz2": bz2.compress(prose().encode()),
        "text.txt.xz": lzma.compress(prose().encode()),
        "pages.zip": zipped({"a.html": web, "b/c.txt": prose().encode(), "d.jsonl": _rows()}),
        "pages.tar": tarred(member("a.html", web), member("b/c.txt", prose().encode())),
        "pages.tar.gz": gzipped(tarred(member("a.html", web), member("d.csv", _csv()))),
        "pages.warc": answer,
        "pages.warc.gz": gzipped(warc(http(web))) + gzipped(warc(http(web), uri="http://velm.example/c")),
        "paper.pdf": pdf(*pdf_page(pdf_words(lines))),
    }


def _rows() -> bytes:
    rows = ({"id": f"r{i}", "title": "Ferry", "author": ["Ilse Varn"], "text": prose()} for i in range(3))
    return "\n".join(map(json.dumps, rows)).encode()


def _csv() -> bytes:
    cell = prose().replace('"', '""')
    return "\r\n".join(
        ("id,title,published,text", *(f'r{i},Ferry,2019-06-0{i + 1},"{cell}"' for i in range(3)))
    ).encode()


def _parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "title": ["Ferry", "Pier"], "text": [prose(), prose()]}), sink)
    return sink.getvalue()


def _feed() -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    item = f"<item><title>Ferry</title><link>http://velm.example/a</link><description><![CDATA[{body}]]></description></item>"
    channel = f"<channel><title>Velm Courier</title>{item * 2}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()
