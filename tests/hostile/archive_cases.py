"""Compressed files and archives that break off, grow without end, lie, or name places outside themselves."""

from __future__ import annotations

import bz2
import lzma
import tarfile

from tests.hostile.case import FIRST, LAST, Case, page, prose
from tests.hostile.forge import (
    Entry,
    gzipped,
    member,
    tar_entry,
    tar_header,
    tarred,
    zeros_bz2,
    zeros_deflated,
    zeros_gzipped,
    zeros_xz,
    zip_of,
    zipped,
)

WHOLE = (FIRST, LAST)
_PAGE = page().encode()
_GOOD = Entry(b"good.html", _PAGE)
_BROKEN = "article|truncated|unreadable|no-article"
_TARGETS = (
    "../../outside.html",
    "/var/outside.html",
    "a/../../../outside.html",
    "..\\..\\outside.html",
    "C:\\outside.html",
    "//host/outside.html",
)


def _zip_bomb(mebibytes: int, name: bytes = b"bomb.txt") -> Entry:
    packed = zeros_deflated(mebibytes)
    return Entry(name, packed, 8, mebibytes * 1024 * 1024, crc=0)


def _nested_zip(levels: int, width: int) -> bytes:
    content = zip_of([_zip_bomb(256)])
    for _ in range(levels):
        content = zipped({f"lib{i}.zip": content for i in range(width)})
    return content


def _tar_bomb() -> bytes:
    """Return a gzipped tar whose one member is 1 GiB of zeros."""
    return gzipped(tar_header("bomb.txt", 1024**3)) + zeros_gzipped(1024)


def _odd_members() -> bytes:
    kinds = (
        member("link.html", kind=tarfile.SYMTYPE, link="/etc/passwd"),
        member("hard.html", kind=tarfile.LNKTYPE, link="/etc/passwd"),
        member("up.html", kind=tarfile.SYMTYPE, link="../../../../etc/passwd"),
        member("device.html", kind=tarfile.CHRTYPE),
        member("block.html", kind=tarfile.BLKTYPE),
        member("pipe.html", kind=tarfile.FIFOTYPE),
        member("folder.html", kind=tarfile.DIRTYPE),
        member("self.html", kind=tarfile.LNKTYPE, link="self.html"),
    )
    return tarred(*kinds, member("good.html", _PAGE))


def _odd_names() -> bytes:
    names = (
        "line\nfeed.html",
        "escape\x1b[31m.html",
        "bell\x07\x9b.html",
        "bidi\u202elmth.html",
        " .html",
        "-rf.html",
        "con.html",
        "a" * 60_000 + ".html",
    )
    return zip_of([Entry(name.encode(), _PAGE) for name in names])


