"""Compressed streams, archives, WARC records and PDF objects made by hand, so that they can lie."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

MIB = 1024 * 1024


@cache
def _zero_block() -> tuple[bytes, bytes]:
    """Return 16 MiB of zeros deflated, to be put after one another, and the end of such a stream."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(bytes(16 * MIB)) + engine.flush(zlib.Z_FULL_FLUSH), engine.flush()


def zeros_deflated(mebibytes: int) -> bytes:
    """Return a deflate stream that unpacks to zeros 1,000 times as long."""
    block, end = _zero_block()
    return block * (mebibytes // 16) + end


def zeros_gzipped(mebibytes: int) -> bytes:
    """Return a gzip file of zeros; its checksum is wrong, and nobody should read as far as that."""
    return (
        b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
        + zeros_deflated(mebibytes)
        + struct.pack("<II", 0, mebibytes * MIB & 0xFFFFFFFF)
    )


def zeros_xz(mebibytes: int) -> bytes:
    """Return streams of zeros one after another, 7,000:1."""
    return lzma.compress(bytes(16 * MIB), preset=0) * (mebibytes // 16)


def zeros_bz2(mebibytes: int) -> bytes:
    """Return streams of zeros one after another, 370,000:1."""
    return bz2.compress(bytes(16 * MIB)) * (mebibytes // 16)


def zeros_zstd(mebibytes: int) -> bytes:
    """Return a zstd frame of blocks that say one zero 131,072 times, 32,000:1."""
    size = 128 * 1024
    block = struct.pack("<I", 1 << 1 | size << 3)[:3] + b"\0"
    last = struct.pack("<I", 1 | 1 << 1 | size << 3)[:3] + b"\0"
    return b"\x28\xb5\x2f\xfd\x00\x58" + block * (mebibytes * 8 - 1) + last


def gzipped(content: bytes, times: int = 1) -> bytes:
    """Return the content as gzip, in gzip again for `times`."""
    for _ in range(times):
        content = gzip.compress(content, 6, mtime=0)
    return content


@dataclass(frozen=True, slots=True)
class Entry:
    """A member of a ZIP archive, with what its headers say of it."""

    name: bytes
    data: bytes = b""
    method: int = 0
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    flags: int = 0x800
    mode: int = 0o100644

    def header(self) -> bytes:
        """Return what both headers hold in common."""
        size = len(self.data) if self.size is None else self.size
        packed = len(self.data) if self.packed is None else self.packed
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        parts = (20, self.flags, self.method, 0, 0x21, crc, packed, size, len(self.name) & 0xFFFF, 0)
        return struct.pack("<HHHHHIIIHH", *parts)


def zip_of(entries: Sequence[Entry], overlap: bool = False, count: int | None = None) -> bytes:
    """Return a ZIP archive; with `overlap` every name in its directory leads to the first entry's data."""
    parts, directory, place = [], [], 0
    for number, entry in enumerate(entries):
        at = 0 if overlap else place
        if not (overlap and number):
            parts.append(b"PK\x03\x04" + entry.header() + entry.name + entry.data)
            place += len(parts[-1])
        tail = struct.pack("<HHHII", 0, 0, 0, entry.mode << 16, at)
        directory.append(b"PK\x01\x02" + struct.pack("<H", 0x0314) + entry.header() + tail + entry.name)
    listed, number = b"".join(directory), min(len(entries) if count is None else count, 0xFFFF)
    end = struct.pack("<HHHHIIH", 0, 0, number, number, len(listed), place, 0)
    return b"".join(parts) + listed + b"PK\x05\x06" + end


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an honest ZIP archive."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2019, 6, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def member(
    name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tuple[tarfile.TarInfo, bytes]:
    """Return a member of a tar archive of any kind."""
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(content), kind, link
    return info, content


def tarred(*members: tuple[tarfile.TarInfo, bytes], form: int = tarfile.GNU_FORMAT) -> bytes:
    """Return a tar archive."""
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w", format=form) as archive:
        for info, content in members:
            archive.addfile(info, io.BytesIO(content))
    return sink.getvalue()


def tar_header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    """Return the header of a member that says it has `size` bytes, whatever follows."""
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


def tar_entry(name: str, content: bytes) -> bytes:
    """Return a member without the archive's end."""
    return tar_header(name, len(content)) + content + bytes(-len(content) % tarfile.BLOCKSIZE)


def http(body: bytes, *headers: str, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    """Return an HTTP answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def warc(
    block: bytes, *headers: str, kind: str = "response", uri: str = "http://velm.example/a", length: int | None = None
) -> bytes:
    """Return a WARC record."""
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {uri}",
        "WARC-Date: 2019-06-01T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block) if length is None else length}",
        *headers,
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + block + b"\r\n\r\n"


def pdf(*objects: bytes, root: int = 1, trailer: bytes = b"") -> bytes:
    """Return a PDF document of numbered objects, with a table of where each begins."""
    parts, places, at = [b"%PDF-1.4\n"], [], 9
    for number, content in enumerate(objects, start=1):
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        places.append(at)
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table))
    parts.append(b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, at))
    return b"".join(parts)


def pdf_stream(content: bytes, extra: bytes = b"", length: int | None = None) -> bytes:
    """Return a stream object."""
    size = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, extra, content)


def pdf_page(words: bytes, extra: bytes = b"", length: int | None = None) -> tuple[bytes, ...]:
    """Return the objects of a document of one page that shows a stream of drawing orders."""
    return (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        pdf_stream(words, extra, length),
    )


def pdf_words(lines: Sequence[str]) -> bytes:
    """Return the drawing orders that show lines of text."""
    shown = b"".join(
        b"(%s) Tj 0 -14 Td\n" % line.encode("latin-1", "replace").replace(b"(", b"[").replace(b")", b"]")
        for line in lines
    )
    return b"BT /F1 11 Tf 50 790 Td\n" + shown + b"ET"
