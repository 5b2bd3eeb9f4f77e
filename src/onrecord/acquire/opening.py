"""Opening files and what is compressed in them, without waiting on pipes and without unpacking bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.acquire.blob import Blob
from onrecord.model.limits import Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\0"
_BZIP2, _BZIP2_BLOCKS = b"BZh", (b"1AY&SY", b"\x17rE8P\x90")
_SPOOL_BYTES = 8 * 1024**2
"""What is kept in memory of bytes that must be read twice; more goes to an unnamed temporary file."""


class RefusedError(OSError):
    """A file that is never opened: a pipe, a socket or a device."""


class BombError(OSError):
    """A stream that unpacks to far more than any text does."""


class Meter:
    """Counts the bytes that go into unpacking and come out of it; one for all that is packed inside one source."""

    def __init__(self, limits: Limits, packed: int = 0) -> None:
        self._limits = limits
        self._packed = packed
        self._unpacked = 0
        self.burst = False

    def took(self, count: int) -> None:
        """Count packed bytes."""
        self._packed += count

    def gave(self, count: int) -> None:
        """Count unpacked bytes; raises `BombError` when they are too many for what was packed."""
        self._unpacked += count
        limits = self._limits
        if self._unpacked > max(limits.unpacked_bytes, self._packed * limits.unpacked_ratio):
            self.burst = True
            raise BombError(f"it unpacks to more than {limits.unpacked_ratio} times its size")


class _Counting(io.RawIOBase):
    """A stream that tells how many bytes were read from it."""

    def __init__(self, stream: BinaryIO, count: Callable[[int], None], source: BinaryIO | None = None) -> None:
        super().__init__()
        self._stream = stream
        self._count = count
        self._source = source
        # One step of unpacking where the stream can do that: what came before a break is then not lost.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._read(len(view))
        self._count(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._source:
                self._source.close()
        super().close()


def open_file(path: Path) -> BinaryIO:
    """Open a regular file; raises `RefusedError` for what may make its reader wait for ever, `OSError` otherwise."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise RefusedError("it is a pipe, a socket, a device or a folder, not a file")
    return path.open("rb")


def unpacked(blob: Blob, limits: Limits | None = None) -> BinaryIO:
    """Open a blob, unpacked where its first bytes are those of gzip, bzip2 or xz, whatever its name."""
    return guarded(blob.opener(), limits or Limits())


def beginning(blob: Blob, limits: Limits, most: int, breaks: tuple[type[Exception], ...]) -> bytes:
    """Return up to `most` of the first unpacked bytes of a blob, where reading raises `breaks` those before the break.

    Raises whatever else reading raises, and what opening raises.
    """
    found = b""
    with unpacked(blob, limits) as stream:
        # One step of unpacking where the stream can do that: what came before a break is then not lost.
        read = getattr(stream, "read1", stream.read)
        try:
            while len(found) < most and (more := read(most - len(found))):
                found += more
        except breaks:
            return found
    return found


def guarded(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """Return what a stream holds, unpacked where its first bytes are those of gzip, bzip2 or xz.

    Reading raises `BombError` once it gives more than `limits.unpacked_bytes` and more than `limits.unpacked_ratio`
    times what was taken from `stream`; `EOFError` where the packed bytes break off; `OSError`, `zlib.error` or
    `lzma.LZMAError` where they are damaged. Closing it closes `stream`.

    >>> import io
    >>> guarded(io.BytesIO(gzip.compress(b"words")), Limits()).read()
    b'words'
    """
    whole = io.BufferedReader(cast(io.RawIOBase, stream))
    unpack = _unpacker(whole.peek(16)[:16])
    if unpack is None:
        return cast(BinaryIO, whole)
    meter = Meter(limits)
    packed = counted(cast(BinaryIO, whole), meter.took)
    return cast(BinaryIO, io.BufferedReader(_Counting(unpack(packed), meter.gave, packed)))


def counted(stream: BinaryIO, count: Callable[[int], None]) -> BinaryIO:
    """Return the stream so that `count` is told of the bytes read from it."""
    return cast(BinaryIO, io.BufferedReader(_Counting(stream, count)))


def _unpacker(head: bytes) -> Callable[[BinaryIO], BinaryIO] | None:
    if head.startswith(_GZIP):
        return lambda packed: cast(BinaryIO, gzip.GzipFile(fileobj=packed, mode="rb"))
    if head.startswith(_BZIP2) and head[4:10] in _BZIP2_BLOCKS:
        return lambda packed: cast(BinaryIO, bz2.BZ2File(packed, "rb"))
    if head.startswith(_XZ):
        return lambda packed: cast(BinaryIO, lzma.LZMAFile(packed, "rb"))
    return None


def seekable(blob: Blob, limits: Limits) -> BinaryIO:
    """Open a blob, unpacked, so that it can be read from anywhere: itself, or a temporary copy of it."""
    stream = blob.opener()
    if stream.seekable():
        head = stream.read(16)
        stream.seek(0)
        if _unpacker(head) is None:
            return stream
    with guarded(stream, limits) as content:
        return spooled(content)


def spooled(stream: BinaryIO) -> BinaryIO:
    """Return a copy of the rest of a stream that can be read from anywhere, in memory while it is small."""
    copy = tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115 - the caller closes it
    try:
        shutil.copyfileobj(stream, copy)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return cast(BinaryIO, copy)


@contextmanager
def reopenable(stream: BinaryIO) -> Iterator[Callable[[], BinaryIO]]:
    """Copy the rest of a stream, and give what opens the copy as often as needed, one at a time, until the end.

    >>> import io
    >>> with reopenable(io.BytesIO(b"words")) as opener:
    ...     opener().read(), opener().read()
    (b'words', b'words')
    """
    start = stream.read(_SPOOL_BYTES)
    if len(start) < _SPOOL_BYTES:
        yield partial(io.BytesIO, start)
        return
    with tempfile.TemporaryFile() as copy:
        copy.write(start)
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield partial(_again, copy.fileno())


def _again(descriptor: int) -> BinaryIO:
    stream = os.fdopen(os.dup(descriptor), "rb")
    stream.seek(0)
    return stream
