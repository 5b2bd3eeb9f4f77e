"""Where a WARC file goes on after damage, and whether anything stands behind its last record."""

from __future__ import annotations

import io
import re
import tempfile
import zlib
from typing import BinaryIO, cast

from onrecord.acquire.content import FAILURES
from onrecord.model.limits import MIB

RECORD_HEAD = re.compile(rb"(?:\A|(?<=\n))WARC/[01]\.\d{1,2}\r?\n[A-Za-z-]+:")
"""The first line of a record and the beginning of its second."""
_MEMBER_HEAD = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_GZIP = b"\x1f\x8b"
_FIRST_WORD = b"WARC/"
_OVERLAP = 256
_PADDING = b"\0\r\n "


def begins_packed(stream: BinaryIO) -> bool:
    """Say whether the stream begins with gzip, and go back to its beginning."""
    first = stream.read(len(_GZIP))
    stream.seek(0)
    return first == _GZIP


def next_record(stream: BinaryIO, start: int, packed: bool) -> int | None:
    """Return the byte at or after `start` where a record (or a gzip member that begins with one) begins, else None."""
    pattern = _MEMBER_HEAD if packed else RECORD_HEAD
    # One byte more in front, so that a record head at `start` is known by the line end before it.
    place = max(0, start - 1)
    stream.seek(place)
    window = b""
    while part := stream.read(MIB):
        window += part
        for match in pattern.finditer(window):
            found = place + match.start()
            if found >= start and (not packed or _holds_record(window[match.start() :], stream, found)):
                return found
        stream.seek(place + len(window))
        kept = window[-_OVERLAP:]
        place += len(window) - len(kept)
        window = kept
    return None


def _holds_record(window: bytes, stream: BinaryIO, found: int) -> bool:
    """Say whether the gzip member there unpacks to the beginning of a record; four bytes alone are often chance."""
    member = window[:4096]
    if len(member) < 4096:
        stream.seek(found)
        member = stream.read(4096)
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(member, len(_FIRST_WORD)) == _FIRST_WORD
    except zlib.error:
        return False


def follows(stream: BinaryIO, begun: int, packed: bool) -> str:
    """Say what stands behind the gzip member that begins at `begun`: "" for nothing, "more", or "cut" if it has no end.

    A plain file needs no such look: the iterator of fastwarc complains of what it finds there.
    """
    if not packed:
        return ""
    stream.seek(begun)
    rest = stream.read(MIB)
    if not rest.startswith(_GZIP):
        return "more" if rest.strip(_PADDING) else ""
    engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while rest and not engine.eof:
            engine.decompress(rest, MIB)
            rest = engine.unconsumed_tail or (b"" if engine.eof else stream.read(MIB))
    except zlib.error:
        return "cut"
    if not engine.eof:
        return "cut"
    return "more" if (engine.unused_data + stream.read(MIB)).strip(_PADDING) else ""


def is_one_member(stream: BinaryIO) -> bool:
    """Say whether a gzip stream packs all records together instead of each alone, and go back to its beginning."""
    engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        first = engine.decompress(stream.read(MIB), MIB)
    except zlib.error:
        first = b""
    stream.seek(0)
    heads = RECORD_HEAD.finditer(first)
    return next(heads, None) is not None and next(heads, None) is not None


def seekable(stream: BinaryIO, memory: int) -> tuple[BinaryIO, BaseException | None]:
    """Return a stream that seeks at no cost, and what ended the copying of one that does not, if it did not end itself.

    What is unpacked on the way is copied to a temporary file where it is longer than `memory` bytes: going back in it
    would unpack it again each time.
    """
    base: object = stream
    while isinstance(base, io.BufferedReader):
        base = base.raw
    if isinstance(base, io.FileIO | io.BytesIO):
        return stream, None
    copy = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=memory))  # noqa: SIM115 - the caller closes it
    failure = None
    try:
        # One step at a time where the stream can do that: what came before a break is then not lost.
        read = getattr(stream, "read1", stream.read)
        while part := read(MIB):
            copy.write(part)
    except FAILURES as broken:
        failure = broken
    copy.seek(0)
    return copy, failure
