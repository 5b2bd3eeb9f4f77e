"""From HTML to a tree that can be walked, whatever is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from lxml import etree, html

from onrecord.model.limits import Limits

_CONTROLS = bytes(32 if code < 32 and code not in b"\t\n\f\r" else code for code in range(256))
_START = re.compile(r"<[a-zA-Z]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_STYLED = re.compile(r"\b(?:hidden|style|class|id)\b", re.IGNORECASE)
_NAME = re.compile(r"<[a-zA-Z][a-zA-Z0-9]*")
_LONG_TAG = 20_000
_ATTRIBUTE = re.compile(r"[^\s=<>\"']+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_ATTRIBUTES_MAX = 2000
"""The parser compares every attribute of an element with every other: 2,000 take 10 ms, 200,000 five minutes."""
_CDATA = re.compile(r"(<(script|style)\b.*?(?:</\2\s*>|\Z))|<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL | re.IGNORECASE)
_EMPTY = "area base br col embed hr img input link meta param source track wbr"
_KEPT = frozenset(f"{_EMPTY} script style title head body html".split())
_TEXTS = "p h1 h2 h3 h4 div section article li ul ol dl dt dd table tr td th blockquote main aside"
_LINES = frozenset(_TEXTS.split())
_METADATA = frozenset({"base", "link", "meta", "noscript", "script", "style", "template", "title"})
_HIDING = frozenset({"template", "noscript", "dialog"})
Names = tuple[str, str | None, str | None]
"""The tag of an element, and the words of its class and its id."""
# In C, where lxml.html's own way to choose classes runs Python for every element.
_CLASSES = etree.ElementDefaultClassLookup(element=html.HtmlElement)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A page's tree, None where it holds no element; `blind`: deep nesting that could hide text was taken out of it."""

    tree: html.HtmlElement | None
    blind: bool = False


def opens_more_than(markup: str, limit: int) -> bool:
    """Say whether a page opens more elements than `limit`, without parsing it.

    >>> opens_more_than("<p>One<br>two</p>", 1)
    True
    """
    if markup.count("<") <= limit:
        return False
    return any(number > limit for number, _ in enumerate(_START.finditer(markup), 1))


def parse_html(markup: str, limits: Limits | None = None) -> Parsed:
    """Parse a page.

    libxml2 stops reading where elements nest more than 2048 deep and would lose all that follows, without a word: such
    a page is parsed again with its containers below `limits.tree_depth` made into line breaks.
    """
    markup = _with_fewer_attributes(markup)
    if markup.lstrip()[:5] == "<?xml" and "<![CDATA[" in markup:
        markup = _CDATA.sub(lambda match: match[1] or escape(match[3] or "", quote=False), markup)
    tree, cut = _parse(markup)
    flattener = _Flattener((limits or Limits()).tree_depth)
    if cut:
        tree, _ = _parse(_TAG.sub(flattener, markup))
    if tree is not None:
        _clear_head(tree)
        _close_voids(tree)
        _open_shadows(tree)
    return Parsed(tree, flattener.styled)


def names_of(tree: etree._Element) -> dict[etree._Element, Names]:
    """Return tag, class and id of every element in order, for all the steps that ask for them.

    lxml makes an element's object anew for each walk, unless somebody holds it: this holds them.
    """
    return {element: (element.tag, element.get("class"), element.get("id")) for element in tree.iter(etree.Element)}


def _parse(markup: str) -> tuple[html.HtmlElement | None, bool]:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = etree.fromstring(markup.encode("utf-8", "replace").translate(_CONTROLS), parser)
    except etree.XMLSyntaxError:
        return None, False
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    if tree is not None:
        _take_in_others(tree)
    return tree, cut


def _take_in_others(tree: html.HtmlElement) -> None:
    """Move what stands behind `</html>` into the body, as browsers do: libxml2 makes a root beside the root of it."""
    body = tree.find("body")
    for other in [one for one in tree.itersiblings() if isinstance(one.tag, str)]:
        for part in (other, *other.findall("body")):
            part.tag = "div"
        (tree if body is None else body).append(other)


def _clear_head(tree: html.HtmlElement) -> None:
    """Move what is no metadata out of the head: libxml2 does not know that an `<article>` begins the body."""
    head = tree.find("head")
    strays = [] if head is None else [child for child in head if child.tag not in _METADATA]
    if not strays:
        return
    body = tree.find("body")
    if body is None:
        body = etree.SubElement(tree, "body")
    for place, stray in enumerate(strays):
        body.insert(place, stray)


def _close_voids(tree: html.HtmlElement) -> None:
    """Take out `<embed>`, which never holds anything: libxml2 puts into it all that follows."""
    for element in list(tree.iter("embed")):
        if isinstance(element, html.HtmlElement) and element.getparent() is not None:
            element.drop_tag()


def _open_shadows(tree: html.HtmlElement) -> None:
    """Show what a declared shadow tree shows, instead of what its host holds besides, unless it has a place for that.

    Browsers draw `<template shadowrootmode>` in place of the other contents of the element that it stands in.
    """
    for shadow in list(tree.iter("template")):
        host = shadow.getparent()
        if host is None or shadow.get("shadowrootmode") not in {"open", "closed"}:
            continue
        if shadow.find(".//slot") is None:
            aside = etree.SubElement(host, "template")
            aside.text, host.text = f"{host.text or ''} {shadow.tail or ''}", None
            shadow.tail = None
            for child in [child for child in host if child is not shadow and child is not aside]:
                aside.append(child)
        shadow.tag = "div"
        del shadow.attrib["shadowrootmode"]


def _with_fewer_attributes(markup: str) -> str:
    """Take the attributes out of start tags that hold thousands of them."""
    half = _LONG_TAG // 2  # a stretch of that length without an end of a tag lies in every start tag that is too long
    if all(markup.find(">", at, at + half) >= 0 for at in range(0, len(markup) - half + 1, half)):
        return markup
    parts = markup.split(">")
    if all(len(part) < _LONG_TAG for part in parts):
        return markup
    return ">".join(_without_attributes(part) if len(part) >= _LONG_TAG else part for part in parts)


def _without_attributes(part: str) -> str:
    name = _NAME.search(part)
    if name is None:
        return part
    count = sum(1 for _ in _ATTRIBUTE.finditer(part, name.end()))
    return part[: name.end()] if count > _ATTRIBUTES_MAX else part


@dataclass(slots=True)
class _Flattener:
    """Replaces the tags of containers that nest deeper than `deepest`."""

    deepest: int
    styled: bool = False
    depth: int = 0

    def __call__(self, match: re.Match[str]) -> str:
        """Return what stands for a tag."""
        name, closes = match[2].lower(), bool(match[1])
        if name in _KEPT:
            return match[0]
        self.depth = max(self.depth + (-1 if closes else 1), 0)
        if self.depth + closes <= self.deepest:
            return match[0]
        self.styled = self.styled or name in _HIDING or bool(_STYLED.search(match[0]))
        return "<br>" if name in _LINES else ""
