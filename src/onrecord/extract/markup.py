"""What a page's markup says about its article: JSON-LD, meta elements, `<time>`, the canonical link, the title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html

from onrecord.model.article import Candidate, Field

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_META: Mapping[str, Field] = {
    "og:title": Field.TITLE,
    "og:site_name": Field.OUTLET,
    "og:url": Field.URL,
    "author": Field.BYLINE,
    "article:author": Field.BYLINE,
    "article:author_name": Field.BYLINE,
    "parsely-author": Field.BYLINE,
    "sailthru.author": Field.BYLINE,
    "dc.creator": Field.BYLINE,
    "byl": Field.BYLINE,
    "article:published_time": Field.PUBLISHED,
    "og:article:published_time": Field.PUBLISHED,
    "article:published": Field.PUBLISHED,
    "parsely-pub-date": Field.PUBLISHED,
    "sailthru.date": Field.PUBLISHED,
    "datepublished": Field.PUBLISHED,
    "dc.date.issued": Field.PUBLISHED,
    "dc.date": Field.PUBLISHED,
    "pubdate": Field.PUBLISHED,
    "publishdate": Field.PUBLISHED,
    "publish-date": Field.PUBLISHED,
    "publication_date": Field.PUBLISHED,
    "cxenseparse:recs:publishtime": Field.PUBLISHED,
}
_PUBLICATION = re.compile(r"publish|posted|entry-date|pubdate|dateline|date-?time|timestamp", re.IGNORECASE)
_UPDATE = re.compile(r"updat|modif", re.IGNORECASE)
_BY = re.compile(r"(?:^|[\s_-])(?:byline|author)(?:[\s_-]*name)?(?:$|\s)", re.IGNORECASE)
_DEPTH = 8


def markup_candidates(tree: html.HtmlElement) -> Iterator[Candidate]:
    """Yield everything that the markup states, the values as they stand there."""
    yield from _linked_data(tree)
    yield from _metas(tree)
    yield from _elements(tree)


def _linked_data(tree: html.HtmlElement) -> Iterator[Candidate]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
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
        Field.BYLINE: _name(node.get("author")),
        Field.OUTLET: _name(node.get("publisher")),
        Field.LANGUAGE: _name(node.get("inLanguage")),
        Field.URL: _name(node.get("url")) or _name(node.get("mainEntityOfPage")),
    }
    for field, words in found.items():
        if words:
            yield _candidate(field, words, "json-ld")


def _name(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return the words of a JSON-LD value: a string, an object's name or address, or those of a list."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or ""
    if isinstance(value, list):
        value = ", ".join(filter(None, (_name(part) for part in value)))
    return value if isinstance(value, str) else ""


def _metas(tree: html.HtmlElement) -> Iterator[Candidate]:
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        words = meta.get("content") or ""
        if name in _META and words.strip():
            yield _candidate(_META[name], words, f"meta:{name}")


def _elements(tree: html.HtmlElement) -> Iterator[Candidate]:
    language = tree.get("lang")
    if language:
        yield _candidate(Field.LANGUAGE, language, "html:lang")
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield _candidate(Field.URL, str(link.get("href")), "html:canonical")
    title = next(tree.iter("title"), None)
    if title is not None and (title.text or "").strip():
        yield _candidate(Field.TITLE, str(title.text), "html:title")
    yield from _stamps(tree)
    yield from _names(tree)


def _stamps(tree: html.HtmlElement) -> Iterator[Candidate]:
    for time in tree.iter("time"):
        said = " ".join((time.get("class") or "", time.get("itemprop") or "", time.get("pubdate") or ""))
        if (
            time.get("datetime")
            and (_PUBLICATION.search(said) or "pubdate" in time.attrib)
            and not _UPDATE.search(said)
        ):
            yield _candidate(Field.PUBLISHED, str(time.get("datetime")), "html:time")


def _names(tree: html.HtmlElement) -> Iterator[Candidate]:
    """Yield short elements that call themselves author or byline."""
    for element in tree.iter("a", "span", "p", "div", "address"):
        said = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"
        if len(said) > 2 and _BY.search(said) and len(element) <= 3:
            words = " ".join("".join(element.itertext()).split())
            if 0 < len(words) <= 80:
                yield _candidate(Field.BYLINE, words, "html:author")


def _candidate(field: Field, words: str, basis: str) -> Candidate:
    words = " ".join(words.split())
    return Candidate(field, words, basis, words)
