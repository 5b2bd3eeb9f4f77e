"""What a page's markup says about its article: JSON-LD, meta elements, `<time>`, the canonical link, the title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml import etree, html

from onrecord.extract.tree import Names, names_of
from onrecord.model.article import Candidate, Field

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_META: Mapping[str, Field] = {
    **dict.fromkeys(("og:title", "twitter:title"), Field.TITLE),
    **dict.fromkeys(("og:site_name", "application-name"), Field.OUTLET),
    "og:url": Field.URL,
    **dict.fromkeys(
        (
            *("author", "article:author", "article:author_name", "og:article:author", "parsely-author"),
            *("sailthru.author", "dc.creator", "dcterms.creator", "byl"),
        ),
        Field.BYLINE,
    ),
    **dict.fromkeys(
        (
            *("article:published_time", "og:article:published_time", "article:published", "parsely-pub-date"),
            *(
                "sailthru.date",
                "datepublished",
                "dc.date.issued",
                "dcterms.issued",
                "dc.date",
                "pubdate",
                "publishdate",
            ),
            *("publish-date", "publish_date", "publication_date", "cxenseparse:recs:publishtime", "article.published"),
            *("citation_publication_date", "prism.publicationdate", "displaydate", "originalpublicationdate"),
        ),
        Field.PUBLISHED,
    ),
    **dict.fromkeys(
        (
            *(
                "article:modified_time",
                "og:article:modified_time",
                "og:updated_time",
                "article:modified",
                "datemodified",
            ),
            *("lastmod", "last-modified", "lastmodified", "dc.date.modified", "dcterms.modified", "article.updated"),
            *("updated_time", "modified_time", "date_updated", "revised"),
        ),
        Field.UPDATED,
    ),
    **dict.fromkeys(("dc.language", "dcterms.language", "language", "content-language"), Field.LANGUAGE),
}
_PUBLICATION = re.compile(r"publish|posted|entry-date|pubdate|dateline|date-?time|timestamp", re.IGNORECASE)
_UPDATE = re.compile(r"updat|modif", re.IGNORECASE)
_BY = re.compile(r"(?:^|[\s_-])(?:byline|author)(?:[\s_-]*name)?(?:$|\s)", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")
_STAMPED = ("time", "abbr", "span", "p", "div")
_NAMED = frozenset({"a", "span", "p", "div", "address"})
_WORDS_MAX = 80
_DEPTH = 8


def markup_candidates(
    tree: html.HtmlElement, names: Mapping[etree._Element, Names] | None = None
) -> Iterator[Candidate]:
    """Yield everything that the markup states, the values as they stand there.

    `names` are those of the tree's elements where they are at hand.
    """
    yield from _linked_data(tree)
    yield from _metas(tree)
    yield from _elements(tree)
    yield from _names(names_of(tree) if names is None else names)


def _linked_data(tree: html.HtmlElement) -> Iterator[Candidate]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(_WRAPPING.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        articles = [node for node in _nodes(data, _DEPTH) if _is_article(node)]
        # More than one article is a list of teasers: which of them this page holds, the data do not say.
        if len(articles) == 1:
            yield from _article(articles[0])


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    children: Any = ()
    if isinstance(data, dict):
        yield data
        children = [data[key] for key in ("@graph", "mainEntity", "itemListElement") if key in data]
    elif isinstance(data, list):
        children = data
    for child in children if depth else ():
        yield from _nodes(child, depth - 1)


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(_ARTICLES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _article(node: Mapping[str, Any]) -> Iterator[Candidate]:
    found = {
        Field.TITLE: _name(node.get("headline")),
        Field.PUBLISHED: _name(node.get("datePublished")),
        Field.UPDATED: _name(node.get("dateModified")),
        Field.BYLINE: _name(node.get("author"), persons=True),
        Field.OUTLET: _name(node.get("publisher")),
        Field.LANGUAGE: _name(node.get("inLanguage")),
        Field.URL: _name(node.get("url")) or _name(node.get("mainEntityOfPage")),
    }
    for field, words in found.items():
        if words:
            yield _candidate(field, words, "json-ld")


def _name(value: Any, persons: bool = False) -> str:  # noqa: ANN401 - JSON
    """Return the words of a JSON-LD value: a string, a number, an object's name or address, or those of a list.

    Among `persons` an organisation is left out.
    """
    if isinstance(value, list):
        value = ", ".join(filter(None, (_name(part, persons) for part in value if not isinstance(part, list))))
    if isinstance(value, dict):
        value = (
            "" if persons and "Organization" in str(value.get("@type")) else value.get("name") or value.get("@id") or ""
        )
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    # JSON can name half of a surrogate pair, which is no character and can't be stored.
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else ""


def _metas(tree: html.HtmlElement) -> Iterator[Candidate]:
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        words = meta.get("content") or ""
        if name in _META and words.strip():
            yield _candidate(_META[name], words, f"meta:{name}")


def _elements(tree: html.HtmlElement) -> Iterator[Candidate]:
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        yield _candidate(Field.LANGUAGE, language, "html:lang")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield _candidate(Field.URL, str(link.get("href")), "html:canonical")
    title = next(tree.iter("title"), None)
    if title is not None and (title.text or "").strip():
        yield _candidate(Field.TITLE, str(title.text), "html:title")
    yield from _stamps(tree)


def _stamps(tree: html.HtmlElement) -> Iterator[Candidate]:
    """Yield the times of elements that call themselves time of publication or of change.

    The time stands in an attribute; in `<time>` it may be its words.
    """
    for element in tree.iter(*_STAMPED):
        if element.tag != "time" and not (element.get("content") or element.get("title")):
            continue
        said = " ".join((element.get("class") or "", element.get("itemprop") or "", element.get("pubdate") or ""))
        stamp = element.get("datetime") or element.get("content") or element.get("title")
        if not stamp and element.tag == "time":
            stamp = _words(element)
        if stamp and _UPDATE.search(said):
            yield _candidate(Field.UPDATED, stamp, f"html:{element.tag}")
        elif stamp and (_PUBLICATION.search(said) or "pubdate" in element.attrib):
            yield _candidate(Field.PUBLISHED, stamp, f"html:{element.tag}")


def _names(names: Mapping[etree._Element, Names]) -> Iterator[Candidate]:
    """Yield short elements that call themselves author or byline."""
    for element, (tag, classes, _) in names.items():
        if tag not in _NAMED:
            continue
        said = f"{classes or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"
        named = len(said) > 2 and (lower := said.lower()) and ("author" in lower or "byline" in lower)
        if named and _BY.search(said) and len(element) <= 3 and (words := _words(element)):
            yield _candidate(Field.BYLINE, words, "html:author")


def _words(element: html.HtmlElement) -> str:
    """Return an element's words if they are few, else "": a box that holds half the page is no stamp and no name."""
    words = ""
    for part in element.itertext():
        words += part
        if len(words) > 4 * _WORDS_MAX:
            return ""
    words = " ".join(words.split())
    return words if len(words) <= _WORDS_MAX else ""


def _candidate(field: Field, words: str, basis: str) -> Candidate:
    words = " ".join(words.split())
    return Candidate(field, unescape(words), basis, words)
