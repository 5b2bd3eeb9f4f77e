"""Which pages a desk, a report and a notebook have of a record, and what can be put into their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from onrecord.notebook.read_text import ReadText
from onrecord.notebook.shown import counts_html, rows_html
from onrecord.query.filters import LONGEST
from onrecord.query.lists import LISTS
from onrecord.record.dealings import heaviest_pairs
from onrecord.record.file import Record
from onrecord.record.outlets import outlet_names
from onrecord.web.brief import brief
from onrecord.web.brief_gathered import gather_story
from onrecord.web.brief_html import html
from onrecord.web.dyad_page import dyad_href
from onrecord.web.links import page_of
from onrecord.web.partial import pages_about
from onrecord.web.report import pages, write_report
from onrecord.web.views import LISTED, THINGS, WHOLE

T = TypeVar("T")

_PER_PAGE = 50
_TABLES = ("article", "statement", "event", "claim", "discrepancy", "problem", "judgement", "grading", "run")
_COLUMNS = "SELECT * FROM {} LIMIT 200 OFFSET {}"


def desk_pages(path: Path, most: int) -> Iterator[str]:
    """Yield the addresses of a desk's pages: of each list, and of what has a page of its own, at most so many.

    The rows of all tables come too, so that no text is never shown.
    """
    yield from ("/", "/index.html", "/status", "/sql.html", "/search.html", "/nowhere.html")
    yield from (f"/{stem}.html" for stem in WHOLE)
    with Record.open(path, readonly=True) as record:
        counts = {name: LISTS[name].count(record.connection, LISTS[name].filter()) for name in LISTED}
        counts["outlets"] = len(outlet_names(record.connection))
        for name, rows in counts.items():
            yield from (f"/{name}.html?page={at}" for at in _some(range(1, -(-rows // _PER_PAGE) + 1), most))
        yield from (f"/{address}" for address in _things(record, most))
        tables = {table: record.counts()[table] for table in _TABLES}
    for table, rows in tables.items():
        yield from (f"/sql.html?query={quote(_COLUMNS.format(table, at))}" for at in range(0, rows, 200))


def _things(record: Record, most: int) -> Iterator[str]:
    connection = record.connection
    ids = {table: _ids(record, table) for table in ("story", "claim", "article", "actor", "statement", "event")}
    known = {**ids, "brief": ids["story"], "outlet": outlet_names(connection)}
    for folder in THINGS:
        yield from (page_of(folder, one) for one in _some(known.get(folder, ()), most))
    yield from (dyad_href(*pair) for pair in heaviest_pairs(connection, most))
    yield from (f"network.html?story={one}" for one in _some(ids["story"], most))
    for table in ("claim", "article", "statement", "event"):
        yield from (f"cite/{one}.html" for one in _some(ids[table], most // 2))
        yield from (f"id/{one}" for one in _some(ids[table], most // 4))


def _ids(record: Record, table: str) -> list[str]:
    return [str(row[0]) for row in record.connection.execute(f'SELECT id FROM "{table}" ORDER BY id')]


def _some(found: Sequence[T], most: int) -> Sequence[T]:
    """Take so many, from the whole length of a list."""
    return found[:: max(1, len(found) // most)] if most else ()


def asked_pages(words: Sequence[str], every: int) -> Iterator[str]:
    """Yield addresses with the words in each parameter and in each part of a path that can be given.

    Of each parameter every so-manieth packet of words is asked for, beginning with another one each time.
    """
    packets = [quote(packet) for packet in packed(words)]
    places = [*_parameters(), *_paths()]
    for at, place in enumerate(places):
        yield from (place.replace("{}", packet) for packet in packets[at % every :: every])
    single = [quote(word[: LONGEST - 1]) for word in words]
    yield from (f"/claims.html?kind={word}" for word in single[:: max(1, every // 2)])
    yield from (f"/claims.html?{word}=x" for word in single[1 :: max(1, every // 2)])


def packed(words: Sequence[str]) -> Iterator[str]:
    """Join words, with spaces, into texts as long as a parameter may be.

    >>> [len(one) for one in packed(["a" * 600, "b" * 300, "c" * 300])]
    [901, 300]
    """
    held = ""
    for word in words:
        if len(held) + len(word) >= LONGEST - 1:
            yield held[: LONGEST - 1]
            held = ""
        held = f"{held} {word}" if held else word
    yield held[: LONGEST - 1]


def _parameters() -> Iterator[str]:
    for name, listed in LISTS.items():
        own = [one.name for one in fields(listed.filter)]
        yield from (f"/{name}.html?{field}={{}}" for field in own if name in LISTED)
        yield from (f"/api/{name}?{field}={{}}" for field in own[:2])
    yield from ("/search.html?words={}", "/search.html?words=&{}={}", "/sql.html?query={}", "/network.html?story={}")
    yield from (
        "/claims.html?page={}",
        "/outlets.html?page={}",
        "/sql.html?query=SELECT%20%22{}%22",
        "/api/search?q={}",
    )
    yield "/sql.html?query=SELECT%20'{}'%20AS%20%5B{}%5D"


def _paths() -> Iterator[str]:
    yield from (
        "/{}",
        "/static/{}",
        "/id/{}",
        "/cite/{}.html",
        "/api/{}",
        "/api/claims/{}",
        "/{}.html",
        "/index.html/{}",
    )
    yield from (f"/{folder}/{{}}.html" for folder in THINGS)


def write_pages(path: Path, to: Path) -> Iterator[str]:
    """Write all that the record can be handed on as and that a browser opens, and yield the addresses of the files."""
    to.mkdir()
    with Record.open(path, readonly=True) as record:
        write_report(pages(record), to / "report")
        (story, *_), (claim, *_) = _ids(record, "story"), _ids(record, "claim")
        for about in (story, claim):
            write_report(pages_about(record, about), to / about)
        for name, text in _handed_on(record):
            (to / name).write_bytes(text.encode("utf-8", "replace"))
    yield from (found.as_uri() for found in sorted(to.rglob("*.html")))


def _handed_on(record: Record) -> Iterator[tuple[str, str]]:
    """Yield briefs, and what a notebook shows, with the names of the files they are written to."""
    with record.gathering() as held:
        for story in islice(_ids(record, "story"), 8):
            (found,) = held.stories([story])
            yield f"brief-{story}.html", html(brief(gather_story(held, found), found))
    for name in LISTS:
        yield f"list-{name}.html", _page(rows_html(record, name, LISTS[name].filter()))
    yield "counts.html", _page(counts_html(str(record.connection), record.counts()))
    facts = record.facts(_ids(record, "article")[:6])
    for article, reading in zip(facts.articles, facts.readings, strict=True):
        yield f"text-{article.id}.html", _page(ReadText(article, reading)._repr_html_())


def _page(part: str) -> str:
    """Make a page of what a notebook puts into its own: no policy holds there."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{part}</body></html>'
    )
