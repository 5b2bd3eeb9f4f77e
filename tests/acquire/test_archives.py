"""Files in archives become pages as if they lay in a folder, and no archive does harm."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from onrecord.acquire.blob import Blob
from onrecord.acquire.files import acquire, read_blob
from onrecord.acquire.settings import Settings
from onrecord.model.article import Page
from onrecord.model.limits import Limits
from onrecord.model.notice import Notice
from onrecord.model.problem import Problem

TEXT = b"The bridge at Kelstadt opened on Monday."
Files = Mapping[str, bytes]


def zipped(files: Files) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Files, mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


PACKERS: Mapping[str, Callable[[Files], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda files: tarred(files, "w:gz"),
    "a.tgz": lambda files: tarred(files, "w:gz"),
    "a.tar.bz2": lambda files: tarred(files, "w:bz2"),
    "a.tar.xz": lambda files: tarred(files, "w:xz"),
}


def read(name: str, content: bytes, **limits: int) -> list[Page | Problem]:
    blob = Blob.of_bytes(name, content, f"press/{name}", f"in/{name}")
    items = read_blob(blob, Settings(limits=Limits(**limits)))
    return [item for item in items if not isinstance(item, Notice)]


def codes(items: list[Page | Problem]) -> list[str]:
    return [item.code.value if isinstance(item, Problem) else item.content.decode() for item in items]


@pytest.mark.parametrize("name", PACKERS)
def test_members_are_the_pages_of_a_folder(name: str, tmp_path: Path):
    rows = "".join(json.dumps({"id": key, "text": TEXT.decode()}) + "\n" for key in "xy")
    files = {
        "in/a.html": b"<p>One.</p>",
        "in/deep/b.txt": TEXT,
        "t.jsonl.gz": gzip.compress(rows.encode(), mtime=0),
        "z.csv": b"text\nThree.\n",
        ".DS_Store": b"\0",
        "__MACOSX/in/a.html": b"\0",
        "in/.hidden/a.txt": b"\0",
    }
    for path, content in files.items():
        (tmp_path / "press" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "press" / path).write_bytes(content)
    (tmp_path / "press/__MACOSX/in/a.html").unlink()
    from_folder = [page for page in acquire([tmp_path / "press"]) if isinstance(page, Page)]
    pages = [item for item in read(name, PACKERS[name](files)) if isinstance(item, Page)]
    assert {(page.content, page.media) for page in pages} == {(page.content, page.media) for page in from_folder}
    assert [(page.uri, page.location, page.place) for page in pages] == [
        (f"press/{name}!/in/a.html", f"in/{name}", "in/a.html"),
        (f"press/{name}!/in/deep/b.txt", f"in/{name}", "in/deep/b.txt"),
        (f"press/{name}!/t.jsonl.gz#x", f"in/{name}", "t.jsonl.gz, line 1"),
        (f"press/{name}!/t.jsonl.gz#y", f"in/{name}", "t.jsonl.gz, line 2"),
        (f"press/{name}!/z.csv#2", f"in/{name}", "z.csv, line 2"),
    ]


@pytest.mark.parametrize("inner", PACKERS)
@pytest.mark.parametrize("outer", ["a.zip", "a.tar.gz"])
def test_archives_in_archives(outer: str, inner: str):
    (page,) = read(outer, PACKERS[outer]({f"x/{inner}": PACKERS[inner]({"b.txt": TEXT})}))
    assert isinstance(page, Page)
    assert (page.uri, page.place) == (f"press/{outer}!/x/{inner}!/b.txt", f"x/{inner}!/b.txt")


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_archives_are_opened_to_a_depth(pack: Callable[[Files], bytes]):
    content = pack({"a.txt": TEXT})
    for _ in range(4):
        content = pack({"b.txt": TEXT, "n.zip": content})
    assert codes(read("a.zip", content, archive_depth=2)) == [TEXT.decode()] * 2 + ["bomb"]


@pytest.mark.parametrize("name", PACKERS)
def test_names_lead_nowhere(name: str):
    names = ["../../etc/passwd.txt", "/abs.txt", "C:\\windows\\a.txt", "a\nb\u202e.txt", "..", "x/../y.txt"]
    pages = read(name, PACKERS[name](dict.fromkeys(names, TEXT)))
    assert {item.uri.partition("!/")[2] for item in pages} == {
        "etc/passwd.txt",
        "abs.txt",
        "windows/a.txt",
        "a\\x0ab\\u202e.txt",
        "unnamed",
        "x/y.txt",
    }


@pytest.mark.parametrize("name", PACKERS)
def test_a_million_files_are_not_read(name: str):
    items = read(name, PACKERS[name]({f"{number}.txt": TEXT for number in range(5)}), archive_members=3)
    assert codes(items) == [TEXT.decode()] * 3 + ["too-large"]


def test_links_and_devices_of_a_tar_are_not_followed():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in [("s.txt", tarfile.SYMTYPE), ("h.txt", tarfile.LNKTYPE), ("d.txt", tarfile.CHRTYPE)]:
            entry = tarfile.TarInfo(name)
            entry.type = kind
            entry.linkname = "/etc/passwd"
            archive.addfile(entry)
    (item,) = read("a.tar", out.getvalue())
    assert isinstance(item, Problem)
    assert (item.code.value, item.fatal) == ("left-out", False)
    assert item.cause.endswith("s.txt, h.txt, d.txt")


def test_a_link_in_a_zip_is_not_followed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("s.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    assert codes(read("a.zip", out.getvalue())) == ["left-out"]


def test_files_of_one_name_are_both_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "One.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "Two.")
    assert codes(read("a.zip", out.getvalue())) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("at", "value", "code"),
    [(6, 1, "unsupported"), (8, 99, "unsupported"), (10, 8, "unreadable")],
    ids=["encrypted", "method", "not deflated"],
)
def test_members_that_cannot_be_unpacked(at: int, value: int, code: str):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT)
    content = bytearray(out.getvalue())
    central, local = content.index(b"PK\x01\x02"), 0
    offset = {6: 8, 8: 10, 10: 10}[at]
    struct.pack_into("<H", content, central + offset, value)
    struct.pack_into("<H", content, local + offset - 2, value)
    assert codes(read("a.zip", bytes(content))) == [code, TEXT.decode()]


def test_a_lying_size_is_a_problem():
    content = bytearray(zipped({"a.txt": TEXT * 50}))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 10)
    assert codes(read("a.zip", bytes(content))) == ["unreadable"]


def test_members_that_share_bytes_are_a_bomb():
    content = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    struct.pack_into("<I", content, second + 42, 0)
    assert "bomb" in codes(read("a.zip", bytes(content)))


@pytest.mark.parametrize("name", [name for name in PACKERS if name != "a.tar"])
def test_a_bomb_is_stopped_for_the_archive_as_a_whole(name: str):
    files = {f"{number}.txt": b"a" * 200_000 for number in range(9)}
    items = read(name, PACKERS[name](files), unpacked_bytes=300_000, unpacked_ratio=20)
    assert "bomb" in codes(items)
    assert sum(isinstance(item, Page) for item in items) < 3


def test_a_nested_bomb_counts_for_the_outermost():
    inner = zipped({f"{number}.txt": b"a" * 300_000 for number in range(3)})
    items = read("a.zip", zipped({f"{n}.zip": inner for n in range(9)}), unpacked_bytes=500_000, unpacked_ratio=50)
    assert "bomb" in codes(items)
    assert sum(isinstance(item, Page) for item in items) < 4


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz"])
@pytest.mark.parametrize("cut", [0.3, 0.7, 0.9])
def test_what_came_before_the_break_is_kept(name: str, cut: float):
    files = {f"{number:02}.txt": os.urandom(5000).hex().encode() for number in range(10)}
    content = PACKERS[name](files)
    items = read(name, content[: int(len(content) * cut)])
    pages = [item.content for item in items if isinstance(item, Page)]
    assert pages == list(files.values())[: len(pages)]
    assert len(pages) >= 10 * cut - 2
    assert codes(items)[len(pages)] == "truncated"


class _Unseekable(io.BytesIO):
    """What a ZIP archive is streamed to: sizes then stand after each file."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("out", [io.BytesIO, _Unseekable])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_a_zip_that_lost_its_list_gives_what_lies_before_the_break(out: type[io.BytesIO], method: int, cut: float):
    files = {f"{number:02}.txt": os.urandom(5000).hex().encode() for number in range(10)}
    stream = out()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    packed = stream.getvalue()
    items = read("a.zip", packed[: int(len(packed) * cut)])
    pages = [item.content for item in items if isinstance(item, Page)]
    assert pages == list(files.values())[: len(pages)]
    if (out, method) != (_Unseekable, zipfile.ZIP_STORED):
        assert len(pages) >= 10 * cut - 2
    assert set(codes(items)[len(pages) :]) <= {"truncated", "unreadable"}
    assert len(items) > len(pages)


