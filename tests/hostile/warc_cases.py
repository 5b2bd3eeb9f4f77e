"""WARC files whose records break off, lie about their length, or unpack without end."""

from __future__ import annotations

import brotli

from tests.hostile.case import FIRST, LAST, Case, page
from tests.hostile.forge import gzipped, http, warc, zeros_deflated, zeros_gzipped, zeros_zstd

WHOLE = (FIRST, LAST)
_PAGE = page().encode()
_GOOD = warc(http(_PAGE), uri="http://velm.example/good")
_LAST = warc(http(_PAGE), uri="http://velm.example/last")
_ANY = "article|truncated|unreadable|unsupported|bomb|too-large|left-out|binary|empty|no-article|encoding|network"


def _between(*records: bytes) -> bytes:
    """Return a file with a good record before and after."""
    return b"".join((_GOOD, *records, _LAST))


def _brotli_bomb(mebibytes: int = 256, quality: int = 1) -> bytes:
    engine = brotli.Compressor(quality=quality)
    return b"".join([*(engine.process(bytes(2**20)) for _ in range(mebibytes)), engine.finish()])


def _case(
    name: str,
    articles: int,
    *records: bytes,
    expected: str = _ANY,
    problems: int | None = None,
    **rest: object,
) -> Case:
    """Return a case in which the records before and after must come out, whatever becomes of those between."""
    return Case(name, "a.warc", lambda: _between(*records), expected, articles=articles, problems=problems, **rest)  # type: ignore[arg-type]


def _bomb(name: str, body: bytes, coding: str) -> Case:
    """Return a case of one page that its coding makes large."""
    packed = warc(http(body, f"Content-Encoding: {coding}"))
    return _case(name, 2, packed, problems=1, expected="article|bomb|too-large", seconds=10)


CUT = (
    Case(
        "warc-cut-in-a-record",
        "a.warc",
        lambda: _between()[:-1200],
        "article|truncated|no-article",
        several=True,
        told="truncated",
    ),
    Case("warc-cut-in-a-head", "a.warc", lambda: _GOOD + _LAST[:80], "article|truncated", articles=1, told="truncated"),
    Case(
        "warc-gz-cut-in-a-record",
        "a.warc.gz",
        lambda: gzipped(_GOOD) + gzipped(_LAST)[:-300],
        "article|truncated|no-article",
        several=True,
        told="truncated",
    ),
    Case("warc-gz-cut-between-records", "a.warc.gz", lambda: gzipped(_GOOD), articles=1),
    Case("warc-gz-of-one-member", "a.warc.gz", lambda: gzipped(_between()), articles=2, problems=0),
    Case(
        "warc-gz-with-rubbish-between",
        "a.warc.gz",
        lambda: gzipped(_GOOD) + b"rubbish " * 40 + gzipped(_LAST),
        _ANY,
        several=True,
    ),
    Case(
        "warc-gz-with-damage",
        "a.warc.gz",
        lambda: gzipped(_GOOD)[:200] + b"\xff" * 50 + gzipped(_GOOD)[250:] + gzipped(_LAST),
        _ANY,
        several=True,
    ),
    Case("warc-is-text", "a.warc", lambda: b"no record at all\n" * 100, "unreadable|unsupported|truncated|empty"),
    Case("warc-gz-is-text", "a.warc.gz", lambda: b"no record at all\n" * 100, "unreadable|unsupported|truncated|empty"),
    Case("warc-of-nothing", "a.warc", lambda: b"", "empty"),
)

LYING = (
    Case(
        "warc-length-of-1-eb",
        "a.warc",
        lambda: _GOOD + warc(http(_PAGE), length=10**18) + _LAST,
        _ANY,
        several=True,
        told="truncated|unreadable",
    ),
    Case(
        "warc-length-too-long-by-100",
        "a.warc",
        lambda: _GOOD + warc(http(_PAGE), length=len(http(_PAGE)) + 100) + _LAST,
        _ANY,
        several=True,
    ),
    Case("warc-length-too-short", "a.warc", lambda: _GOOD + warc(http(_PAGE), length=300) + _LAST, _ANY, several=True),
    Case("warc-length-negative", "a.warc", lambda: _GOOD + warc(http(_PAGE), length=-1) + _LAST, _ANY, several=True),
    Case(
        "warc-length-of-words",
        "a.warc",
        lambda: _between(warc(http(_PAGE)).replace(b"Length: ", b"Length: x")),
        _ANY,
        several=True,
    ),
    Case(
        "warc-without-length",
        "a.warc",
        lambda: _between(warc(http(_PAGE)).replace(b"Content-Length", b"X-Length")),
        _ANY,
        several=True,
    ),
    Case(
        "warc-head-of-10-mb",
        "a.warc",
        lambda: _between(warc(http(_PAGE), "X-Long: " + "a" * 10_000_000)),
        _ANY,
        several=True,
        seconds=10,
    ),
    Case(
        "warc-heads-200000",
        "a.warc",
        lambda: _between(warc(http(_PAGE), *["X-Many: a"] * 200_000)),
        _ANY,
        several=True,
        seconds=10,
    ),
    _case("warc-address-with-escapes", 3, warc(http(_PAGE), uri="http://velm.example/\x1b[31m\x07\u202e")),
    _case("warc-address-of-1-mb", 2, warc(http(_PAGE), uri="http://velm.example/" + "a" * 1_000_000)),
    _case("warc-address-of-a-file", 3, warc(http(_PAGE), uri="file:///etc/passwd"), lacks=("root:x:",)),
    _case("warc-address-that-is-none", 4, warc(http(_PAGE), uri="http://[::1/a"), warc(http(_PAGE), uri="")),
    _case("warc-date-odd", 3, warc(http(_PAGE)).replace(b"2019-06-01T10", b"2019-66-61T99")),
    _case("warc-of-broken-utf8", 3, warc(http(_PAGE)).replace(b"velm.example/a", b"velm.example/\xff\xfe\xc0")),
)

