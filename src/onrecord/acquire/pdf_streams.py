"""How much the streams of a PDF unpack to: its library unpacks them whole, and ends the process for want of room."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from onrecord.model.limits import Limits

_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 2000
"""Bytes before a stream in which its dictionary is looked for."""
_DEFLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
# Pictures are not drawn to read text, and fonts are as long as they are.
_OTHER = re.compile(rb"/Subtype\s*/(?:Image|Type1C|CIDFontType0C|OpenType)\b|/Length1\b")
_STEP = 1024 * 1024
_SHARE = 2
"""Orders to draw take ten times their length of memory when they are carried out; half of the limit is a long book."""


def drawn_at_most(limits: Limits) -> int:
    """Return to how many bytes the orders of one page may unpack."""
    return limits.unpacked_bytes // _SHARE


def unpacks_too_far(content: bytes, limits: Limits) -> bool:
    """Say whether one of a document's streams unpacks to more than a page may, or all to more than `page_bytes`.

    >>> packed = zlib.compress(bytes(3000))
    >>> document = b"1 0 obj << /Filter /FlateDecode >> stream" + bytes([10]) + packed
    >>> unpacks_too_far(document, Limits(unpacked_bytes=2000)), unpacks_too_far(document, Limits())
    (True, False)
    """
    total, most = 0, drawn_at_most(limits)
    for start, layers in _packed_streams(content):
        size = _size(memoryview(content)[start:], layers, most)
        total += size
        if size > most or total > limits.page_bytes:
            return True
    return False


def _packed_streams(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each stream begins that is read for its text, and how often it is packed."""
    before = 0
    for match in _STREAM.finditer(content):
        head = content[max(before, match.start() - _HEAD) : match.start()]
        before = match.end()
        head = head[head.rfind(b" obj") + 1 :]
        layers = len(_DEFLATE.findall(head))
        if layers and not _OTHER.search(head):
            yield match.end(), layers


def _size(packed: memoryview, layers: int, limit: int) -> int:
    """Return how long a stream is when it is unpacked, or one byte more than the limit; damage ends it."""
    engines = [zlib.decompressobj() for _ in range(layers)]
    size = at = 0
    while at < len(packed) and not engines[0].eof and size <= limit:
        piece = bytes(packed[at : at + _STEP])
        at += _STEP
        size += sum(len(part) for part in _through(engines, piece, limit + 1 - size))
    return size


def _through(engines: list[zlib._Decompress], piece: bytes, most: int) -> Iterator[bytes]:
    """Unpack a piece layer by layer, a step at a time, so that no layer ever lies unpacked as a whole."""
    first, *others = engines
    while (piece or first.unconsumed_tail) and most > 0:
        try:
            part = first.decompress(first.unconsumed_tail + piece, _STEP)
        except zlib.error:
            return
        piece = b""
        if not part:
            return
        for found in _through(others, part, most) if others else (part,):
            most -= len(found)
            yield found