def test_a_tar_without_its_end_is_told():
    items = read("a.tar", tarred({"a.txt": TEXT})[:1024])
    assert codes(items) == [TEXT.decode(), "truncated"]
    assert not getattr(items[1], "fatal", True)


def test_a_broken_header_does_not_end_a_tar_silently():
    content = bytearray(tarred({"a.txt": TEXT, "b.txt": TEXT}))
    content[1024 + 100] ^= 1
    assert codes(read("a.tar", bytes(content))) == [TEXT.decode(), "unreadable"]


def test_an_office_document_is_not_taken_apart():
    content = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    assert codes(read("a.zip", content)) == ["unsupported"]
    assert codes(read("a.docx", content)) == ["unsupported"]


def test_patterns_choose_among_members(tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(
        zipped({"x/a.html": b"<p>One.</p>", "x/b.txt": TEXT, "drafts/c.html": b"<p>.</p>"})
    )
    settings = Settings(include=("*.html",), exclude=("drafts/*",))
    (page,) = acquire([tmp_path], settings)
    assert page.location == str(tmp_path / "a.zip")
    assert isinstance(page, Page)
    assert page.place == "x/a.html"


def test_a_large_member_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.acquire.opening._SPOOL_BYTES", 1000)
    rows = "".join(json.dumps({"text": f"Row {number} " + os.urandom(20).hex()}) + "\n" for number in range(200))
    assert len(read("a.tar.gz", tarred({"t.jsonl": rows.encode()}, "w:gz"))) == 200
    assert len(read("a.zip", zipped({"b.zip": zipped({"t.jsonl": rows.encode()})}))) == 200


@pytest.mark.parametrize("name", PACKERS)
def test_web_records_and_feeds_in_archives(name: str):
    page = b"<html><p>The bridge at Kelstadt opened on Monday.</p></html>"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://velm.example/a\r\n"
        b"WARC-Date: 2031-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(http), http)
    )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "https://velm.example/b", "content_html": "<p>It closed on Tuesday, the ministry said.</p>"}],
    }
    files = {
        "a.warc.gz": gzip.compress(record, mtime=0),
        "b.gz": gzip.compress(record, mtime=0),
        "c.json": json.dumps(feed).encode(),
    }
    pages = [item for item in read(name, PACKERS[name](files)) if isinstance(item, Page)]
    assert [found.media for found in pages] == ["text/html"] * 3
    assert [page in found.content for found in pages] == [True, True, False]
    assert b"It closed on Tuesday" in pages[2].content
