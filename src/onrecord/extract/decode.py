"""From a page's bytes to its text."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from onrecord.model.article import Page
from onrecord.model.problem import Problem, ProblemCode, problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
# What browsers do: a page that says Latin-1 or ASCII is read as Windows-1252 (WHATWG Encoding, section 4.2).
_WINDOWS = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252"})
_MANY = 20
"""A text is UTF-8 with damage, not another encoding, if it has this many good sequences for each broken one."""
_CHAOS_MAX = 0.1
"""The largest share of odd characters (charset-normalizer's measure) with which a guessed encoding is believed."""


def decode(page: Page) -> str | Problem:
    """Return the page's text exactly as decoded, less a byte order mark; line ends stay as they are.

    Tried in order: the byte order mark; UTF-8, which other encodings do not look like by chance; the encoding that HTML
    declares; UTF-8 with damaged spots (each becomes U+FFFD); the encoding that the bytes' statistics show.
    """
    for mark, encoding in _MARKS:
        if page.content.startswith(mark):
            return _strict(page.content[len(mark) :], encoding) or _hopeless(page, f"the bytes are no {encoding}")
    text = _strict(page.content, "utf-8")
    if text is None and page.media == "text/html":
        text = _declared(page.content)
    if text is None:
        text = _damaged(page.content)
    if text is None:
        text = _guessed(page.content)
    return _hopeless(page, "the bytes are no UTF-8 and no encoding fits") if text is None else text


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared(content: bytes) -> str | None:
    match = _DECLARED.search(content[:_HEAD_BYTES])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
        return _strict(content, "cp1252" if name in _WINDOWS else name)
    except (LookupError, UnicodeError):
        return None


def _damaged(content: bytes) -> str | None:
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - broken
    return text if good >= _MANY * broken else None


def _guessed(content: bytes) -> str | None:
    best = from_bytes(content).best()
    return str(best) if best is not None and best.chaos <= _CHAOS_MAX else None


def _hopeless(page: Page, cause: str) -> Problem:
    return problem(ProblemCode.ENCODING, page.uri, page.location, cause, "save the page again as UTF-8", page.place)
