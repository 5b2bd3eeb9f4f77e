"""Writes the record as a folder of static pages that open from disk, without network and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from onrecord.model.snapshot import Snapshot
from onrecord.web import kinds, phrases
from onrecord.web.actor_page import Parts, actor_lines, actor_page
from onrecord.web.article_page import article_page
from onrecord.web.claim_page import claim_page
from onrecord.web.desk import Desk
from onrecord.web.discrepancies import card, in_order
from onrecord.web.links import numbered, safe_name
from onrecord.web.overview import axis_days, overview, story_lines
from onrecord.web.picture import OUTLET_AT, TITLE_AT
from onrecord.web.story_page import story_page

PER_PAGE = 100
_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Written = tuple[str, str]
"""A page's address in the folder, and its HTML."""


def write_report(snapshot: Snapshot, to: Path) -> Path:
    """Write the pages of a snapshot into the folder `to` and return the path of the first page.

    Files of an earlier report in the same folder are written over; nothing else there is touched.
    """
    for address, html in pages(snapshot):
        target = to / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_UNFIT.sub("\ufffd", html).encode("utf-8"))
    _copy_static(to / "static")
    return to / "index.html"


def pages(snapshot: Snapshot) -> Iterator[Written]:
    """Give every page of the report."""
    desk = Desk(snapshot)
    writer = _Writer(desk)
    yield from writer.lists()
    yield from writer.stories()
    for claim in snapshot.resolution.claims:
        yield writer.page("claim.html", desk.claim_line[claim.id].href, page=claim_page(desk, claim))
    for article in snapshot.facts.articles:
        yield writer.page("article.html", desk.line_of[article.id].href, page=article_page(desk, article))
    for line in writer.actor_lines:
        yield writer.page("actor.html", line.href, page=actor_page(desk, writer.parts, line))


class _Writer:
    """Renders templates with what every page needs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._environment = environment()
        self._environment.globals["made"] = _made(desk)
        self.parts = Parts(desk)
        self.actor_lines = actor_lines(desk, self.parts)
        self.story_lines = story_lines(desk)

    def page(self, template: str, address: str, **values: object) -> Written:
        """Render one page; `root` leads from it back to the report's folder."""
        root = "../" * address.count("/")
        return address, self._environment.get_template(template).render(root=root, address=address, **values)

    def lists(self) -> Iterator[Written]:
        """Give the first page and the lists."""
        desk, snapshot = self._desk, self._desk.snapshot
        yield self.page("index.html", "index.html", page=overview(desk, self.story_lines))
        yield from self._paged("stories", self.story_lines, axis=axis_days(desk))
        yield from self._paged("claims", desk.claims)
        yield from self._paged("articles", desk.lines)
        yield from self._paged("actors", self.actor_lines)
        yield from self._paged("discrepancies", in_order(desk), lambda found: card(desk, found))
        yield from self._paged("problems", snapshot.problems)

    def stories(self) -> Iterator[Written]:
        """Give the page of every story."""
        for line in self.story_lines:
            story = self._desk.snapshot.story[line.id]
            yield self.page("story.html", line.href, page=story_page(self._desk, story, line))

    def _paged(
        self, stem: str, rows: Sequence[Any], show: Callable[[Any], Any] | None = None, **more: object
    ) -> Iterator[Written]:
        last = max(1, -(-len(rows) // PER_PAGE))
        for at in range(1, last + 1):
            part = rows[(at - 1) * PER_PAGE : at * PER_PAGE]
            shown = [show(row) for row in part] if show else part
            first = (at - 1) * PER_PAGE
            place = {"stem": stem, "at": at, "last": last, "total": len(rows), "rows": (first + 1, first + len(part))}
            yield self.page(f"{stem}.html", numbered(stem, at), rows=shown, place=place, **more)


def environment() -> Environment:
    """Make the template environment: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(stored=stored, number=phrases.number, count=phrases.count, anchor=safe_name)
    made.filters.update(problem=lambda code: kinds.PROBLEMS[code], sentence=phrases.sentence)
    made.globals.update(numbered=numbered, outlet_at=OUTLET_AT, title_at=TITLE_AT)
    return made


def stored(text: str) -> Markup:
    """Escape stored text so that a browser gives back exactly these characters, carriage returns too.

    >>> stored("a<b" + chr(13))
    Markup('a&lt;b&#13;')
    """
    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 - the text is escaped here


def _made(desk: Desk) -> str:
    runs = sorted({(run.software, run.model) for run in desk.snapshot.runs if run.model})
    return phrases.listed([f"{software} with the language model {model}" for software, model in runs])


def _copy_static(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for item in sorted(files("onrecord.web").joinpath("static").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".css"):
            folder.joinpath(item.name).write_bytes(item.read_bytes())
