"""From HTML to a tree that can be walked, whatever is wrong with it."""

from __future__ import annotations

import re

from lxml import etree, html

DEPTH_MAX = 512
"""The deepest nesting given to code that recurses; the parser itself stops at 2048."""

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_KEPT = frozenset(
    {"script", "style", "p", "br", "h1", "h2", "h3", "title", "head", "meta", "link", "body", "html", "template"}
)
_BROKEN_LINES = frozenset(
    {"div", "section", "article", "li", "ul", "ol", "table", "tr", "td", "th", "blockquote", "main", "aside"}
)


def parse_html(markup: str) -> html.HtmlElement | None:
    """Parse a page; None where it holds no element at all.

    libxml2 stops reading where elements nest more than 2048 deep and would lose all that follows, without a word: such
    a page is parsed again with its containers made into line breaks.
    """
    clean = _UNSTORABLE.sub(" ", markup)
    tree, cut = _parse(clean)
    if cut:
        tree, cut = _parse(_TAG.sub(_flatten, clean))
    return tree


def depth_of(tree: html.HtmlElement) -> int:
    """Return how deep the elements of a tree nest."""
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _parse(markup: str) -> tuple[html.HtmlElement | None, bool]:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    cut = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return tree, cut


def _flatten(match: re.Match[str]) -> str:
    name = match[2].lower()
    if name in _KEPT:
        return match[0]
    return "<br>" if name in _BROKEN_LINES else ""