HTTP = (
    _bomb("http-gzip-bomb", zeros_gzipped(1024), "gzip"),
    _bomb("http-brotli-bomb", _brotli_bomb(), "br"),
    _bomb("http-zstd-bomb", zeros_zstd(1024), "zstd"),
    Case(
        "warc-of-3-kb-that-unpacks-to-1-gb",
        "a.warc",
        lambda: warc(http(_brotli_bomb(1024, 5), "Content-Encoding: br")),
        "bomb|too-large",
        seconds=10,
        heavy=True,
    ),
    _bomb("http-deflate-bomb", zeros_deflated(1024), "deflate"),
    _case(
        "http-gzip-five-times",
        2,
        warc(http(gzipped(zeros_gzipped(1024), 4), "Content-Encoding: gzip, gzip, gzip, gzip, gzip")),
        seconds=10,
    ),
    _case("http-codings-10000", 3, warc(http(_PAGE, "Content-Encoding: " + "gzip," * 10_000)), seconds=10),
    _case("http-says-gzip-is-plain", 3, warc(http(_PAGE, "Content-Encoding: gzip")), problems=0),
    _case("http-gzip-cut", 3, warc(http(gzipped(_PAGE)[:-200], "Content-Encoding: gzip"))),
    _case("http-brotli-is-rubbish", 2, warc(http(b"\xff\x07" * 400, "Content-Encoding: br"))),
    _case("http-chunk-of-4-gb", 3, warc(http(b"ffffffff\r\n" + _PAGE, "Transfer-Encoding: chunked"))),
    _case(
        "http-chunks-of-one-byte",
        3,
        warc(http(b"".join(b"1\r\n%c\r\n" % byte for byte in _PAGE) + b"0\r\n\r\n", "Transfer-Encoding: chunked")),
        problems=0,
    ),
    _case("http-chunk-of-no-number", 3, warc(http(b"zz\r\n" + _PAGE, "Transfer-Encoding: chunked"))),
    _case("http-without-head", 2, warc(_PAGE)),
    _case("http-head-alone", 2, warc(http(b""))),
    _case("http-head-of-1-mb", 2, warc(http(_PAGE, "X-Long: " + "a" * 1_000_000))),
    _case("http-status-of-words", 2, warc(http(_PAGE, status="yes please"))),
    _case("http-says-picture-is-page", 2, warc(http(_PAGE, media="image/png"))),
    _case("http-says-page-is-picture", 2, warc(http(b"\x89PNG\r\n\x1a\n" + bytes(500)))),
    _case("http-says-utf7", 3, warc(http(_PAGE, media="text/html; charset=utf-7")), problems=0),
    _case("http-charset-of-10000", 3, warc(http(_PAGE, media="text/html; charset=" + "x" * 10_000)), problems=0),
    _case("http-charset-with-nul", 3, warc(http(_PAGE, media="text/html; charset=utf\0-8"))),
    _case(
        "http-errors-and-redirects",
        2,
        *(warc(http(_PAGE, status=status)) for status in ("404 Gone", "301 Moved", "500 Oh", "204 None")),
    ),
    _case(
        "warc-kinds-without-pages",
        2,
        *(
            warc(b"x", kind=kind)
            for kind in ("warcinfo", "request", "metadata", "revisit", "conversion", "velmark", "")
        ),
        problems=None,
    ),
    _case("warc-of-a-hostile-page", 3, warc(http(page(first="<div>" * 30_000).encode())), problems=0, seconds=10),
)
CASES = (*CUT, *LYING, *HTTP)
