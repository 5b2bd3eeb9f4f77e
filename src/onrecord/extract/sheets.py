"""The rules of a page's own style sheets that hold on a usual screen, as text; cheap, for sheets are long."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from lxml import etree

from onrecord.extract.media import holds_on_screen, is_supported

_LEXEME = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|/\*.*?(?:\*/|\Z)", re.DOTALL)
_GROUP = re.compile(r"@(media|supports|layer|scope|-moz-document)\b(.*)", re.DOTALL | re.IGNORECASE)
_FRAMES = re.compile(r"@(?:-webkit-)?keyframes\s+[\"']?([\w-]+)", re.IGNORECASE)
_SCOPE = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
_LAYERS = re.compile(r"@layer\s([^;{}@]*);", re.IGNORECASE)
_DATA = re.compile(r"\s*data:text/css([^,]{0,100}),(.*)", re.DOTALL | re.IGNORECASE)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?(data:text/css[^\"')]*)", re.IGNORECASE)
_KEPT_CHARACTERS = 200
_LAYERS_DEEP = 8
_NESTED_MAX, _NESTED_CHARACTERS = 16, 400
"""How many selectors a rule inside rules is written out for, and how long it may get; more are left out."""
_SHOWN_WITHOUT_SCRIPTS = frozenset({"noscript", "template"})
UNLAYERED = 1_000_000
"""The layer of rules that stand in none: they outweigh all layers."""


class SheetRule(NamedTuple):
    """One rule: its selectors, its declarations in lower case, its place among all rules, and its layer's rank."""

    selectors: str
    declarations: str
    order: int
    layer: int = UNLAYERED


class _Open(NamedTuple):
    """A block that is open: what stands before it, whether its rules hold, where it begins, and what it stands in."""

    prelude: str
    holds: bool
    start: int
    selectors: str = ""
    layer: tuple[str, ...] = ()
    frames: str = ""


@dataclass(slots=True)
class Sheets:
    """What all style sheets of a page say: rules, and the last step of each animation by its name."""

    rules: list[SheetRule] = field(default_factory=list)
    frames: dict[str, str] = field(default_factory=dict)


def read_sheets(tree: etree._Element) -> Sheets:
    """Return the rules of all style sheets in a page itself that hold on screen, with scripts running."""
    reader = _Reader()
    for element in tree.iter("style", "link"):
        counts = holds_on_screen(element.get("media") or "all") and _is_css(element.get("type"))
        if counts and next(element.iterancestors(*_SHOWN_WITHOUT_SCRIPTS), None) is None:
            if element.tag == "style":
                reader.read("".join(map(str, element.itertext())))
            elif "stylesheet" in (element.get("rel") or "").lower():
                reader.read(sheet_in_address(element.get("href") or ""))
    return reader.sheets()


def _is_css(kind: str | None) -> bool:
    return (kind or "text/css").lower() == "text/css"


def sheet_in_address(address: str) -> str:
    """Return the style sheet that an address holds in itself, "" where it leads elsewhere.

    >>> sheet_in_address("data:text/css,p%7Btop:0%7D"), sheet_in_address("style.css")
    ('p{top:0}', '')
    """
    match = _DATA.match(address)
    if match is None:
        return ""
    content = unquote_to_bytes(match[2])
    if "base64" in match[1].lower():
        try:
            content = base64.b64decode(content)
        except (binascii.Error, ValueError):
            return ""
    return content.decode("utf-8", "replace")


