"""Records of WARC files become pages; everything else in the file is counted, and damage is named with its place."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import time
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.warc import pages_of, write_warc
from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.listing import found
from onrecord.acquire.settings import Settings
from onrecord.acquire.warc import read_warc
from onrecord.model.article import Field, Page
from onrecord.model.limits import MIB, Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{}\r\n"
BODY = b"<p>The bridge at Kelstadt opened on Monday.</p>"
SITE = "https://courier.example"


def record(
    path: str, body: bytes = BODY, head: str = HTML.format(""), kind: str = "response", more: str = "", length: int = -1
) -> bytes:
    block = head.encode() + body
    media = "application/http; msgtype=response" if head else "text/plain"
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {SITE}{path}",
        "WARC-Date: 2031-05-04T10:00:00Z",
        *([] if "Content-Type" in more else [f"Content-Type: {media}"]),
        *filter(None, [more]),
        f"Content-Length: {len(block) if length < 0 else length}",
        "\r\n",
    ]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def read(content: bytes, name: str = "a.warc.gz", limits: Limits | None = None) -> list[Acquired]:
    return list(read_warc(Blob.of_bytes(name, content, f"wire/{name}", name), Settings(limits=limits or Limits())))


def pages(items: list[Acquired]) -> list[Page]:
    return [item for item in items if isinstance(item, Page)]


def problems(items: list[Acquired]) -> list[Problem]:
    return [item for item in items if isinstance(item, Problem)]


def packed(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def test_a_capture_is_a_page_with_its_address_and_time():
    items = read(packed(record("/1"), record("/2", BODY * 2)))
    first, second = pages(items)
    assert (first.uri, first.content, first.media, first.charset) == (
        "wire/a.warc.gz#https://courier.example/1",
        BODY,
        "text/html",
        "utf-8",
    )
    assert [(hint.field, hint.value, hint.basis) for hint in first.hints] == [
        (Field.URL, f"{SITE}/1", "warc:target-uri"),
        (Field.CRAWLED, "2031-05-04T10:00:00Z", "warc:date"),
    ]
    assert second.place.startswith("record 2, byte ")
    assert packed(record("/1"), record("/2", BODY * 2))[int(second.place.rpartition(" ")[2]) :].startswith(b"\x1f\x8b")
    assert [item.text for item in items if isinstance(item, Notice)] == ["2 captures of pages in 2 records"]
    assert not problems(items)


def test_two_captures_of_one_address_have_two_names():
    names = [page.uri.partition("#")[2] for page in pages(read(packed(*[record("/1")] * 3)))]
    assert names == [f"{SITE}/1", f"{SITE}/1@2031-05-04T10:00:00Z", f"{SITE}/1@record 3"]


PLAIN = record("/1") + record("/2")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", PLAIN),
        ("a.warc.gz", packed(record("/1"), record("/2"))),
        ("one.warc.gz", gzip.compress(PLAIN, mtime=0)),
        ("a.warc.xz", lzma.compress(PLAIN)),
        ("a.warc.bz2", bz2.compress(PLAIN)),
        ("unnamed", packed(record("/1"), record("/2"))),
        ("blank.warc.gz", gzip.compress(b"", mtime=0) + packed(record("/1"), record("/2"))),
    ],
)
def test_however_the_file_is_packed(name: str, content: bytes):
    assert [page.content for page in pages(read(content, name))] == [BODY, BODY]


def raw_deflate(content: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(content) + engine.flush()


def chunked(content: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"9\r\n" + content[:9] + b"\r\n%x;a=b\r\n" % len(content[9:]) + content[9:] + b"\r\n" + end


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(BODY, mtime=0)),
        ("Content-Encoding: x-gzip", gzip.compress(BODY[:9], mtime=0) + gzip.compress(BODY[9:], mtime=0)),
        ("Content-Encoding: deflate", zlib.compress(BODY)),
        ("Content-Encoding: deflate", raw_deflate(BODY)),
        ("Content-Encoding: br", brotli.compress(BODY)),
        ("Content-Encoding: br, gzip", gzip.compress(brotli.compress(BODY), mtime=0)),
        ("Content-Encoding: gzip", BODY),
        ("Content-Encoding: br", BODY),
        ("Content-Encoding: deflate", BODY),
        ("Content-Encoding: none-such", BODY),
        ("X-Crawler-Content-Encoding: gzip", BODY),
        ("", gzip.compress(BODY, mtime=0)),
        ("Transfer-Encoding: chunked", chunked(BODY)),
        ("Transfer-Encoding: chunked", BODY),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(gzip.compress(BODY, mtime=0))),
    ],
)
def test_what_http_did_to_a_page_is_undone(headers: str, body: bytes):
    head = HTML.format(f"{headers}\r\n" if headers else "")
    items = read(packed(record("/1", body, head)))
    assert [page.content for page in pages(items)] == [BODY]
    assert not problems(items)


@pytest.mark.parametrize(
    ("headers", "body", "cause"),
    [
        ("Content-Length: 500\r\n", BODY, "announced 500 bytes"),
        ("Transfer-Encoding: chunked\r\n", chunked(BODY, b""), "last chunk is missing"),
        ("Content-Encoding: gzip\r\n", gzip.compress(BODY * 99, mtime=0)[:-30], "gzip data breaks off"),
    ],
)
def test_a_page_that_broke_off_before_it_was_captured_is_kept_and_told(headers: str, body: bytes, cause: str):
    items = read(packed(record("/1", body, HTML.format(headers))))
    assert pages(items)[0].content.startswith(BODY[:20])
    (told,) = problems(items)
    assert (told.code.value, told.fatal) == ("truncated", False)
    assert cause in told.cause


def test_a_record_that_the_crawler_cut_is_told():
    (told,) = problems(read(packed(record("/1", more="WARC-Truncated: length"))))
    assert (told.code.value, told.fatal, told.place) == ("truncated", False, "record 1, byte 0")


JPEG = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n"
TEXT = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (packed(record("/a.jpg", b"x", JPEG)), "left-out"),
        (packed(record("/", kind="warcinfo"), record("/1", kind="request")), "empty"),
        (packed(record("/1", kind="re!ponse")), "left-out"),
    ],
)
def test_a_file_without_a_page_is_a_problem_not_a_silence(content: bytes, told: str):
    (fatal,) = [problem for problem in problems(read(content)) if problem.fatal]
    assert fatal.code.value == told


def test_what_is_no_page_is_counted_by_its_kind():
    items = read(
        packed(
            record("/", kind="warcinfo"),
            record("/1"),
            record("/1", kind="request"),
            record("/1", kind="metadata"),
            record("/1", kind="revisit"),
            record("/9", kind="revisit"),
            record("/a.jpg", b"x", JPEG),
            record("/b.jpg", b"x", JPEG),
            record("/robots.txt", b"User-agent: *", TEXT),
            record("/moved", b"", "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"),
            record("/gone", BODY, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n"),
            record("/part", BODY, "HTTP/1.1 206 Partial\r\nContent-Type: text/html\r\n\r\n"),
            record("/odd", b"no answer at all", "junk\r\n\r\n"),
        )
    )
    (told,) = problems(items)
    assert (told.code.value, told.fatal) == ("left-out", False)
    assert told.cause.partition(": ")[2] == (
        "image/jpeg (2), answers with status 206 (1), answers with status 404 (1), redirects (1), "
        "responses without an HTTP head (1), revisits of pages that are not in this file (1), robots.txt (1)"
    )
    (notice,) = [item.text for item in items if isinstance(item, Notice)]
    assert notice == (
        "1 captures of pages in 13 records; others describe them: metadata (1), request (1), revisit (1), warcinfo (1)"
    )


@pytest.mark.parametrize("kind", ["conversion", "resource"])
def test_text_without_http_is_a_page(kind: str):
    (page,) = pages(read(packed(record("/1", b"The bridge opened.", "", kind))))
    assert (page.media, page.content) == ("text/plain", b"The bridge opened.")


@pytest.mark.parametrize("head", [HTML.format("").replace("\r\n", "\n"), HTML.format("X-Long: " + "y" * 9000 + "\r\n")])
def test_odd_http_heads(head: str):
    (page,) = pages(read(packed(record("/1", BODY, head))))
    assert (page.content, page.charset) == (BODY, "utf-8")


def test_a_captured_feed_gives_its_items():
    feed = b"<rss><channel><item><guid>g</guid><description>The bridge opened.</description></item></channel></rss>"
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"
    (page,) = pages(read(packed(record("/feed", feed, head))))
    assert (page.uri, page.place) == ("wire/a.warc.gz#https://courier.example/feed#g", "record 1, byte 0, item 1")


def test_other_files_go_to_the_reader_for_them():
    pdf = record("/a.pdf", b"%PDF-1.7", "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n")
    opened: list[Blob] = []

    def reader(blob: Blob, _settings: Settings) -> list[Acquired]:
        opened.append(blob)
        return []

    blob = Blob.of_bytes("a.warc", pdf, "wire/a.warc", "a.warc")
    list(read_warc(blob, Settings(), lambda inner, settings: iter(reader(inner, settings))))
    assert [(inner.media, inner.place) for inner in opened] == [("application/pdf", "record 1, byte 0")]
    assert "application/pdf (1)" in problems(read(pdf, "a.warc"))[0].cause


A, B, C = record("/1"), record("/2"), record("/3")
WRONG = record("/2", length=70), record("/2", length=300)


@pytest.mark.parametrize(
    ("content", "kept", "code", "place"),
    [
        (A + B + C[:-30], "12", "truncated", f"record 3, byte {len(A + B)}"),
        (A + B + C[:60], "12", "truncated", f"record 3, byte {len(A + B)}"),
        (A + B + C[:5], "12", "unreadable", f"after record 2, byte {len(A)}"),
        (packed(A, B, C)[:-40], "12", "truncated", f"record 3, byte {len(packed(A, B))}"),
        (packed(A, B, C)[:-4], "123", "truncated", f"record 3, byte {len(packed(A, B))}"),
        (packed(A, B) + packed(C)[:6], "12", "unreadable", f"after record 2, byte {len(packed(A))}"),
        (A + b"garbage\r\n" + B + C, "123", "unreadable", "after record 1, byte 0"),
        (packed(A) + b"garbage" + packed(B, C), "123", "unreadable", "after record 1, byte 0"),
        (packed(A, b"garbage", B, C), "123", "unreadable", "after record 1, byte 0"),
        (A + WRONG[0] + C, "123", "unreadable", f"after record 2, byte {len(A)}"),
        (A + WRONG[1] + C, "13", "unreadable", f"record 2, byte {len(A)}"),
        (packed(A, WRONG[1], C), "13", "unreadable", f"record 2, byte {len(packed(A))}"),
        (A + record("/2", length=10**9) + C, "13", "truncated", f"record 2, byte {len(A)}"),
        (A + B.replace(b"Content-Length: ", b"Content-Length: x") + C, "13", "unreadable", f"record 2, byte {len(A)}"),
        (A + B.replace(b"WARC/1.0\r\n", b"") + C, "13", "unreadable", "after record 1, byte 0"),
        (A + record("/2", more="X-Long: " + "y" * 99_000) + C, "13", "unreadable", "after record 1, byte 0"),
        (
            packed(A) + packed(B)[:60] + b"\xff" + packed(B)[61:] + packed(C),
            "13",
            "unreadable",
            "after record 1, byte 0",
        ),
        (b"no WARC", "", "unreadable", "the file's beginning"),
        (b"", "", "empty", ""),
    ],
)
def test_damage_is_named_and_reading_goes_on(content: bytes, kept: str, code: str, place: str):
    items = read(content)
    assert "".join(page.uri[-1] for page in pages(items)) == kept
    assert [(item.code.value, item.place) for item in problems(items)] == [(code, place)]
    assert [item.fatal for item in problems(items)] == [kept != "123" or code != "truncated"]


def test_a_file_packed_as_a_whole_that_breaks_off_gives_the_records_before():
    bodies = [hashlib.sha512(bytes([n])).hexdigest().encode() for n in range(9)]
    whole = gzip.compress(b"".join(record(f"/{n}", body) for n, body in enumerate(bodies)))
    items = read(whole[: len(whole) * 2 // 3])
    assert 2 < len(pages(items)) < 9
    assert {item.code.value for item in problems(items)} == {"truncated"}


def test_bombs_are_left_and_the_next_record_is_read():
    bomb = record("/bomb", bytes(24 * MIB))
    started = time.monotonic()
    items = read(packed(A, bomb, B))
    assert time.monotonic() - started < 5
    assert [page.uri[-1] for page in pages(items)] == ["1", "2"]
    assert [item.code.value for item in problems(items)] == ["bomb"]


def test_a_page_that_unpacks_without_end_is_a_bomb():
    body = brotli.compress(bytes(20 * MIB), quality=1)
    items = read(packed(A, record("/bomb", body, HTML.format("Content-Encoding: br\r\n")), B))
    assert [page.uri[-1] for page in pages(items)] == ["1", "2"]
    assert [(item.code.value, item.place[:9]) for item in problems(items)] == [("bomb", "record 2,")]


def test_a_page_above_the_limit_is_not_held():
    limits = Limits(page_bytes=100_000)
    big = record("/big", b"<p>The bridge. " * 20_000), record("/big.jpg", bytes(300_000), JPEG)
    items = read(A + big[0] + big[1] + B, "a.warc", limits)
    assert [page.uri[-1] for page in pages(items)] == ["1", "2"]
    assert [item.code.value for item in problems(items)] == ["too-large", "left-out"]


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path):
    (item,) = read_warc(found(tmp_path / "none.warc.gz"), Settings())
    assert isinstance(item, Problem)
    assert item.code.value == "vanished"


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_damaged_files_never_raise_and_lose_nothing_silently(data: st.DataObject):
    parts = [record(f"/{n}", BODY * (n + 1)) for n in range(4)]
    source = bytearray(packed(*parts) if data.draw(st.booleans()) else b"".join(parts))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(source)))
        source[place : place + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=16))
    items = read(bytes(source))
    assert len(pages(items)) == 4 or problems(items)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_other_bytes_never_raise(content: bytes):
    assert problems(read(content))


@pytest.mark.shared
def test_real_pages_come_out_byte_for_byte(shared: Path, tmp_path: Path):
    originals = pages_of(shared / "data/pages/html")
    for name, each in (("real.warc.gz", True), ("real.warc", False)):
        write_warc(tmp_path / name, originals, each)
        items = list(read_warc(found(tmp_path / name), Settings()))
        assert [page.content for page in pages(items)] == originals
        assert not problems(items)
