"""One item of an RSS or Atom feed: its text, its name and what the feed says of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree

from onrecord.model.article import Candidate, Field

_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_PREFIXES: Mapping[str, str] = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
}
_BODY = (
    "content:encoded",
    "content",
    "atom:content",
    "xhtml:body",
    "description",
    "summary",
    "atom:summary",
    "media:description",
    "itunes:summary",
    "dc:description",
)
_FULL = frozenset(_BODY[:4])
_PUBLISHED = (
    "pubDate",
    "published",
    "atom:published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "date",
    "created",
)
_UPDATED = ("updated", "atom:updated", "modified", "dcterms:modified")
_PEOPLE = ("dc:creator", "author", "atom:author", "itunes:author", "creator")
_TITLE = ("title", "media:title", "dc:title", "atom:title")
_LANGUAGE = ("language", "dc:language")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# "desk@courier.example (Ada Torvik)" as RSS asks for, and "Ada Torvik <desk@courier.example>" as people write.
_MAIL = re.compile(r"<?\s*(?:mailto:)?[^\s<>()@]+@[^\s<>()]+\s*>?")
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_TEASER_WORDS = 60
_GOES_ON = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|read more|continue reading|more\s*[»>])\W*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item: `key` names it in its feed, `link` is the article's address or "", `media` what `text` is.

    `teaser` says that the text looks like the beginning of a longer one behind the link.
    """

    key: str
    link: str
    text: str
    media: str
    hints: tuple[Candidate, ...]
    teaser: bool


def name_of(element: etree._Element, atom: str = "") -> str:
    """Return an element's name with a prefix for the namespaces that feeds use ("dc:date"), "" for comments.

    `atom` is the prefix for Atom's own names, "atom:" where they stand in an RSS feed. A prefix that the feed never
    declared is taken at its word.
    """
    tag: object = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, local = tag.rpartition("}")
    space = space.removeprefix("{")
    if space in _ATOM:
        return f"{atom}{local}"
    return f"{_PREFIXES.get(space, '')}{local}"


def words_of(element: etree._Element | None) -> str:
    """Return an element's text on one line."""
    return " ".join("".join(str(part) for part in element.itertext()).split()) if element is not None else ""


def item_of(element: etree._Element, number: int, base: str, atom: str) -> Item:
    """Return what an item or entry says; links are resolved against its own base or else `base`, the feed's link."""
    children = [(name_of(child, atom), child) for child in element]
    link = _link(children, base)
    key = words_of(_first(children, ("guid", "id", "atom:id"))) or link or str(number)
    found = next(
        ((name, child) for wanted in _BODY for name, child in children if name == wanted and _has_text(child)), None
    )
    text, media = _text(found[1]) if found else ("", "text/html")
    hints = tuple(_hints(element, children, link, found[1] if found else None))
    teaser = bool(link) and (found is None or is_teaser(text, found[0] in _FULL))
    return Item(key, link, text, media, hints, teaser)


Children = Sequence[tuple[str, etree._Element]]


def _first(children: Children, names: Sequence[str]) -> etree._Element | None:
    return next((child for wanted in names for name, child in children if name == wanted and words_of(child)), None)


def _link(children: Children, base: str) -> str:
    for name, child in children:
        if name == "feedburner:origLink":
            return words_of(child)
    for name, child in children:
        if name in {"link", "atom:link"} and child.get("rel", "alternate") == "alternate":
            address = (child.get("href") or words_of(child)).strip()
            if address:
                return resolved(address, child, base)
    guid = _first(children, ("guid",))
    words = words_of(guid)
    permanent = guid is not None and guid.get("isPermaLink", "true").lower() == "true"
    return words if permanent and words.startswith(("http://", "https://")) else ""


def resolved(address: str, element: etree._Element, base: str) -> str:
    """Return an address in full, by the `xml:base` around the element or else by `base`; as it stands if it cannot be.

    >>> resolved("/a", etree.fromstring("<link/>"), "https://courier.example/feed")
    'https://courier.example/a'
    """
    try:
        return urljoin(urljoin(base, element.base or ""), address)
    except ValueError:
        return address


