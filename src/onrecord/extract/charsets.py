"""The encodings that pages name, as browsers understand the names."""

from __future__ import annotations

import re

import webencodings  # type: ignore[import-untyped]

_CONTROLS = {0xDC00 + byte: byte for byte in range(0x80, 0x100)}
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
_WIDE = frozenset({"utf-16le", "utf-16be"})
REFUSED = "replacement"
"""What browsers make of encodings in which markup can be hidden from filters (ISO-2022-KR, HZ): nothing is read."""


def encoding_of(label: str) -> str | None:
    """Return the encoding that a label names by the WHATWG standard, in that standard's words; None for unknown labels.

    The standard knows no UTF-7, and reads Latin-1 and ASCII as Windows-1252.

    >>> encoding_of("Latin1"), encoding_of("x-sjis"), encoding_of("ISO-2022-KR"), encoding_of("utf-7")
    ('windows-1252', 'shift_jis', 'replacement', None)
    """
    found = webencodings.lookup(label) if label else None
    return None if found is None or found.name == "x-user-defined" else str(found.name)


def declared_encoding(content: bytes) -> str | None:
    """Return the encoding that HTML declares in its first bytes; a declaration that can be read is not in UTF-16."""
    match = _DECLARED.search(content[:_HEAD_BYTES])
    name = encoding_of((match[1] or match[2]).decode("ascii", "replace")) if match else None
    return "utf-8" if name in _WIDE else name


def read_as(content: bytes, encoding: str, errors: str = "strict") -> str | None:
    r"""Decode bytes as browsers do, or return None where they are not in that encoding.

    In a single-byte encoding a byte without a character becomes the control character of its number.

    >>> read_as(b"caf\xe9 \x81", "windows-1252")
    'café \x81'
    """
    codec = webencodings.lookup(encoding).codec_info.name
    codec = "gb18030" if codec == "gbk" else codec
    one_byte = codec.startswith(("cp125", "cp874", "iso8859", "koi8", "mac", "cp866"))
    try:
        text = content.decode(codec, "surrogateescape" if one_byte else errors)
    except UnicodeDecodeError:
        return None
    return text.translate(_CONTROLS) if one_byte else text
