"""From a page's bytes to its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from charset_normalizer import from_bytes

from onrecord.acquire.encodings import CHAOS_MAX, MARKS
from onrecord.extract.charsets import REFUSED, declared_encoding, encoding_of, read_as
from onrecord.extract.draft import Loss
from onrecord.model.article import Page
from onrecord.model.problem import Problem, ProblemCode, problem

_MANY = 20
"""A text is in an encoding, with damage, if it has this many good characters beyond ASCII for each broken place."""
_BROKEN_MAX = 0.001
"""The largest share of broken places in a text with a byte order mark, which says what it is."""
_GUESSED_FROM = 512 * 1024
_SAMPLE = 4096
_WIDE_SHARE = 0.6
"""The least share of NULs among every second byte by which UTF-16 is known without its mark; English text has all."""
_ESCAPES = (b"\x1b", b"~{")
_ODD_MAX = 0.01
_TWICE = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œžŸ¦“”˜¢]")
_TWICE_MIN = 2
_TWICE_MARKS = ("Ã", "Â", "â€")
_CONTROL = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_REMEDY = "save the page again as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, and what is wrong with its characters."""

    text: str
    losses: tuple[Loss, ...] = ()


def decode(page: Page) -> Decoded | Problem:
    """Return the page's text exactly as decoded, less a byte order mark; line ends stay as they are.

    Tried in order: the byte order mark; UTF-8, which other encodings do not look like by chance; UTF-16 by its NULs;
    the encoding that HTTP names; the one that HTML declares; each of them with damaged places, which become U+FFFD; the
    encoding that the bytes' statistics show; ASCII with damaged places.
    """
    mark, encoding = next(((mark, name) for mark, name in MARKS if page.content.startswith(mark)), (b"", ""))
    content = page.content[len(mark) :]
    text = _marked(content, encoding) if mark else None
    if text is None:
        text = _unmarked(content, _named(page, content))
    if text is None:
        return _hopeless(page, _cause(page, content, encoding))
    if page.media == "text/plain" and "\0" in text:
        return _hopeless(page, "it holds NUL characters, which are no text")
    return Decoded(text, tuple(_losses(text)))


def _marked(content: bytes, encoding: str) -> str | None:
    """Return the text in the encoding that a byte order mark shows, unless the mark lies.

    Words in UTF-8 read as UTF-16 are Chinese without sense; words in UTF-16 read as UTF-8 are full of NULs.
    """
    if encoding == "utf-8":
        return None if _wide(content) else _strict(content, encoding)
    if b"\0" not in content and _strict(content, "utf-8") is not None:
        return None
    text = content.decode(encoding, "replace")
    return text if text.count("\ufffd") <= max(1, _BROKEN_MAX * len(text)) else None


def _named(page: Page, content: bytes) -> list[str]:
    """Return the encodings that HTTP and the page name, in the order in which they are believed."""
    names = [encoding_of(page.charset), declared_encoding(content) if page.media == "text/html" else None]
    return list(dict.fromkeys(name for name in names if name))


def _unmarked(content: bytes, names: Sequence[str]) -> str | None:
    wide = _wide(content)
    tried = [*([wide] if wide else []), *(name for name in names if name != REFUSED)]
    if _is_refused(content, names):
        return None
    # Encodings that switch by escape sequences look like ASCII, and so like UTF-8.
    escaped = b"\x1b" in content and "iso-2022-jp" in names
    ways: list[Callable[[], str | None]] = [] if wide or escaped else [partial(_strict, content, "utf-8")]
    ways += [partial(read_as, content, name) for name in tried]
    ways += [partial(_damaged, content, name) for name in dict.fromkeys(["utf-8", *tried])]
    ways += [partial(_guessed, content), partial(_nearly_ascii, content)]
    return next((text for way in ways if (text := way()) is not None), None)


def _is_refused(content: bytes, names: Sequence[str]) -> bool:
    return names[:1] == [REFUSED] and any(escape in content for escape in _ESCAPES)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str | None:
    """Return the kind of UTF-16 that content without a mark is: every second byte is NUL in western scripts."""
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    if half == 0 or b"\0" not in sample:
        return None
    high, low = (sample[start::2].count(0) / half for start in (0, 1))
    if max(high, low) < _WIDE_SHARE or min(high, low) > 1 - _WIDE_SHARE:
        return None
    return "utf-16be" if high > low else "utf-16le"


def _damaged(content: bytes, encoding: str) -> str | None:
    text = read_as(content, encoding, "replace")
    if text is None:
        return None
    broken = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - broken
    return text if good >= _MANY * broken else None


def _guessed(content: bytes) -> str | None:
    """Return the text in the encoding that its first part looks like."""
    best = from_bytes(content[:_GUESSED_FROM]).best()
    if best is None or best.chaos > CHAOS_MAX:
        return None
    return str(best) if len(content) <= _GUESSED_FROM else content.decode(best.encoding, "replace")


def _nearly_ascii(content: bytes) -> str | None:
    """Return text whose few odd bytes fit no encoding, these as U+FFFD: a damaged page is better than none."""
    text = content.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= _ODD_MAX * len(text) else None


def _losses(text: str) -> list[Loss]:
    """Return what shows that the characters are not those that were written. The text stays as it came."""
    found = []
    broken = text.count("\ufffd")
    if broken:
        lost = "1 character is lost: it stands" if broken == 1 else f"{broken} characters are lost: they stand"
        found.append(Loss(f"{lost} as U+FFFD", _REMEDY))
    # Looking for plain characters first, and for bytes, is thirty times faster than the patterns alone.
    twice = len(_TWICE.findall(text)) if any(all(map(text.__contains__, mark)) for mark in _TWICE_MARKS) else 0
    if twice >= _TWICE_MIN:
        cause = f"it was encoded twice in {twice} places, so that é stands as Ã©; it is kept as it came"
        found.append(Loss(cause, "fetch the page again, or mend it with a tool such as ftfy"))
    elif not text.isascii() and _CONTROL.search(text.encode("utf-8")):
        cause = "it holds control characters (C1), which come from a wrong encoding; it is kept as it came"
        found.append(Loss(cause, _REMEDY))
    return found


def _cause(page: Page, content: bytes, encoding: str) -> str:
    names = _named(page, content)
    if _is_refused(content, names):
        return "it names an encoding that browsers refuse, since it can hide markup"
    said = [name for name in (encoding, *names) if name not in {"", "utf-8", REFUSED}]
    also = f", nor the {' or '.join(said)} that it is said to be" if said else ""
    return f"the bytes are no UTF-8{also}, and no other encoding fits"


def _hopeless(page: Page, cause: str) -> Problem:
    return problem(ProblemCode.ENCODING, page.uri, page.location, cause, _REMEDY, page.place)