PACKED = (
    Case("gzip-cut-in-half", "a.html.gz", lambda: gzipped(_PAGE)[: len(gzipped(_PAGE)) // 2], _BROKEN, several=True),
    Case("gzip-cut-in-its-end", "a.html.gz", lambda: gzipped(_PAGE)[:-4], _BROKEN, several=True),
    Case("gzip-of-a-head-alone", "a.html.gz", lambda: gzipped(_PAGE)[:10], "truncated|unreadable|empty"),
    Case(
        "gzip-with-a-wrong-sum",
        "a.html.gz",
        lambda: gzipped(_PAGE)[:-8] + b"\0" * 8,
        "article|truncated|unreadable",
        several=True,
    ),
    Case(
        "gzip-followed-by-rubbish",
        "a.html.gz",
        lambda: gzipped(_PAGE) + b"rubbish" * 9,
        "article|truncated|unreadable",
        several=True,
    ),
    Case("gzip-is-text", "a.html.gz", lambda: _PAGE, "article|unreadable|unsupported|truncated"),
    Case("gzip-empty", "a.txt.gz", lambda: b"", "empty|truncated|unreadable"),
    Case("gzip-of-nothing", "a.txt.gz", lambda: gzipped(b""), "empty"),
    Case(
        "gzip-20-times",
        "a.txt.gz.gz",
        lambda: gzipped(prose().encode(), 20),
        "binary|unsupported|bomb|too-large|unreadable",
    ),
    Case("gzip-bomb-of-1-gb", "a.txt.gz", lambda: zeros_gzipped(1024), "bomb|too-large", "times|larger", seconds=10),
    Case(
        "gzip-bomb-of-members",
        "a.txt.gz",
        lambda: gzipped(bytes(10_000_000)) * 100,
        "bomb|too-large",
        "times|larger",
        seconds=10,
    ),
    Case(
        "gzip-bomb-named-table", "a.jsonl.gz", lambda: zeros_gzipped(1024), "bomb|too-large", "times|larger", seconds=15
    ),
    Case("gzip-bomb-named-page", "a.html.gz", lambda: zeros_gzipped(1024), "bomb|too-large", seconds=10),
    Case(
        "gzip-bomb-nested",
        "a.txt.gz",
        lambda: gzipped(zeros_gzipped(1024), 2),
        "bomb|too-large|binary|unsupported|unreadable",
        seconds=10,
    ),
    Case("bzip2-cut-in-half", "a.html.bz2", lambda: bz2.compress(_PAGE)[:700], _BROKEN + "|empty"),
    Case("bzip2-bomb-of-1-gb", "a.txt.bz2", lambda: zeros_bz2(1024), "bomb|too-large", seconds=15),
    Case("xz-cut-in-half", "a.html.xz", lambda: lzma.compress(_PAGE)[:700], _BROKEN + "|empty", several=True),
    Case("xz-bomb-of-1-gb", "a.txt.xz", lambda: zeros_xz(1024), "bomb|too-large", seconds=15),
    Case(
        "xz-with-a-dictionary-of-4-gb",
        "a.txt.xz",
        lambda: lzma.compress(prose().encode(), filters=[{"id": lzma.FILTER_LZMA2, "preset": 0}])[:14] + b"\xff" * 900,
        "unreadable|truncated|too-large|empty",
    ),
    Case("xz-is-rubbish", "a.txt.xz", lambda: b"\xfd7zXZ\0" + b"\x01" * 500, "unreadable|truncated"),
)

ZIP = (
    Case(
        "zip-cut-in-half",
        "a.zip",
        lambda: zipped({"a.html": _PAGE, "b.html": _PAGE})[:1500],
        "article|truncated|unreadable|unsupported",
        several=True,
    ),
    Case("zip-of-nothing", "a.zip", lambda: zip_of([]), "empty|left-out"),
    Case("zip-is-text", "a.zip", lambda: prose().encode(), "unreadable|unsupported|truncated"),
    Case(
        "zip-bomb-of-1-gb",
        "a.zip",
        lambda: zip_of([_GOOD, _zip_bomb(1024)]),
        "article|bomb|too-large",
        articles=1,
        problems=1,
        seconds=10,
    ),
    Case(
        "zip-bomb-that-lies-of-its-size",
        "a.zip",
        lambda: zip_of([_GOOD, Entry(b"b.txt", zeros_deflated(1024), 8, 100)]),
        "article|bomb|too-large|unreadable|truncated|binary",
        articles=1,
        problems=1,
        seconds=10,
    ),
    Case(
        "zip-bomb-nested",
        "a.zip",
        lambda: _nested_zip(5, 16),
        "bomb|too-large|unsupported|left-out",
        articles=0,
        problems=None,
        seconds=20,
    ),
    Case(
        "zip-with-overlapping-entries",
        "a.zip",
        lambda: zip_of([Entry(b"f%d.txt" % i, zeros_deflated(256), 8, 256 * 2**20) for i in range(250)], overlap=True),
        "bomb|too-large|unreadable|unsupported",
        articles=0,
        problems=None,
        seconds=20,
    ),
    Case(
        "zip-with-overlapping-pages",
        "a.zip",
        lambda: zip_of([Entry(b"f%d.html" % i, _PAGE) for i in range(50)], overlap=True),
        "article|bomb|unreadable|unsupported",
        several=True,
    ),
    Case(
        "zip-with-100000-empty-members",
        "a.zip",
        lambda: zip_of([Entry(b"f%d.html" % i) for i in range(60_000)]),
        "empty",
        articles=0,
        problems=60_000,
        seconds=60,
        heavy=True,
    ),
    Case(
        "zip-with-5000-empty-members",
        "a.zip",
        lambda: zip_of([Entry(b"f%d.html" % i) for i in range(5000)]),
        "empty",
        articles=0,
        problems=5000,
        seconds=15,
    ),
    Case(
        "zip-with-encrypted-member",
        "a.zip",
        lambda: zip_of([_GOOD, Entry(b"secret.html", b"\x07" * 300, 8, 900, flags=0x801)]),
        "article|unsupported|unreadable",
        "password|encrypted",
        articles=1,
        problems=1,
    ),
    Case(
        "zip-with-an-unknown-method",
        "a.zip",
        lambda: zip_of([_GOOD, Entry(b"odd.html", b"\x07" * 300, 97, 900)]),
        "article|unsupported|unreadable",
        articles=1,
        problems=1,
    ),
    Case(
        "zip-with-a-wrong-sum",
        "a.zip",
        lambda: zip_of([_GOOD, Entry(b"sum.html", _PAGE, crc=7)]),
        "article|unreadable|truncated",
        several=True,
    ),
    Case(
        "zip-with-sizes-of-4-gb",
        "a.zip",
        lambda: zip_of([_GOOD, Entry(b"big.html", _PAGE, 0, 0xFFFFFFFF, 0xFFFFFFFF)]),
        "article|unreadable|unsupported|truncated|too-large|bomb",
        several=True,
    ),
    Case(
        "zip-that-says-65535-members",
        "a.zip",
        lambda: zip_of([_GOOD], count=65_535),
        "article|unreadable|truncated",
        several=True,
    ),
    Case(
        "zip-with-paths-out-of-it",
        "a.zip",
        lambda: zip_of([Entry(name.encode(), _PAGE) for name in _TARGETS]),
        "article|unsupported|left-out",
        several=True,
    ),
    Case("zip-with-odd-names", "a.zip", _odd_names, "article|unsupported", several=True),
    Case(
        "zip-with-a-name-of-no-encoding",
        "a.zip",
        lambda: zip_of([Entry(b"caf\xe9\xff.html", _PAGE), Entry(b"caf\xe9.html", _PAGE, flags=0)]),
        "article|unreadable",
        several=True,
    ),
    Case(
        "zip-with-a-nul-in-a-name",
        "a.zip",
        lambda: zip_of([Entry(b"a.html\0.exe", _PAGE)]),
        "article|unsupported|left-out",
        several=True,
    ),
    Case(
        "zip-with-one-name-twice",
        "a.zip",
        lambda: zip_of([_GOOD, Entry(b"good.html", _PAGE.replace(b"Monday", b"Friday"))]),
        articles=2,
        problems=0,
    ),
    Case("zip-with-case-twins", "a.zip", lambda: zip_of([_GOOD, Entry(b"GOOD.HTML", _PAGE)]), articles=2, problems=0),
    Case(
        "zip-with-a-folder-named-page",
        "a.zip",
        lambda: zip_of([Entry(b"a.html/", mode=0o40755), Entry(b"a.html/b.html", _PAGE)]),
        articles=1,
        problems=0,
    ),
    Case(
        "zip-with-a-link",
        "a.zip",
        lambda: zip_of([_GOOD, Entry(b"l.html", b"/etc/passwd", mode=0o120777)]),
        "article|unsupported|left-out|no-article",
        articles=1,
        lacks=("root:x:",),
        problems=None,
    ),
    Case(
        "zip-of-zips-of-a-page",
        "a.zip",
        lambda: zipped({"b.zip": zipped({"c.zip": zipped({"d.zip": zipped({"e.zip": zipped({"f.html": _PAGE})})})})}),
        "article|too-large|unsupported|left-out|bomb",
        several=True,
    ),
    Case(
        "zip-after-rubbish",
        "a.zip",
        lambda: b"MZ" + bytes(400) + zipped({"a.html": _PAGE}),
        "article|unreadable|unsupported",
        several=True,
    ),
    Case(
        "zip-with-a-good-and-a-hostile-page",
        "a.zip",
        lambda: zipped(
            {"a.html": _PAGE, "b.html": page(first="<div>" * 30_000).encode(), "c.html": b"", "d.html": _PAGE}
        ),
        "article|empty",
        articles=3,
        problems=1,
        seconds=10,
    ),
)

TAR = (
    Case(
        "tar-cut-in-half",
        "a.tar",
        lambda: tarred(member("a.html", _PAGE), member("b.html", _PAGE))[:3000],
        "article|truncated|unreadable",
        several=True,
    ),
    Case(
        "tar-gz-cut-in-half",
        "a.tar.gz",
        lambda: gzipped(tarred(member("a.html", _PAGE), member("b.html", _PAGE * 3)))[:900],
        "article|truncated|unreadable",
        several=True,
    ),
    Case(
        "tar-with-a-lying-size",
        "a.tar",
        lambda: tar_entry("good.html", _PAGE) + tar_header("b.html", 2**40) + _PAGE,
        "article|truncated|unreadable|too-large",
        several=True,
    ),
    Case(
        "tar-with-a-negative-size",
        "a.tar",
        lambda: tar_header("b.html", 0)[:124] + b"\xff" * 12 + tar_header("b.html", 0)[136:] + bytes(1024),
        "unreadable|truncated|empty|unsupported",
    ),
    Case("tar-bomb-of-1-gb", "a.tar.gz", _tar_bomb, "bomb|too-large", several=True, seconds=15),
    Case(
        "tar-with-links-and-devices",
        "a.tar",
        _odd_members,
        "article|unsupported|left-out",
        articles=1,
        problems=None,
        lacks=("root:x:",),
    ),
    Case(
        "tar-with-paths-out-of-it",
        "a.tar",
        lambda: tarred(*(member(name, _PAGE) for name in _TARGETS)),
        "article|unsupported|left-out",
        several=True,
    ),
    Case(
        "tar-with-a-name-of-60000",
        "a.tar",
        lambda: tarred(member("a/" * 30_000 + "b.html", _PAGE)),
        articles=1,
        seconds=10,
        problems=0,
    ),
    Case(
        "tar-with-a-long-name-of-1-gb",
        "a.tar",
        lambda: tar_entry("good.html", _PAGE) + tar_header("././@LongLink", 2**30, b"L") + b"a" * 4096,
        "article|unreadable|truncated|too-large|unsupported|bomb",
        several=True,
        told="unreadable|truncated|too-large|bomb",
    ),
    Case(
        "tar-with-20000-empty-members",
        "a.tar.gz",
        lambda: gzipped(tar_header("e.html", 0) * 20_000 + bytes(1024)),
        "empty|bomb",
        articles=0,
        problems=None,
        seconds=20,
        heavy=True,
    ),
    Case(
        "tar-with-odd-extended-headers",
        "a.tar",
        lambda: tarred(_pax(), form=tarfile.PAX_FORMAT),
        "article|unreadable",
        several=True,
    ),
    Case("tar-is-text", "a.tar", lambda: prose().encode(), "unreadable|unsupported|truncated"),
    Case("tar-of-zeros", "a.tar", lambda: bytes(20_480), "empty|unreadable|unsupported|binary|left-out"),
    Case(
        "tgz-is-plain-tar", "a.tgz", lambda: tarred(member("a.html", _PAGE)), "article|unreadable|unsupported|truncated"
    ),
)


def _pax() -> tuple[tarfile.TarInfo, bytes]:
    info, content = member("a.html", _PAGE)
    info.pax_headers = {"size": str(len(_PAGE)), "path": "b\n\x1b[31m.html", "mtime": "nan", "x" * 5000: "y" * 50_000}
    return info, content


CASES = (*PACKED, *ZIP, *TAR)
