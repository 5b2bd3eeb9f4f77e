"""RSS and Atom files: a page for every item."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from lxml import etree

from onrecord.acquire.content import judge, read_content
from onrecord.acquire.listing import Found
from onrecord.model.article import Candidate, Field, Page
from onrecord.model.problem import Problem, ProblemCode, problem

_ROOTS = frozenset({"rss", "feed", "RDF"})
_ITEMS = frozenset({"item", "entry"})
_BODY = ("encoded", "content", "description", "summary")
_FIELDS = {
    Field.TITLE: ("title",),
    Field.URL: ("link",),
    Field.PUBLISHED: ("pubDate", "published", "issued", "date"),
    Field.BYLINE: ("creator", "author"),
    Field.LANGUAGE: ("language",),
}


def read_feed(item: Found) -> Iterator[Page | Problem]:
    """Yield a page of HTML for every item of a feed, with the feed's word on title, link, date and author as hints.

    Nothing outside the file is read: entities are not resolved and no DTD is loaded. A feed that breaks off gives the
    items before the break and a problem.
    """
    content = read_content(item)
    if isinstance(content, Problem):
        yield content
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        yield _broken(item, str(failure))
        return
    if root is None or _name(root) not in _ROOTS:
        cause = "it is no RSS or Atom feed"
        yield problem(ProblemCode.UNSUPPORTED, item.uri, item.location, cause, "give a feed, a page or a text")
        return
    yield from _items(item, root)
    if len(parser.error_log):
        yield _broken(item, parser.error_log[0].message.strip(), fatal=False)


def _items(item: Found, root: etree._Element) -> Iterator[Page | Problem]:
    outlet = _outlet(root)
    count = 0
    for count, element in enumerate((e for e in root.iter() if _name(e) in _ITEMS), start=1):
        yield _page(item, element, count, outlet)
    if not count:
        yield problem(ProblemCode.EMPTY, item.uri, item.location, "the feed has no items", "fetch the feed again")


def _page(item: Found, element: etree._Element, number: int, outlet: tuple[Candidate, ...]) -> Page | Problem:
    children = {name: child for child in reversed(element) if (name := _name(child))}
    key = _words(children.get("guid")) or _words(children.get("id")) or _link(element) or str(number)
    uri = f"{item.uri}#{key}"
    body = next((words for name in _BODY if (words := _markup(children.get(name)))), "")
    content = judge(body.encode("utf-8"), uri, item.location, f"item {number}")
    if isinstance(content, Problem):
        return content
    # The mark says that these bytes are UTF-8, whatever a <meta> inside the item claims.
    hints = (*_hints(element, children), *outlet)
    return Page(uri, item.location, codecs.BOM_UTF8 + content, "text/html", hints, f"item {number}")


def _hints(element: etree._Element, children: dict[str, etree._Element]) -> tuple[Candidate, ...]:
    hints = []
    for field, names in _FIELDS.items():
        name = next((name for name in names if name in children), None)
        if name is None:
            continue
        words = _link(element) if field is Field.URL else _words(children[name])
        if words:
            hints.append(Candidate(field, words, f"feed:{name}", words))
    return tuple(hints)


def _outlet(root: etree._Element) -> tuple[Candidate, ...]:
    """Return what the feed calls itself; an item says nothing about its outlet."""
    channel = next((child for child in root if _name(child) == "channel"), root)
    words = next((_words(child) for child in channel if _name(child) == "title"), "")
    return (Candidate(Field.OUTLET, words, "feed:channel title", words),) if words else ()


def _link(element: etree._Element) -> str:
    for child in element:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or _words(child)).strip()
    return ""


def _name(element: etree._Element) -> str:
    """Return the element's name without its namespace; "" for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _words(element: etree._Element | None) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split()) if element is not None else ""


def _markup(element: etree._Element | None) -> str:
    """Return an item's HTML: escaped text as it is, Atom's XHTML as markup."""
    if element is None:
        return ""
    if element.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return "".join(str(part) for part in element.itertext()).strip()


def _broken(item: Found, cause: str, fatal: bool = True) -> Problem:
    remedy = "fetch the feed again; the items before the break were added" if not fatal else "fetch the feed again"
    return problem(ProblemCode.UNREADABLE, item.uri, item.location, f"the feed is broken: {cause}", remedy, "", fatal)
