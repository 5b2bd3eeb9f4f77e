"""A table's bytes as text, line by line, without holding the whole file."""

from __future__ import annotations

import codecs
import io
from typing import TextIO, cast

from charset_normalizer import from_bytes

from onrecord.acquire.blob import Blob
from onrecord.acquire.content import FAILURES, wide_mark
from onrecord.acquire.encodings import CHAOS_MAX, is_damaged_utf8
from onrecord.acquire.opening import beginning, unpacked
from onrecord.acquire.settings import Settings

_SAMPLE_BYTES = 256 * 1024
_GUESS_BYTES = 32 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELIEST = "cp1252"
"""Of encodings that fit as well, what browsers take for western languages (WHATWG Encoding, section 4.2)."""


class EncodingError(ValueError):
    """A table whose bytes are no text in any encoding that could be told."""


def open_text(blob: Blob, settings: Settings) -> tuple[TextIO, str]:
    """Open a table as text and return it with the encoding that was guessed for it, "" where none had to be.

    Line ends stay as they are; a byte that does not fit the encoding becomes half of a surrogate pair, which `is_whole`
    finds again. Raises `EncodingError` and what opening raises.
    """
    encoding, guessed = _encoding(beginning(blob, settings.limits, _SAMPLE_BYTES, FAILURES))
    stream = unpacked(blob, settings.limits)
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
    return cast(TextIO, text), guessed


def is_whole(text: str) -> bool:
    r"""Say whether text holds characters only, no bytes that were none.

    >>> is_whole("Zoë"), is_whole("Zo\udceb")
    (True, False)
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _encoding(sample: bytes) -> tuple[str, str]:
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), "")
    if marked:
        return marked, ""
    wide = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(wide_mark(sample))
    if wide:
        return wide, ""
    # A sample may end inside a character: an incremental decoder waits for the rest of it.
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError as failure:
        if is_damaged_utf8(sample):
            return "utf-8", ""
        guessed = _guess(sample)
        if not guessed:
            raise EncodingError("its bytes are no UTF-8, and no other encoding fits") from failure
        return guessed, guessed
    return "utf-8", ""


def _guess(sample: bytes) -> str:
    """Return the encoding that the lines with other than ASCII bytes show, "" where none fits."""
    telling = b"\n".join(line for line in sample.split(b"\n") if not line.isascii())[:_GUESS_BYTES]
    matches = from_bytes(telling)
    best = matches.best()
    if best is None or best.chaos > CHAOS_MAX:
        return ""
    as_good = {match.encoding for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)}
    return _LIKELIEST if _LIKELIEST in as_good else best.encoding
