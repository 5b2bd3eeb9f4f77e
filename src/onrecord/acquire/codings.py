"""Undoing what HTTP did to a body on its way: chunks and compression, with an end to what it may grow to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

import brotli
from fastwarc.stream_io import ZstdReader

from onrecord.model.limits import Limits
from onrecord.model.problem import ProblemCode

_CHUNK_HEAD = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 1024
_CODINGS_MAX = 4
"""Codings undone one after another; servers use one, seldom two."""
_STEP = 64 * 1024


class _BrokenError(Exception):
    """The bytes are not in the coding that was tried."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body with its codings undone; `broken` says how it ends too early, "" where it is whole."""

    content: bytes
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a body was not unpacked."""

    code: ProblemCode
    cause: str

    @classmethod
    def too_large(cls, limit: int) -> Refusal:
        """Say that a body is above the limit of a page."""
        return cls(ProblemCode.TOO_LARGE, f"unpacked it is larger than {limit:,} bytes")


def undone(body: bytes, headers: Mapping[str, str], limits: Limits) -> Body | Refusal:
    """Return a body as it was before it was sent; `headers` have names in lower case.

    Headers that lie are common, since crawlers undo a coding and leave its header: a body that does not begin as its
    coding does is taken as it is. Gzip that no header names is undone as well.
    """
    if "content-encoding" not in headers and "transfer-encoding" not in headers and not body.startswith(_GZIP):
        return Body(body)
    found = _unchunked(body) if "chunked" in headers.get("transfer-encoding", "").lower() else Body(body)
    codings = [*_words(headers, "content-encoding"), *_words(headers, "transfer-encoding")]
    for coding in reversed(codings[-_CODINGS_MAX:]):
        step = _undo(coding, found, limits)
        if isinstance(step, Refusal):
            return step
        found = step
    if found.content.startswith(_GZIP):
        return _undo("gzip", found, limits)
    return found


def _words(headers: Mapping[str, str], name: str) -> list[str]:
    return [word.strip().lower() for word in headers.get(name, "").split(",") if word.strip()]


def _undo(coding: str, body: Body, limits: Limits) -> Body | Refusal:
    unpack = _CODINGS.get(coding.removeprefix("x-"))
    if unpack is None or not body.content:
        return body
    most = max(limits.unpacked_bytes, limits.unpacked_ratio * len(body.content))
    try:
        content, whole = unpack(body.content, min(most, limits.page_bytes) + 1)
    except _BrokenError:
        if _is_text(body.content):
            return body
        return Refusal(ProblemCode.UNREADABLE, f"it is said to be packed with {coding}, and cannot be unpacked")
    if len(content) > most:
        cause = f"its {len(body.content):,} bytes unpack to more than {limits.unpacked_ratio} times as many"
        return Refusal(ProblemCode.BOMB, cause)
    if len(content) > limits.page_bytes:
        return Refusal.too_large(limits.page_bytes)
    return Body(content, body.broken or ("" if whole else f"its {coding} data breaks off or is damaged"))


def _is_text(content: bytes) -> bool:
    """Say whether the first bytes hold no control characters, as packed ones always do."""
    return not _CONTROL.search(content[:_SAMPLE])


def _unchunked(body: bytes) -> Body:
    """Join the chunks of a body; one that does not begin with a chunk's length has been joined already."""
    if not _CHUNK_HEAD.match(body):
        return Body(body)
    parts: list[bytes] = []
    place = 0
    while head := _CHUNK_HEAD.match(body, place):
        size, start = int(head[1], 16), head.end()
        if not size:
            return Body(b"".join(parts))
        parts.append(body[start : start + size])
        place = start + size
        place += 2 if body[place : place + 2] == b"\r\n" else body[place : place + 1] == b"\n"
    return Body(b"".join(parts), "its last chunk is missing")


def _gunzip(content: bytes, limit: int) -> tuple[bytes, bool]:
    """Undo gzip, several members after one another too."""
    parts: list[bytes] = []
    whole, rest, size = True, content, 0
    while rest.startswith(_GZIP) and whole and size < limit:
        engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        part, whole = _stepwise(engine, rest, limit - size)
        parts.append(part)
        size += len(part)
        rest = engine.unused_data
    if not size:
        raise _BrokenError
    return b"".join(parts), whole


def _deflate(content: bytes, limit: int) -> tuple[bytes, bool]:
    """Undo "deflate", which is zlib by the standard and bare deflate from some servers."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        part, whole = _stepwise(zlib.decompressobj(bits), content, limit)
        if part and (whole or bits > 0 or _is_text(part)):
            return part, whole
    raise _BrokenError


def _stepwise(engine: zlib._Decompress, content: bytes, limit: int) -> tuple[bytes, bool]:
    """Return what was unpacked, up to `limit` bytes, and whether the data came to its own end or to the limit."""
    parts: list[bytes] = []
    size = 0
    try:
        for start in range(0, len(content), _STEP):
            part = engine.decompress(content[start : start + _STEP], limit - size)
            parts.append(part)
            size += len(part)
            if engine.eof or size >= limit:
                break
    except zlib.error:
        return b"".join(parts), False
    # What a limit left in `unconsumed_tail` is beyond the limit as well; nothing of it is needed.
    return b"".join(parts), engine.eof or size >= limit


def _brotli(content: bytes, limit: int) -> tuple[bytes, bool]:
    engine = brotli.Decompressor()
    parts: list[bytes] = []
    size, data = 0, content
    try:
        while size < limit and not engine.is_finished():
            part = engine.process(data, output_buffer_limit=_STEP)
            parts.append(part)
            data, size = b"", size + len(part)
            if not part and engine.can_accept_more_data():
                break
    except brotli.error:
        if not size:
            raise _BrokenError from None
        return b"".join(parts), False
    return b"".join(parts), engine.is_finished() or size >= limit


def _unzstd(content: bytes, limit: int) -> tuple[bytes, bool]:
    if not content.startswith(_ZSTD):
        raise _BrokenError
    parts: list[bytes] = []
    size = 0
    try:
        with ZstdReader(BytesIO(content)) as reader:
            while size < limit and (part := reader.read(_STEP)):
                parts.append(part)
                size += len(part)
    except OSError:
        return b"".join(parts), False
    return b"".join(parts), True


_CODINGS: Mapping[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gunzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _unzstd,
}
