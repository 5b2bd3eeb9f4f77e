"""From the sources a user names to pages: one for every text, HTML page, table row and feed item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.acquire.content import read_content
from onrecord.acquire.feed import read_feed
from onrecord.acquire.listing import Found, list_files
from onrecord.acquire.table import read_table
from onrecord.model.article import Page
from onrecord.model.problem import Problem, ProblemCode, problem

_PLAIN = (".txt", ".text", ".md")
_HTML = (".html", ".htm", ".xhtml")
_TABLE = (".jsonl", ".ndjson")
_FEED = (".xml", ".rss", ".atom")
_KNOWN = "*.txt, *.md, *.html, *.jsonl, *.xml (RSS or Atom), each also as .gz"


def acquire(sources: Sequence[Path]) -> Iterator[Page | Problem]:
    """Yield a page or a problem for everything that the sources hold, in the sources' order and sorted within folders.

    Text files may end in .txt, .text or .md, HTML in .html or .htm, tables in .jsonl, feeds in .xml, .rss or .atom;
    each also with .gz. Any other file is a problem. Nothing is raised for what a file holds.
    """
    for item in list_files(sources):
        if isinstance(item, Problem):
            yield item
        else:
            yield from _pages(item)


def _pages(item: Found) -> Iterator[Page | Problem]:
    suffix = _suffix(item.path)
    readers: dict[str, Callable[[Found], Iterator[Page | Problem]]] = {
        **dict.fromkeys(_PLAIN, _read_plain),
        **dict.fromkeys(_HTML, _read_html),
        **dict.fromkeys(_TABLE, read_table),
        **dict.fromkeys(_FEED, read_feed),
    }
    reader = readers.get(suffix)
    if reader is None:
        yield _unsupported(item, suffix)
    else:
        yield from reader(item)


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _read_plain(item: Found) -> Iterator[Page | Problem]:
    yield _page(item, "text/plain")


def _read_html(item: Found) -> Iterator[Page | Problem]:
    yield _page(item, "text/html")


def _page(item: Found, media: str) -> Page | Problem:
    content = read_content(item)
    return content if isinstance(content, Problem) else Page(item.uri, item.location, content, media)


def _unsupported(item: Found, suffix: str) -> Problem:
    cause = f"files ending in {suffix} are not read" if suffix else "its name has no ending that tells what it holds"
    return problem(ProblemCode.UNSUPPORTED, item.uri, item.location, cause, f"give it as one of {_KNOWN}")
