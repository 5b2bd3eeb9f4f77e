"""XML as it is found on the web, made such that a parser reads all of it and resolves nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from charset_normalizer import from_bytes
from lxml import etree

from onrecord.acquire.encodings import MARKS, is_damaged_utf8
from onrecord.acquire.http_message import charset_of

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_DECLARATION = re.compile(r"<\?xml[^>]{0,300}\?>")
_BEGINNING = re.compile(r"<\?xml\b|<!DOCTYPE\b|<[A-Za-z]", re.IGNORECASE)
_ROOT = re.compile(r"<[A-Za-z_]")
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_NUMBER = re.compile(r"&#(?:0*([0-9]{1,7})|[xX]0*([0-9A-Fa-f]{1,6}));?")
_AMPERSAND = re.compile(r"&(?!#[0-9]+;|#[xX][0-9A-Fa-f]+;)(?:([A-Za-z][A-Za-z0-9_.-]{0,64});)?")
# Characters that XML 1.0 allows in no form (section 2.2).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_HEAD = 1024
# Windows-1252 is what is meant by Latin-1 on the web (WHATWG Encoding, section 4.2).
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its root (None for no XML at all), the parser's first complaint, and what was not resolved.

    `text` is what was parsed; `cut` says that it ends inside its root; `entities` that the file declares entities of
    its own, which stand in the text as they are written.
    """

    root: etree._Element | None
    text: str
    complaint: str = ""
    cut: bool = False
    entities: bool = False


def parse_xml(content: bytes, charset: str = "") -> Document:
    """Parse a file of XML; `charset` is the encoding that HTTP names. Never raises for what the bytes hold.

    Nothing outside the file is read, no DTD is kept and no entity of the file's own is resolved; the names of HTML
    (`&nbsp;`) become their characters, and bare ampersands stand for themselves.
    """
    text, entities = _without_prolog(decoded(content, charset))
    clean = "".join(_cleaned(_allowed(text))).encode("utf-8")
    # The depth of a tree is bounded by libxml2 (2048 with huge_tree, which lifts the 10 MB limit of one text).
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True)
    try:
        root = etree.fromstring(clean, parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        return Document(None, text, str(failure), entities=entities)
    complaints = (entry.message.strip() for entry in parser.error_log if "Namespace prefix" not in entry.message)
    cut = root is not None and not _closed(text, root)
    return Document(root, text, next(complaints, ""), cut, entities)


def decoded(content: bytes, charset: str) -> str:
    """Return the text in the first encoding that fits: the mark's, UTF-8, the declared one, HTTP's, a guessed one."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.search(content[:_HEAD])
    names = ["utf-8", declared[1].decode("ascii") if declared else "", charset]
    for name in names:
        encoding = _MEANT.get(name.lower(), charset_of(f"charset={name}") if name else "")
        try:
            if encoding:
                return content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    best = None if is_damaged_utf8(content) else from_bytes(content[: 64 * _HEAD]).best()
    return content.decode(best.encoding if best else "utf-8", "replace")


def _without_prolog(text: str) -> tuple[str, bool]:
    """Return the text from its root on, and whether the DTD before it declares entities."""
    begin = _BEGINNING.search(text)
    start = begin.start() if begin else 0
    declaration = _DECLARATION.match(text, start)
    if declaration:
        start = declaration.end()
    root = _root_after(text, start)
    return text[root:], bool(_ENTITY.search(text, start, root))


def _root_after(text: str, start: int) -> int:
    """Return where the first element begins, after comments, instructions and a DOCTYPE with its declarations."""
    place = start
    while (place := text.find("<", place)) >= 0:
        if _ROOT.match(text, place):
            return place
        place = _after(text, place)
    return start


def _after(text: str, place: int) -> int:
    """Return the end of a comment, an instruction or a declaration; the subset of a DOCTYPE is passed as a whole."""
    if text.startswith("<!--", place):
        end, length = text.find("-->", place), 3
    elif text[place : place + 9].upper() == "<!DOCTYPE":
        bracket, close = text.find("[", place), text.find(">", place)
        end, length = (text.find("]", bracket), 1) if 0 <= bracket < close else (close, 1)
    else:
        end, length = text.find(">", place), 1
    return len(text) if end < 0 else end + length


def _cleaned(text: str) -> Iterator[str]:
    """Yield the text with references outside CDATA that any parser knows."""
    place = 0
    while place < len(text):
        start = text.find(_CDATA, place)
        yield _AMPERSAND.sub(_known, text[place : start if start >= 0 else len(text)])
        if start < 0:
            return
        end = text.find(_CDATA_END, start)
        place = end + len(_CDATA_END) if end >= 0 else len(text)
        yield text[start:place]


def _allowed(text: str) -> str:
    """Return the text without characters that XML forbids, as they are or as numbers; in CDATA too, which is HTML."""
    return _NUMBER.sub(_number, _FORBIDDEN.sub("", text))


def _number(match: re.Match[str]) -> str:
    code = int(match[1]) if match[1] else int(match[2], 16)
    return match[0] if code < 0x110000 and not _FORBIDDEN.match(chr(code)) else ""


def _known(match: re.Match[str]) -> str:
    name = match[1]
    if name in _PREDEFINED:
        return match[0]
    characters = html5.get(f"{name};") if name else None
    return html.escape(characters) if characters else f"&amp;{match[0][1:]}"


def _closed(text: str, root: etree._Element) -> bool:
    name = str(root.tag).rpartition("}")[2]
    end = text.rstrip()[-(len(name) + 80) :]
    return end.endswith("/>") or re.search(rf"</(?:[\w.-]+:)?{re.escape(name.rpartition(':')[2])}\s*>", end) is not None