def _hints(element: etree._Element, children: Children, link: str, body: etree._Element | None) -> Iterator[Candidate]:
    for field, names in ((Field.TITLE, _TITLE), (Field.PUBLISHED, _PUBLISHED), (Field.UPDATED, _UPDATED)):
        child = _first(children, names)
        if child is not None:
            words = html.unescape(words_of(child)) if field is Field.TITLE else words_of(child)
            yield Candidate(field, words, f"feed:{_label(child)}", words_of(child))
    if link:
        yield Candidate(Field.URL, link, "feed:link", link)
    yield from byline(children)
    source = next((child for name, child in children if name in {"source", "atom:source"}), None)
    title = _first([(name_of(child), child) for child in source], ("title",)) if source is not None else None
    if words := words_of(title if title is not None else source):
        yield Candidate(Field.OUTLET, words, "feed:source", words)
    yield from language(children, *(e for e in (body, element) if e is not None))


def byline(children: Children, basis: str = "") -> Iterator[Candidate]:
    """Yield the authors that the elements name, without their mail addresses; `basis` says whose children they are."""
    found = [(name, child) for name, child in children if name in _PEOPLE]
    if not found:
        return
    first = min((name for name, _ in found), key=_PEOPLE.index)
    stated = [_person(child) for name, child in found if name == first]
    names = [name for words in stated if (name := _without_mail(words))]
    if names:
        label = basis or f"feed:{first.removeprefix('atom:')}"
        yield Candidate(Field.BYLINE, ", ".join(dict.fromkeys(names)), label, "; ".join(filter(None, stated)))


def language(children: Children, *elements: etree._Element) -> Iterator[Candidate]:
    """Yield the language that a child states, else the `xml:lang` of the first element that has one."""
    child = _first(children, _LANGUAGE)
    stated = words_of(child) or next((lang for e in elements if (lang := e.get(_XML_LANG, "").strip())), "")
    if stated:
        yield Candidate(Field.LANGUAGE, stated, "feed:language" if child is not None else "feed:xml:lang", stated)


def _label(child: etree._Element) -> str:
    return name_of(child)


def _person(element: etree._Element) -> str:
    """Return a person's name: what Atom's `name` holds, or the element's own text."""
    name = next((child for child in element if name_of(child) == "name"), None)
    return words_of(name if name is not None else element)


def _without_mail(words: str) -> str:
    bare = _MAIL.sub(" ", words).strip()
    return " ".join(bare.removeprefix("(").removesuffix(")").split()) if bare != words.strip() else bare


def _has_text(element: etree._Element) -> bool:
    return not element.get("src") and not element.get("url") and bool(words_of(element))


def _text(element: etree._Element) -> tuple[str, str]:
    """Return an item's text with its media type: Atom's words are plain, and RSS's are HTML only if they hold a tag."""
    stated = element.get("type", "").lower()
    inner = _inner(element) if len(element) else "".join(str(part) for part in element.itertext())
    if stated in {"xhtml", "html", "text/html", "application/xhtml+xml"} or _TAG.search(inner):
        return inner.strip(), "text/html"
    return (inner if stated in {"text", "text/plain"} else html.unescape(inner)).strip(), "text/plain"


def _inner(element: etree._Element) -> str:
    """Return markup that stands as elements, without the prefixes of their namespaces."""
    # In an element of their own the children do not carry the namespaces that the feed declares.
    apart = etree.Element("apart")
    apart.extend(list(element))
    for child in apart.iterdescendants():
        tag: object = child.tag
        if isinstance(tag, str):
            local = tag.rpartition("}")[2].rpartition(":")[2]
            # Behind a prefix that was never declared stands what is no name by itself, such as "1".
            child.tag = local if _LOCAL.fullmatch(local) else "span"
    etree.cleanup_namespaces(apart)
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in apart]
    return "".join(parts)


def is_teaser(text: str, full: bool) -> bool:
    """Say whether a text looks like the beginning of a longer one; `full` where the feed gives it as the whole text."""
    words = _TAG.sub(" ", text).strip()
    return bool(_GOES_ON.search(words[-40:])) or (not full and len(words.split()) <= _TEASER_WORDS)
