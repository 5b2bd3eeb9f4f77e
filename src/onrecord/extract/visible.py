"""The text of a page by lines: what a browser shows, what is hidden, and what the markup says about each line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from lxml import etree, html

from onrecord.extract.declared import Style
from onrecord.extract.hiding import Sight, as_link, inside
from onrecord.extract.promises import gone_by_attributes, gone_by_name
from onrecord.extract.tree import Names, names_of
from onrecord.model.span import Span


class Mark(StrEnum):
    """What the markup around a line says it is."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    MENU = "menu"
    COMMENT = "comment"
    RELATED = "related"


_SECTIONS = (
    "address article aside blockquote body center details dialog div fieldset figure footer form header hgroup main"
)
_TEXTS = "br caption dd dt figcaption h1 h2 h3 h4 h5 h6 hr legend li nav optgroup option p search section summary"
_LISTS = "menu dir dl frameset ol picture table tbody td tfoot th thead tr ul template layer"
_AS_WRITTEN = frozenset({"pre", "xmp", "listing", "plaintext"})
_BLOCK = frozenset(f"{_SECTIONS} {_TEXTS} {_LISTS}".split()) | _AS_WRITTEN
_EMBEDDED = "applet audio canvas embed iframe map math meter object progress svg video"
_NO_TEXT = frozenset(f"{_EMBEDDED} datalist noembed noframes script select style textarea title".split())
_HEADINGS = frozenset({Mark.HEADING, Mark.SUBHEADING})
_UNMARKED = frozenset({"body", "html", "a", "article", "main"})
_BY_TAG: Mapping[str, Mark] = {
    "h1": Mark.HEADING,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Mark.SUBHEADING),
    "figcaption": Mark.CAPTION,
    **dict.fromkeys(("nav", "footer", "button"), Mark.MENU),
}
_ALONE = frozenset(_BY_TAG) | _AS_WRITTEN | {"a", "bdo", "template", "noscript", "layer", "font"}
"""Tags that mean something by themselves."""
_SPACES = " \t\r\n\f"
_SPACE, _ODD_SPACE = re.compile(f"[{_SPACES}]+"), re.compile(r"[\t\r\n\f]|  ")
_TURNED, _ENDS = "\u202e", ("\u202c", "\u2069")
_TURN = re.compile("([\u202a-\u202e\u2066-\u2069])")
_TURNS_MAX = 125
"""How deep marks of direction nest, by the standard (UAX 9, BD2)."""
_BACKWARDS = "a mark that turns letters around"
_COMMENT_BOX = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-?list|-?area|-?section|-?thread|-?body|-?content|s)?|disqus_thread|respond)(?:$|[\s_])",
    re.IGNORECASE,
)
_RELATED_BOX = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|more-stories|most-popular|trending|newsletter)(?:$|[\s_-])", re.IGNORECASE
)
_COMMENT_WORDS = ("comment", "disqus", "respond")
_RELATED_WORDS = ("relat", "recom", "stories", "popular", "trend", "newsl")
"""Parts of the words of the boxes; to look for these first is faster, for few elements name any."""
_Said = tuple[Mark | None, str]
_NOTHING_SAID: _Said = (None, "")
_OPEN = Sight()
_AT_START, _AFTER = "text", "tail"


class VisibleLine(NamedTuple):
    """A line of the text: its range, the innermost mark on it, the share of it that is links, and why it is hidden.

    `hidden` is "" for a line that a browser shows.
    """

    span: Span
    mark: Mark | None
    linked: float
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Visible:
    """What a page holds: lines joined by line feeds, in the order of the markup, and the tree's parts that are hidden.

    A run that is hidden inside a line that is shown stands after it. `gone` are elements of which nothing is shown,
    `unseen` the elements of which only the text at the start or after the end ("text", "tail") is not; `depth` and
    `elements` measure the tree.
    """

    text: str
    lines: tuple[VisibleLine, ...]
    gone: tuple[etree._Element, ...] = ()
    unseen: tuple[tuple[etree._Element, str], ...] = ()
    depth: int = 0
    elements: int = 0


