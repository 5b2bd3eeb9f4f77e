"""Tables of articles: JSON Lines, a page for every row."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping

from onrecord.acquire.content import judge, read_lines
from onrecord.acquire.listing import Found
from onrecord.model.article import Candidate, Field, Page
from onrecord.model.problem import Problem, ProblemCode, problem

_TEXT = ("text", "body", "content", "article", "fulltext", "full_text", "maintext", "articlebody")
_HTML = ("html", "content_html", "raw_html", "page")
_KEY = ("id", "doc_id", "article_id", "uid", "guid", "url", "uri", "link")
_FIELDS: Mapping[Field, tuple[str, ...]] = {
    Field.URL: ("url", "uri", "link"),
    Field.OUTLET: ("outlet", "publisher", "source", "site", "site_name", "publication", "domain"),
    Field.TITLE: ("title", "headline"),
    Field.BYLINE: ("author", "authors", "byline"),
    Field.PUBLISHED: ("published", "published_at", "publication_date", "date", "pubdate", "date_published"),
    # A bare "time" is most often when a crawler passed: taking it for the publication would be a guess.
    Field.CRAWLED: (
        "crawled",
        "crawled_at",
        "crawl_time",
        "fetched",
        "fetched_at",
        "time",
        "timestamp",
        "date_crawled",
    ),
    Field.LANGUAGE: ("language", "lang"),
}
_NAMES_SHOWN = 12
_REMEDY = "give one JSON object a line, with a column text or html"


def read_table(item: Found) -> Iterator[Page | Problem]:
    """Yield a page for every row, with what its other columns say as hints; a bad row is a problem of its own.

    A page is named after the row's id, else its address, else its line number.
    """
    empty = True
    for line in read_lines(item):
        empty = False
        yield line if isinstance(line, Problem) else _page(item, *line)
    if empty:
        yield problem(ProblemCode.EMPTY, item.uri, item.location, "the table has no rows", _REMEDY)


def _page(item: Found, number: int, line: bytes) -> Page | Problem:
    place = f"line {number}"
    row = _row(line)
    if isinstance(row, str):
        return problem(ProblemCode.TABLE, item.uri, item.location, row, _REMEDY, place)
    key = next((str(row[name]) for name in _KEY if _filled(row.get(name))), str(number))
    uri = f"{item.uri}#{_storable(key)}"
    found = _content(row)
    if isinstance(found, str):
        return problem(ProblemCode.TABLE, uri, item.location, found, _REMEDY, place)
    content, media = found
    judged = judge(content, uri, item.location, place)
    return judged if isinstance(judged, Problem) else Page(uri, item.location, judged, media, _hints(row), place)


def _row(line: bytes) -> dict[str, object] | str:
    """Return the row with its column names in lower case, or what is wrong with the line."""
    try:
        row = json.loads(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as failure:
        return f"the line is no JSON: {failure}"
    if not isinstance(row, dict):
        return "the line holds no JSON object"
    return {str(name).lower(): value for name, value in row.items()}


def _content(row: Mapping[str, object]) -> tuple[bytes, str] | str:
    """Return the row's text as bytes with its media type; the bytes of HTML start with a mark that they are UTF-8."""
    columns = [(name, "text/plain") for name in _TEXT] + [(name, "text/html") for name in _HTML]
    for name, media in columns:
        value = row.get(name)
        if isinstance(value, str):
            try:
                content = value.encode("utf-8")
            except UnicodeEncodeError:
                return f"column {name} holds half of a surrogate pair, which is no character"
            return (codecs.BOM_UTF8 + content if media == "text/html" and value.strip() else content), media
    names = ", ".join(_storable(name) for name in list(row)[:_NAMES_SHOWN])
    return f"the row has no column with text; its columns are: {names or 'none'}"


def _hints(row: Mapping[str, object]) -> tuple[Candidate, ...]:
    hints = []
    for field, names in _FIELDS.items():
        for name in names:
            value = row.get(name)
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            if _filled(value):
                hints.append(Candidate(field, _storable(words).strip(), f"table:{name}", _storable(words)))
    return tuple(hints)


def _filled(value: object) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list):
        return bool(value) and all(isinstance(part, str) for part in value)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _storable(words: str) -> str:
    return words.encode("utf-8", "backslashreplace").decode("utf-8")
