"""The head of an HTTP answer as it was sent: its status and its header lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_STATUS = re.compile(rb"\s*(?:HTTP|ICY)(?:/[\d.]+)?\s+(\d{3})\b")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
HEAD_BYTES = 64 * 1024
"""How far the head of an answer is looked for; servers refuse heads above 8 to 32 KiB."""
_LINE_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Head:
    """An answer's status and headers, by their names in lower case; lines of one name are joined by commas.

    `size` counts the bytes of the head.
    """

    status: int
    headers: Mapping[str, str]
    size: int = 0


def read_head(readline: Callable[[int], bytes]) -> tuple[Head | None, bytes]:
    r"""Read the head of an answer, whose lines may end in LF alone; `readline` takes the most bytes that it may return.

    Where the bytes do not begin as an answer, the head is None and what was read is returned beside it.

    >>> import io
    >>> read_head(io.BytesIO(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>").readline)[0].headers
    {'content-type': 'text/html'}
    """
    lines: list[bytes] = []
    size, at_start = 0, True
    while size < HEAD_BYTES and (line := readline(_LINE_BYTES)):
        lines.append(line)
        size += len(line)
        if len(lines) == 1 and not _STATUS.match(line):
            break
        if at_start and line in {b"\r\n", b"\n"}:
            status = _STATUS.match(lines[0])
            return Head(int(status[1]) if status else 0, _headers(lines[1:]), size), b""
        at_start = line.endswith(b"\n")
    return None, b"".join(lines)


def _headers(lines: Iterable[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    name = ""
    for line in lines:
        words = line.decode("latin-1")
        if words[0] in " \t" and name:  # A folded line goes on with the one before (RFC 9112, section 5.2).
            headers[name] += " " + words.strip()
            continue
        name, colon, value = words.partition(":")
        name = name.strip().lower() if colon else ""
        if name:
            headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
    return headers


@lru_cache(maxsize=256)
def media_of(content_type: str) -> str:
    """Return a Content-Type's media type in lower case.

    >>> media_of("Text/HTML; charset=utf-8")
    'text/html'
    """
    return content_type.partition(";")[0].partition(",")[0].strip().lower()


@lru_cache(maxsize=256)
def charset_of(content_type: str) -> str:
    """Return the encoding that a Content-Type names, "" for none or an unknown one.

    >>> charset_of("text/html; charset='ISO-8859-2'"), charset_of("text/html; charset=no-such")
    ('ISO-8859-2', '')
    """
    match = _CHARSET.search(content_type)
    try:
        return match[1] if match and codecs.lookup(match[1]) else ""
    except LookupError:
        return ""