def read_lines(
    tree: html.HtmlElement,
    styles: Mapping[etree._Element, Style] | None = None,
    shown: Collection[str] = (),
    names: Mapping[etree._Element, Names] | None = None,
) -> Visible:
    """Return the text of a page.

    Block elements and `<br>` end a line; white space inside a line collapses to single spaces (no-break spaces stay).
    Scripts, styles and embedded objects hold no text. `shown` are reasons for hiding that don't count, `names`
    those of the tree's elements where they are at hand. The walk does not recurse.
    """
    reader = _Reader(styles or {}, frozenset(shown), names_of(tree) if names is None else names)
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.close(element)
        elif element.tag in _NO_TEXT:
            walk.skip_subtree()
            reader.skip()
        else:
            reader.open(element)
    reader.end_line()
    return reader.visible()


class _Frame(NamedTuple):
    """What an open element means for the text inside it."""

    mark: Mark | None = None
    sight: Sight = _OPEN
    hidden: str = ""
    link: bool = False
    written: bool = False


@dataclass(slots=True)
class _Reader:
    """Collects lines while the tree is walked."""

    styles: Mapping[etree._Element, Style]
    shown: frozenset[str]
    names: Mapping[etree._Element, Names]
    _lines: list[tuple[str, Mark | None, float, str]] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _turns: list[str] = field(default_factory=list)
    _aside: list[tuple[str, list[str]]] = field(default_factory=list)
    _frames: list[_Frame] = field(default_factory=lambda: [_Frame()])
    _mark: Mark | None = None
    _linked: int = 0
    _gone: list[etree._Element] = field(default_factory=list)
    _unseen: list[tuple[etree._Element, str]] = field(default_factory=list)
    _depth: int = 0
    _count: int = 0
    _named: dict[Names, _Said] = field(default_factory=dict)

    def open(self, element: etree._Element) -> None:
        """Begin an element: its own text comes before its children."""
        frames, names = self._frames, self.names[element]
        frame = outer = frames[-1]
        said = self._named.get(names)
        if said is None:
            said = self._named[names] = _said(*names)
        style = self.styles.get(element) if self.styles else None
        if said is not _NOTHING_SAID or style is not None or element.get("aria-hidden") is not None:
            frame = self._enter(element, outer, said, style)
        frames.append(frame)
        if len(frames) > self._depth:
            self._depth = len(frames)
        if names[0] in _BLOCK:
            self._break(frame, names[0])
        if frame is not outer and frame.sight.gone and not outer.sight.gone:
            self._gone.append(element)
            self._aside.append((frame.hidden, []))
        if text := element.text:
            self._write(text, frame, element, _AT_START)

    def skip(self) -> None:
        """Begin an element whose content is no text."""
        self._frames.append(self._frames[-1])

    def close(self, element: etree._Element) -> None:
        """End an element: the text after it belongs to its parent."""
        self._count += 1
        frame, tag = self._frames.pop(), element.tag
        if tag in _BLOCK:
            self._break(frame, tag)
        if tail := element.tail:
            self._write(tail, self._frames[-1], element, _AFTER)

    def end_line(self) -> None:
        """Keep the line written so far, if it shows anything, and what is hidden inside it."""
        if self._pieces:
            self._keep(self._pieces, self._mark, "")
            self._pieces = []
        self._linked = 0
        self._turns.clear()
        if self._aside:
            for reason, pieces in self._aside:
                self._keep(pieces, None, reason)
            self._aside = []

    def visible(self) -> Visible:
        """Return the kept lines with their ranges in the text that joins them."""
        at, found = 0, []
        for text, mark, linked, hidden in self._lines:
            found.append(VisibleLine(Span(at, at + len(text)), mark, linked, hidden))
            at += len(text) + 1
        text = "\n".join(line[0] for line in self._lines)
        return Visible(text, tuple(found), tuple(self._gone), tuple(self._unseen), self._depth - 1, self._count)

    def _keep(self, pieces: Sequence[str], mark: Mark | None, hidden: str) -> None:
        line = "".join(pieces).strip(_SPACES)
        if line and not line.isspace():
            if _ODD_SPACE.search(line):
                line = _SPACE.sub(" ", line)
            self._lines.append((line, mark, min(self._linked / len(line), 1.0), hidden))

    def _enter(self, element: etree._Element, outer: _Frame, said: _Said, style: Style | None) -> _Frame:
        """Return the frame of an element, which is that around it where the element changes nothing."""
        tag, (mark, gone) = element.tag, said
        sight = self._sight(element, style, gone, outer.sight)
        frame = _Frame(
            mark or outer.mark, sight, sight.reason, outer.link or tag == "a", outer.written or tag in _AS_WRITTEN
        )
        return outer if frame == outer else frame

    def _sight(self, element: etree._Element, style: Style | None, gone: str, outer: Sight) -> Sight:
        if outer.gone:
            return outer
        gone = gone or gone_by_attributes(element)
        if gone and gone not in self.shown:
            return outer._replace(gone=gone)
        if style:
            found = inside(outer, style)
            return found.without(self.shown) if self.shown else found
        return as_link(outer) if outer.ink and element.tag == "a" and "href" in element.attrib else outer

    def _break(self, frame: _Frame, tag: str) -> None:
        """End the line; what is not shown at all takes no room, and ends only the line of hidden text."""
        if frame.sight.gone:
            self._aside.append((frame.hidden, []))
            if not self._pieces:
                self.end_line()
        elif tag == "br" and frame.mark in _HEADINGS:
            self._pieces.append(" ")
        else:
            self.end_line()

    def _write(self, words: str, frame: _Frame, element: etree._Element, place: str) -> None:
        if frame.hidden:
            self._hide(words, frame, element, place)
        elif self._turns or _TURNED in words:
            self._sort(words, frame)
        elif frame.written and "\n" in words:
            first, *others = words.split("\n")
            self._add(first, frame)
            for part in others:
                self.end_line()
                self._add(part, frame)
        else:
            self._add(words, frame)

    def _sort(self, words: str, frame: _Frame) -> None:
        """Keep apart what a mark turns around: browsers show its letters in an order in which nobody wrote them."""
        for part in _TURN.split(words):
            if _TURN.fullmatch(part) and part not in _ENDS:
                self._turns.append(part)
                del self._turns[_TURNS_MAX:]
            elif part in _ENDS:
                del self._turns[-1:]
            elif self._turns[-1:] == [_TURNED]:
                self._put_aside(part, _BACKWARDS)
            else:
                self._add(part, frame)

    def _add(self, words: str, frame: _Frame) -> None:
        if not self._pieces:
            self._mark = frame.mark
        self._pieces.append(words)
        if frame.link:
            self._linked += len(words.strip())

    def _hide(self, words: str, frame: _Frame, element: etree._Element, place: str) -> None:
        if not frame.sight.gone:
            self._unseen.append((element, place))
        self._put_aside(words, frame.hidden)

    def _put_aside(self, words: str, reason: str) -> None:
        if not self._aside or self._aside[-1][0] != reason:
            self._aside.append((reason, []))
        self._aside[-1][1].append(words)


def _said(tag: str, classes: str | None, name: str | None) -> _Said:
    """Return what tag, class and id mark an element as, and why by them nothing of it is shown."""
    names = f"{classes or ''} {name or ''}"
    mark = _BY_TAG.get(tag)
    if mark is None and tag not in _UNMARKED and names != " ":
        mark = _box(names)
    gone = gone_by_name(tag, classes or "")
    return (mark, gone) if mark or gone or tag in _ALONE else _NOTHING_SAID


def _box(names: str) -> Mark | None:
    """Return what box the class and id of an element say that it is."""
    folded = names.casefold()
    if any(word in folded for word in _COMMENT_WORDS) and _COMMENT_BOX.search(names):
        return Mark.COMMENT
    if any(word in folded for word in _RELATED_WORDS) and _RELATED_BOX.search(names):
        return Mark.RELATED
    return None
