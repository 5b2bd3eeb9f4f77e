"""How bytes show which encoding they are in, for whatever has to be read as text."""

from __future__ import annotations

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks with their encodings; those of UTF-32 first, since they begin as those of UTF-16 do."""

CHAOS_MAX = 0.1
"""The largest share of odd characters (charset-normalizer's measure) with which a guessed encoding is believed."""


def is_damaged_utf8(content: bytes) -> bool:
    r"""Say whether bytes are UTF-8 with broken spots: other encodings hold hardly any of its sequences by chance.

    >>> is_damaged_utf8("Zo\xeb and Andr\xe9".encode() + b"\xff"), is_damaged_utf8("Zo\xeb".encode("latin-1"))
    (True, False)
    """
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - broken > broken