def split_rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of every rule of a sheet that holds on screen.

    >>> list(split_rules("a { top: 0 } @media print { p { display: none } }"))
    [('a', ' top: 0 ')]
    """
    reader = _Reader()
    reader.read(css)
    yield from ((selectors, declared) for selectors, declared, _ in reader.found)


@dataclass(slots=True)
class _Reader:
    """Takes sheets apart at their braces, keeping account of what each block stands in."""

    found: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    _frames: dict[str, str] = field(default_factory=dict)
    _layers: dict[tuple[str, ...], int] = field(default_factory=dict)
    _open: list[_Open] = field(default_factory=list)
    _unnamed: int = 0

    def sheets(self) -> Sheets:
        """Return what was read, the layers in their order: the later outweighs, what is in none outweighs all."""
        ranks = {path: rank for rank, path in enumerate(sorted(self._layers, key=self._weight))}
        rules = (
            SheetRule(selectors, declared.lower(), order, ranks.get(layer, UNLAYERED))
            for order, (selectors, declared, layer) in enumerate(self.found)
        )
        return Sheets(list(rules), self._frames)

    def read(self, css: str) -> None:
        """Take in one sheet, and those that it holds in the addresses that it imports."""
        if "@import" in css:
            for address in _IMPORT.findall(css):
                self.read(sheet_in_address(address).replace("@import", ""))
        css = _LEXEME.sub(_plain, css).replace("<!--", "").replace("-->", "")
        if "@layer" in css:
            self._name_layers(css)
        self._open.clear()
        self._take(css)

    def _take(self, css: str) -> None:
        at = 0
        *closed, rest = css.split("}")
        for piece in closed:
            *preludes, inner = piece.split("{")
            if len(preludes) > 1:
                self._enter(preludes[:-1], at)
            at += len(piece) + 1
            if preludes:
                self._keep(self._block(_last(preludes[-1]), at), inner)
            elif self._open:
                block = self._open.pop()
                if block.holds and block.selectors:
                    self._keep(block, css[block.start : at - 1])
        *preludes, inner = rest.split("{")
        self._enter(preludes, at)
        if self._open:
            self._keep(self._open[-1], inner)

    def _enter(self, preludes: Sequence[str], at: int) -> None:
        """Take note of the blocks that begin."""
        for before in preludes:
            at += len(before) + 1
            self._open.append(self._block(_last(before), at))

    def _keep(self, block: _Open, inner: str) -> None:
        if block.frames and _is_last_step(block.prelude):
            self._frames[block.frames] = inner.lower()
        elif block.holds and block.selectors:
            self.found.append((block.selectors, inner, block.layer))

    def _block(self, prelude: str, start: int) -> _Open:
        """Return what a block is, inside those that are open."""
        outer = self._open[-1] if self._open else _Open("", True, 0)
        if not outer.holds:
            return _Open(prelude, False, start, frames=outer.frames)
        if prelude[:1] != "@":
            selectors = _inside(outer.selectors, prelude) if outer.selectors else prelude
            return outer._replace(prelude=prelude, start=start, selectors=selectors, holds=bool(prelude and selectors))
        if match := _FRAMES.match(prelude):
            return _Open(prelude, False, start, frames=match[1].lower())
        held = outer._replace(prelude=prelude, start=start, holds=_enters(prelude))
        name = _GROUP.match(prelude)
        if name and name[1].lower() == "layer":
            return held._replace(layer=self._layer(outer.layer, name[2]))
        if name and name[1].lower() == "scope":
            scope = _SCOPE.match(name[2])
            selectors = _inside(outer.selectors, scope[1]) if scope else ""
            return held._replace(selectors=selectors, holds=bool(selectors))
        return held

    def _layer(self, outer: tuple[str, ...], named: str) -> tuple[str, ...]:
        self._unnamed += 1
        path = (*outer, *(named.strip() or f" {self._unnamed}").split(".", _LAYERS_DEEP))[:_LAYERS_DEEP]
        for end in range(1, len(path) + 1):
            self._layers.setdefault(path[:end], len(self._layers))
        return path

    def _name_layers(self, css: str) -> None:
        for named in _LAYERS.findall(css):
            for name in named.split(","):
                self._layer((), name)

    def _weight(self, path: tuple[str, ...]) -> tuple[int, ...]:
        """Return what a layer is sorted by: what stands in it directly outweighs the layers inside it."""
        return (*(self._layers[path[:end]] for end in range(1, len(path) + 1)), UNLAYERED)


def _inside(outer: str, inner: str) -> str:
    """Write out the selectors of a rule inside a rule; "" where that is too much.

    >>> _inside("article, main", "& > p, b")
    'article > p,main > p,article b,main b'
    """
    if not outer:
        return inner
    if max(len(outer), len(inner)) > _NESTED_CHARACTERS:
        return ""
    written = [
        part.replace("&", around) if "&" in part else f"{around} {part}"
        for part in map(str.strip, inner.split(","))
        for around in map(str.strip, outer.split(","))
    ]
    joined = ",".join(written)
    return joined if len(written) <= _NESTED_MAX and len(joined) <= _NESTED_CHARACTERS else ""


def _last(before: str) -> str:
    return before.rpartition(";")[2].strip()


def _is_last_step(prelude: str) -> bool:
    return any(step.strip().lower() in {"to", "100%"} for step in prelude.split(","))


def _enters(prelude: str) -> bool:
    """Say whether the rules inside an at-rule hold: of media that do, of features that are supported, of layers."""
    return _kept(prelude) if len(prelude) <= _KEPT_CHARACTERS else _at_rule_holds(prelude)


@lru_cache(maxsize=256)  # a sheet names few media, each of them often
def _kept(prelude: str) -> bool:
    return _at_rule_holds(prelude)


def _at_rule_holds(prelude: str) -> bool:
    match = _GROUP.match(prelude)
    if match is None:
        return False
    name = match[1].lower()
    if name == "media":
        return holds_on_screen(match[2])
    return name in {"layer", "scope"} or (name == "supports" and is_supported(match[2]))


def _plain(lexeme: re.Match[str]) -> str:
    """Take out comments, and the contents of strings that hold braces."""
    if lexeme[0].startswith("/"):
        return " "
    return '""' if any(mark in lexeme[0] for mark in "{};") else lexeme[0]
