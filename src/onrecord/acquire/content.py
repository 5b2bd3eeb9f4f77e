"""The bytes of one file, or what is wrong with it."""

from __future__ import annotations

import codecs
import gzip
import stat
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from onrecord.acquire.listing import Found
from onrecord.model.problem import Problem, ProblemCode, problem

BYTES_MAX = 64 * 1024 * 1024
"""The most bytes that one page or one row of a table may have: far above any article, far below the memory."""

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


def read_content(item: Found) -> bytes | Problem:
    """Return a file's bytes, unpacked where its name ends in .gz; empty, binary or too large files are problems.

    UTF-16 that came without its byte order mark gets one.
    """
    if _is_special(item):
        return _special(item)
    try:
        with _open(item) as stream:
            content = stream.read(BYTES_MAX + 1)
    except FileNotFoundError:
        return vanished(item)
    except (OSError, EOFError, zlib.error) as failure:
        return unreadable(item, failure)
    return judge(_wide_mark(content) + content, item.uri, item.location)


def read_lines(item: Found) -> Iterator[tuple[int, bytes] | Problem]:
    """Yield number and bytes of every line that is not blank, without holding the whole file.

    A line beyond the limit is a problem and is skipped; a failure to read ends the file with a problem.
    """
    if _is_special(item):
        yield _special(item)
        return
    try:
        with _open(item) as stream:
            yield from _numbered(stream, item)
    except FileNotFoundError:
        yield vanished(item)
    except (OSError, EOFError, zlib.error) as failure:
        yield unreadable(item, failure)


def _numbered(stream: BinaryIO, item: Found) -> Iterator[tuple[int, bytes] | Problem]:
    number = 0
    while line := stream.readline(BYTES_MAX + 1):
        number += 1
        if len(line) > BYTES_MAX:
            while line and not line.endswith(b"\n"):
                line = stream.readline(BYTES_MAX)
            yield too_large(item.uri, item.location, f"line {number}")
        elif line.strip():
            yield number, line


def _is_special(item: Found) -> bool:
    """Say whether a path leads to a pipe, a socket or a device: opening one may wait for ever, reading it never end."""
    try:
        mode = item.path.stat().st_mode
    except (OSError, ValueError):
        return False  # Opening it will say what is wrong.
    return not stat.S_ISREG(mode)


def _special(item: Found) -> Problem:
    cause = "it is a pipe, a socket, a device or a folder, not a file"
    remedy = "save what it holds to a file, and add that"
    return problem(ProblemCode.UNSUPPORTED, item.uri, item.location, cause, remedy)


def _open(item: Found) -> BinaryIO:
    if item.path.suffix.lower() == ".gz":
        return cast(BinaryIO, gzip.open(item.path, "rb"))
    return item.path.open("rb")


def judge(content: bytes, uri: str, location: str, place: str = "") -> bytes | Problem:
    """Return the bytes if they may be text."""
    if len(content) > BYTES_MAX:
        return too_large(uri, location, place)
    if not content.strip():
        return problem(ProblemCode.EMPTY, uri, location, "it holds no text", "save the page again", place)
    if content.startswith(_WIDE_MARKS):
        return content
    kind = next((kind for magic, kind in _MAGIC if content.startswith(magic)), "")
    if kind or b"\0" in content:
        cause = f"it is {kind or 'a binary file: it holds NUL bytes'}, not text"
        return problem(ProblemCode.BINARY, uri, location, cause, "save the page as text or HTML", place)
    return content


def _wide_mark(content: bytes) -> bytes:
    """Return the byte order mark that UTF-16 text in a western script lacks: every second byte of it is NUL, or b""."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    high, low = (sample[start::2].count(0) for start in (0, 1))
    if not high + low or high + low < half * _WIDE_SHARE or min(high, low) or len(content) % 2:
        return b""
    return codecs.BOM_UTF16_BE if high else codecs.BOM_UTF16_LE


def too_large(uri: str, location: str, place: str) -> Problem:
    """Say that an item is above the limit."""
    cause = f"it is larger than {BYTES_MAX // (1024 * 1024)} MiB"
    return problem(ProblemCode.TOO_LARGE, uri, location, cause, "split it into one file per article", place)


def vanished(item: Found) -> Problem:
    """Say that a file was there when the folder was listed, but not when it was to be read."""
    cause = "the file is gone, or a link leads nowhere"
    return problem(ProblemCode.VANISHED, item.uri, item.location, cause, "add the folder again")


def unreadable(item: Found, failure: BaseException) -> Problem:
    """Say that the file system or the archive gave an error."""
    cause = f"it could not be read: {getattr(failure, 'strerror', None) or failure}"
    return problem(ProblemCode.UNREADABLE, item.uri, item.location, cause, "check its permissions and that it is whole")
