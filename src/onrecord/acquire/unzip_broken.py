"""The files of a ZIP archive that broke off: its list of files stood at its end and is gone."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from onrecord.acquire.blob import Blob
from onrecord.acquire.content import too_large, unreadable
from onrecord.acquire.member import Nest, is_chosen, member, refused
from onrecord.acquire.names import member_name
from onrecord.acquire.opening import Meter
from onrecord.acquire.settings import Settings
from onrecord.model.problem import Problem

_LOCAL = struct.Struct("<4s5H3I2H")
"""What stands before each file (APPNOTE.TXT, 4.3.7)."""
_DESCRIPTOR = struct.Struct("<3I")
_MARK, _DESCRIPTOR_MARK = b"PK\x03\x04", b"PK\x07\x08"
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_GZIP_HEAD = gzip.compress(b"")[:10]
_STEP = 64 * 1024
_GIVEN = 1024**2


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file: its name, how it is packed, its check sum, where its bytes begin and end, and where the next one may."""

    name: str
    flags: int
    method: int
    crc: int
    unpacked: int
    start: int
    end: int
    after: int


def remains(blob: Blob, stream: BinaryIO, settings: Settings, nest: Nest) -> Iterator[Blob | Problem]:
    """Yield the files that lie whole before the break, in their order, and at its place a problem.

    Raises `zipfile.BadZipFile` where there are none, and `EOFError` at the break.
    """
    size = stream.seek(0, 2)
    at = 0
    for _ in range(settings.limits.archive_members):
        entry = _entry(stream, at, nest.meter)
        if entry is None:
            break
        if entry.end > size:
            yield unreadable(member(blob, entry.name, blob.opener, nest), EOFError())
            break
        if entry.name and is_chosen(entry.name, settings):
            yield _member(blob, stream, entry, settings, nest)
        at = entry.after
    if not at:
        raise zipfile.BadZipFile("it has no list of files, and none could be found")
    raise EOFError


def _entry(stream: BinaryIO, at: int, meter: Meter) -> _Entry | None:
    stream.seek(at)
    head = stream.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(_MARK):
        return None
    _, _, flags, method, _, _, crc, packed, unpacked, name_length, extra = _LOCAL.unpack(head)
    stated = stream.read(name_length).decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    name = "" if stated.endswith("/") else member_name(stated)
    start = at + _LOCAL.size + name_length + extra
    if not flags & _SIZES_FOLLOW:
        return _Entry(name, flags, method, crc, unpacked, start, start + packed, start + packed)
    if method != zipfile.ZIP_DEFLATED or flags & _ENCRYPTED:
        return None
    return _unsized(stream, name, flags, start, meter)


def _unsized(stream: BinaryIO, name: str, flags: int, start: int, meter: Meter) -> _Entry:
    """Return a file whose sizes stand after it: unpacking it shows where it ends."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    stream.seek(start)
    while not unpacking.eof:
        chunk = unpacking.unconsumed_tail or stream.read(_STEP)
        if not chunk:
            return _Entry(name, flags, zipfile.ZIP_DEFLATED, 0, 0, start, stream.tell() + 1, 0)
        meter.gave(len(unpacking.decompress(chunk, _GIVEN)))
    end = stream.tell() - len(unpacking.unused_data)
    stream.seek(end)
    mark = len(_DESCRIPTOR_MARK) if stream.read(len(_DESCRIPTOR_MARK)) == _DESCRIPTOR_MARK else 0
    stream.seek(end + mark)
    crc, _, unpacked = _DESCRIPTOR.unpack(stream.read(_DESCRIPTOR.size).ljust(_DESCRIPTOR.size, b"\0"))
    return _Entry(name, flags, zipfile.ZIP_DEFLATED, crc, unpacked, start, end, end + mark + _DESCRIPTOR.size)


def _member(blob: Blob, stream: BinaryIO, entry: _Entry, settings: Settings, nest: Nest) -> Blob | Problem:
    if entry.flags & _ENCRYPTED or entry.method not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return refused(blob, entry.name, "it cannot be unpacked from a broken archive", "copy the archive again")
    if entry.end - entry.start > settings.limits.page_bytes:
        return too_large(blob, settings.limits.page_bytes, entry.name, f"{blob.uri}!/{entry.name}")
    stream.seek(entry.start)
    content = stream.read(entry.end - entry.start)
    if entry.method == zipfile.ZIP_DEFLATED:
        # In the frame of gzip the same bytes are unpacked, and checked, as any other file.
        content = _GZIP_HEAD + content + struct.pack("<2I", entry.crc, entry.unpacked)
    return member(blob, entry.name, partial(io.BytesIO, content), nest)
