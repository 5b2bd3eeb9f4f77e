"""The rules of a page's own style sheets that hold on a usual screen, as text; cheap, for sheets are long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

WIDTH, HEIGHT = 1280, 800
"""The screen for which style sheets are read, in pixels: a usual desktop."""

_LEXEME = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|/\*.*?(?:\*/|\Z)", re.DOTALL)
_GROUP = re.compile(r"@(media|supports|layer|-moz-document)\b(.*)", re.DOTALL | re.IGNORECASE)
_FEATURE = re.compile(r"\(\s*(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)(px|em|rem)?\s*\)")
_RANGE = re.compile(r"\(\s*(width|height)\s*([<>])=?\s*([\d.]+)(px|em|rem)?\s*\)")
_SCREENS = frozenset({"screen", "all", "(orientation:landscape)", "(hover:hover)", "(pointer:fine)"})
_KEPT_CHARACTERS = 200
_SHOWN_WITHOUT_SCRIPTS = frozenset({"noscript", "template"})


class SheetRule(NamedTuple):
    """One rule: its selectors as they stand there, its declarations in lower case, and its place among all rules."""

    selectors: str
    declarations: str
    order: int


def sheet_rules(tree: etree._Element) -> list[SheetRule]:
    """Return the rules of all `<style>` elements of a page that hold on screen, with scripts running."""
    found: list[tuple[str, str]] = []
    for style in tree.iter("style"):
        counts = (
            holds_on_screen(style.get("media") or "all") and (style.get("type") or "text/css").lower() == "text/css"
        )
        if counts and next(style.iterancestors(*_SHOWN_WITHOUT_SCRIPTS), None) is None:
            found.extend(split_rules("".join(map(str, style.itertext()))))
    return [SheetRule(selectors, declared.lower(), order) for order, (selectors, declared) in enumerate(found)]


def split_rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of every rule of a sheet that holds on screen.

    >>> list(split_rules("a { top: 0 } @media print { p { display: none } }"))
    [('a', ' top: 0 ')]
    """
    css = _LEXEME.sub(_plain, css).replace("<!--", "").replace("-->", "")
    open_: list[tuple[str, bool, int]] = []
    at = 0
    *closed, rest = css.split("}")
    for piece in closed:
        *preludes, inner = piece.split("{")
        if len(preludes) > 1:
            _open(open_, preludes[:-1], at)
        at += len(piece) + 1
        if preludes:
            prelude = _last(preludes[-1])
            if _is_rule(prelude) and (not open_ or open_[-1][1]):
                yield prelude, inner
        elif open_:
            prelude, _, inside = open_.pop()
            if _is_rule(prelude) and (not open_ or open_[-1][1]):
                yield prelude, css[inside : at - 1]
    *preludes, inner = rest.split("{")
    _open(open_, preludes, at)
    if open_ and _is_rule(open_[-1][0]) and (len(open_) == 1 or open_[-2][1]):
        yield open_[-1][0], inner


def _open(open_: list[tuple[str, bool, int]], preludes: Sequence[str], at: int) -> None:
    """Take note of the blocks that begin: what stands before each, whether its rules hold, where its inside begins."""
    for before in preludes:
        at += len(before) + 1
        prelude = _last(before)
        holds = prelude[:1] == "@" and (not open_ or open_[-1][1]) and _enters(prelude)
        open_.append((prelude, holds, at))


def _last(before: str) -> str:
    return before.rpartition(";")[2].strip()


def holds_on_screen(query: str) -> bool:
    """Say whether a media query holds on a desktop's screen; a feature that is not known does not.

    >>> holds_on_screen("print"), holds_on_screen("screen and (min-width: 48em)"), holds_on_screen("(max-width: 600px)")
    (False, True, False)
    """
    return any(_one_holds(part) for part in query.lower().split(","))


def _one_holds(query: str) -> bool:
    words = query.strip().removeprefix("only ").strip()
    if words.startswith("not "):
        return not _one_holds(words[4:])
    return all(_feature_holds(part.strip()) for part in re.split(r"\s+and\s+|\band\b(?=\()", words))


def _feature_holds(part: str) -> bool:
    if part.replace(" ", "") in _SCREENS or not part:
        return True
    match = _FEATURE.fullmatch(part)
    if match:
        pixels = float(match[3].rstrip(".") or 0) * (16 if match[4] in {"em", "rem"} else 1)
        side = WIDTH if match[2] == "width" else HEIGHT
        return side >= pixels if match[1] == "min" else side <= pixels
    match = _RANGE.fullmatch(part)
    if match:
        pixels = float(match[3].rstrip(".") or 0) * (16 if match[4] in {"em", "rem"} else 1)
        side = WIDTH if match[1] == "width" else HEIGHT
        return side >= pixels if match[2] == ">" else side <= pixels
    return False


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
    return name == "layer" or (name == "supports" and not match[2].strip().lower().startswith("not"))


def _is_rule(prelude: str) -> bool:
    return bool(prelude) and not prelude.startswith("@")


def _plain(lexeme: re.Match[str]) -> str:
    """Take out comments, and the contents of strings that hold braces."""
    if lexeme[0].startswith("/"):
        return " "
    return '""' if any(mark in lexeme[0] for mark in "{};") else lexeme[0]
