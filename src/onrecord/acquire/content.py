"""The bytes of one file, or what is wrong with it."""

from __future__ import annotations

import codecs
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.acquire.blob import Blob
from onrecord.acquire.opening import BombError, RefusedError, unpacked
from onrecord.acquire.settings import Settings
from onrecord.model.problem import Problem, ProblemCode, problem

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"RIFF", "a picture or a recording"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
)
_SAMPLE = 4096
_WIDE_SHARE = 0.7
"""The least share of characters with an empty high byte by which UTF-16 is known without its mark: not so Chinese."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


FAILURES = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, MemoryError)
"""What opening and unpacking raise for a file that is gone, closed to us, broken off or damaged."""


def read_content(blob: Blob, settings: Settings) -> bytes | Problem:
    """Return a blob's bytes, unpacked where its name says so; empty, binary or too large ones are problems.

    UTF-16 that came without its byte order mark gets one.
    """
    limit = settings.limits.page_bytes
    try:
        with unpacked(blob, settings.limits) as stream:
            content = stream.read(limit + 1)
    except FAILURES as failure:
        return unreadable(blob, failure)
    return judge(wide_mark(content) + content, blob, limit)


def read_lines(blob: Blob, settings: Settings) -> Iterator[tuple[int, bytes] | Problem]:
    """Yield number and bytes of every line that is not blank, without holding the whole file.

    A line beyond the limit is a problem and is skipped; a failure to read ends the file with a problem.
    """
    try:
        with unpacked(blob, settings.limits) as stream:
            yield from _numbered(stream, blob, settings.limits.page_bytes)
    except FAILURES as failure:
        yield unreadable(blob, failure)


def _numbered(stream: BinaryIO, blob: Blob, limit: int) -> Iterator[tuple[int, bytes] | Problem]:
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield too_large(blob, limit, f"line {number}")
        elif line.strip():
            yield number, line


def judge(content: bytes, blob: Blob, limit: int, uri: str = "", place: str = "") -> bytes | Problem:
    """Return the bytes if they may be text; `uri` and `place` name the part of the blob that they are."""
    uri, place = uri or blob.uri, place or blob.place
    if len(content) > limit:
        return too_large(blob, limit, place, uri)
    if not content.strip():
        return problem(ProblemCode.EMPTY, uri, blob.location, "it holds no text", "save the page again", place)
    if content.startswith(_WIDE_MARKS):
        return content
    kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), "")
    if kind or b"\0" in content:
        cause = f"it is {kind or 'a binary file: it holds NUL bytes'}, not text"
        return problem(ProblemCode.BINARY, uri, blob.location, cause, "save the page as text or HTML", place)
    return content


def wide_mark(content: bytes) -> bytes:
    """Return the byte order mark that UTF-16 text in a western script lacks: every second byte of it is NUL, or b""."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    high, low = (sample[start::2].count(0) for start in (0, 1))
    if not high + low or high + low < half * _WIDE_SHARE or min(high, low) or len(content) % 2:
        return b""
    return codecs.BOM_UTF16_BE if high else codecs.BOM_UTF16_LE


def too_large(blob: Blob, limit: int, place: str, uri: str = "") -> Problem:
    """Say that an item is above the limit."""
    cause = f"it is larger than {limit // (1024 * 1024)} MiB"
    return problem(
        ProblemCode.TOO_LARGE, uri or blob.uri, blob.location, cause, "split it into one file per article", place
    )


def unreadable(blob: Blob, failure: BaseException) -> Problem:
    """Say why a blob could not be opened or read to its end."""
    if isinstance(failure, FileNotFoundError):
        cause = "the file is gone, or a link leads nowhere"
        return problem(ProblemCode.VANISHED, blob.uri, blob.location, cause, "add the folder again", blob.place)
    if isinstance(failure, RefusedError):
        remedy = "save what it holds to a file, and add that"
        return problem(ProblemCode.UNSUPPORTED, blob.uri, blob.location, str(failure), remedy, blob.place)
    if isinstance(failure, BombError):
        remedy = "leave it out, or unpack it yourself; the limit is unpacked_ratio"
        return problem(ProblemCode.BOMB, blob.uri, blob.location, str(failure), remedy, blob.place)
    if isinstance(failure, EOFError):
        cause, remedy = "its packed bytes break off before their end", "copy or download the file again"
        return problem(ProblemCode.TRUNCATED, blob.uri, blob.location, cause, remedy, blob.place)
    cause = f"it could not be read: {_words(failure)}"
    remedy = "check its permissions and that it is whole"
    return problem(ProblemCode.UNREADABLE, blob.uri, blob.location, cause, remedy, blob.place)


def _words(failure: BaseException) -> str:
    if isinstance(failure, MemoryError):
        return "it needs more memory than there is"
    return getattr(failure, "strerror", None) or str(failure) or type(failure).__name__
