"""The text of a page as a browser shows it, line by line, with what the markup says about each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree, html

from onrecord.model.span import Span

_SECTIONS = (
    "address article aside blockquote body center details dialog div fieldset figure footer form header hgroup main"
)
_TEXTS = "br caption dd dt figcaption h1 h2 h3 h4 h5 h6 hr legend li nav optgroup option p pre search section summary"
_LISTS = "menu dir dl frameset ol picture table tbody td tfoot th thead tr ul"
_BLOCK = frozenset(f"{_SECTIONS} {_TEXTS} {_LISTS}".split())
_EMBEDDED = "audio canvas embed iframe map math object svg video"
_UNSEEN = frozenset(f"{_EMBEDDED} datalist head noscript script select style template textarea".split())
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_COMMENT_BOX = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-?list|-?area|-?section|-?thread|-?body|-?content|s)?|disqus_thread|respond)(?:$|[\s_])",
    re.IGNORECASE,
)
_RELATED_BOX = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|more-stories|most-popular|trending|newsletter)(?:$|[\s_-])", re.IGNORECASE
)


class Mark(StrEnum):
    """What the markup around a line says it is."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    MENU = "menu"
    COMMENT = "comment"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class VisibleLine:
    """A line of the visible text: its range, the innermost mark on it, and the share of it that is links."""

    span: Span
    mark: Mark | None
    linked: float


@dataclass(frozen=True, slots=True)
class Visible:
    """What a page shows: lines joined by line feeds, in the order of the markup."""

    text: str
    lines: tuple[VisibleLine, ...]


def visible_text(tree: html.HtmlElement) -> Visible:
    """Return the visible text of a page.

    Block elements and `<br>` end a line; white space inside a line collapses to single spaces (no-break spaces stay).
    Scripts, styles, forms' fields and elements hidden by an attribute are left out. The walk does not recurse.
    """
    writer = _Writer()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            writer.open(element)
        else:
            writer.close(element)
    writer.end_line()
    return Visible("\n".join(writer.texts), tuple(writer.lines()))


@dataclass(slots=True)
class _Writer:
    """Collects lines while the tree is walked."""

    texts: list[str] = field(default_factory=list)
    marks: list[Mark | None] = field(default_factory=list)
    links: list[float] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _stack: list[Mark] = field(default_factory=list)
    _mark: Mark | None = None
    _linked: int = 0
    _hidden: int = 0
    _anchors: int = 0
    _pre: int = 0

    def open(self, element: etree._Element) -> None:
        """Begin an element: its own text comes before its children."""
        if self._hidden or _is_hidden(element):
            self._hidden += 1
            return
        if element.tag in _BLOCK:
            self.end_line()
        mark = _mark_of(element)
        if mark:
            self._stack.append(mark)
        self._anchors += element.tag == "a"
        self._pre += element.tag == "pre"
        self._write(element.text)

    def close(self, element: etree._Element) -> None:
        """End an element: the text after it belongs to its parent."""
        if self._hidden:
            self._hidden -= 1
        else:
            if element.tag in _BLOCK:
                self.end_line()
            if _mark_of(element):
                self._stack.pop()
            self._anchors -= element.tag == "a"
            self._pre -= element.tag == "pre"
        if not self._hidden:
            self._write(element.tail)

    def end_line(self) -> None:
        """Keep the line written so far, if it shows anything."""
        line = _SPACE.sub(" ", "".join(self._pieces)).strip(" ")
        if line.strip():
            self.texts.append(line)
            self.marks.append(self._mark)
            self.links.append(min(self._linked / len(line), 1.0))
        self._pieces.clear()
        self._linked = 0

    def lines(self) -> Iterator[VisibleLine]:
        """Return the ranges of the kept lines in the text that joins them."""
        at = 0
        for text, mark, linked in zip(self.texts, self.marks, self.links, strict=True):
            yield VisibleLine(Span(at, at + len(text)), mark, linked)
            at += len(text) + 1

    def _write(self, words: str | None) -> None:
        if not words:
            return
        parts = words.split("\n") if self._pre else [words]
        for number, part in enumerate(parts):
            if number:
                self.end_line()
            if not self._pieces:
                self._mark = self._stack[-1] if self._stack else None
            self._pieces.append(part)
            self._linked += len(part.strip()) if self._anchors else 0


def _is_hidden(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or element.get("hidden") is not None:
        return True
    return bool(_HIDING.search(element.get("style", "")))


def _mark_of(element: etree._Element) -> Mark | None:
    tag = element.tag
    if tag == "h1":
        return Mark.HEADING
    if tag in {"h2", "h3", "h4", "h5", "h6"}:
        return Mark.SUBHEADING
    if tag == "figcaption":
        return Mark.CAPTION
    if tag in {"nav", "footer", "button"}:
        return Mark.MENU
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if len(names) > 1 and tag not in {"body", "html", "a", "article", "main"}:
        return Mark.COMMENT if _COMMENT_BOX.search(names) else Mark.RELATED if _RELATED_BOX.search(names) else None
    return None
