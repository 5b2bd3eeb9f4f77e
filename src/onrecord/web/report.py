"""Writes the record as a folder of static pages that open from disk, without network and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from onrecord.query.lists import LISTS
from onrecord.record.dealings import heaviest_pairs
from onrecord.record.file import Record
from onrecord.record.gathering import Gathering
from onrecord.record.outlets import outlet_names
from onrecord.web import kinds, phrases
from onrecord.web.dyad_page import dyad_href, name_of_pair
from onrecord.web.links import numbered, page_of, safe_name
from onrecord.web.picture import OUTLET_AT, TITLE_AT
from onrecord.web.views import LISTED, THINGS, WHOLE, View, first_view, list_view, outlets_view

_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

MOST_DYADS = 300
"""Pairs of actors, those with the most claims between them, that have pages in a report; the desk shows any two."""

Written: TypeAlias = tuple[str, str]
"""A page's address in the folder, and its HTML."""


def write_report(pages: Iterable[Written], to: Path) -> Path:
    """Write pages into the folder `to` and return the path of the first page.

    Files of an earlier report in the same folder are written over; nothing else there is touched.
    """
    for address, html in pages:
        target = to / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(shown(html).encode("utf-8"))
    _copy_static(to / "static")
    return to / "index.html"


def pages(record: Record) -> Iterator[Written]:
    """Give every page of the report."""
    with record.gathering() as whole:
        dyads = heaviest_pairs(whole.connection, MOST_DYADS)
        made = environment(frozenset(dyad_href(*pair) for pair in dyads).__contains__)
        made.globals["made"] = made_by(record)
        for address, view in _views(whole, [name_of_pair(*pair) for pair in dyads]):
            yield address, render(made, address, view)


def _views(whole: Gathering, dyads: Sequence[str]) -> Iterator[tuple[str, View]]:
    yield "index.html", first_view(Gathering(whole.connection))
    for name in LISTED:
        yield from _list_views(whole, name)
    yield from _paged("outlets", lambda at: outlets_view(Gathering(whole.connection), at))
    for stem, whole_view in WHOLE.items():
        yield f"{stem}.html", whole_view(Gathering(whole.connection), {})
    known = {"outlet": outlet_names(whole.connection), "dyad": dyads}
    known["brief"] = whole.ids("SELECT id FROM story ORDER BY id")
    for folder, view in THINGS.items():
        ids = known[folder] if folder in known else whole.ids(f'SELECT id FROM "{folder}" ORDER BY id')
        for identifier in ids:
            yield page_of(folder, identifier), view(Gathering(whole.connection), identifier)


def _list_views(whole: Gathering, name: str) -> Iterator[tuple[str, View]]:
    every = LISTS[name].filter()
    return _paged(name, lambda at: list_view(Gathering(whole.connection), name, every, at))


def _paged(stem: str, make: Callable[[int], View]) -> Iterator[tuple[str, View]]:
    """Give the pages of a list until the last, as the first says."""
    last, at = 1, 1
    while at <= last:
        view = make(at)
        yield numbered(stem, at), view
        last, at = view.values["place"].last, at + 1


def render(made: Environment, address: str, view: View) -> str:
    """Render one page; `root` leads from it back to where all addresses are counted from."""
    root = "../" * address.count("/")
    return made.get_template(view.template).render(root=root, address=address, **view.values)


def shown(html: str) -> str:
    r"""Return a page without the characters that no page may hold.

    >>> shown("a\x00b")
    'a\ufffdb'
    """
    return _UNFIT.sub("\ufffd", html)


def reachable(exists: Callable[[str], bool]) -> Callable[[Iterable[Any], str], list[Any]]:
    """Return the filter that takes the links from rows whose address, in the field that is named, does not exist."""

    def reached(rows: Iterable[Any], field: str) -> list[Any]:
        return [row if exists(getattr(row, field)) else replace(row, **{field: ""}) for row in rows]

    return reached


def environment(exists: Callable[[str], bool] = bool) -> Environment:
    """Make the template environment: everything is escaped, an unknown name is an error.

    `exists` says of the address of a page that need not be there whether it is.
    """
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(stored=stored, number=phrases.number, count=phrases.count, anchor=safe_name)
    made.filters.update(problem=lambda code: kinds.PROBLEMS[code], sentence=phrases.sentence)
    made.filters.update(reachable=reachable(exists))
    made.globals.update(
        live=False, partial=False, status=None, numbered=_numbered, outlet_at=OUTLET_AT, title_at=TITLE_AT
    )
    return made


def stored(text: str) -> Markup:
    """Escape stored text so that a browser gives back exactly these characters, carriage returns too.

    >>> stored("a<b" + chr(13))
    Markup('a&lt;b&#13;')
    """
    return Markup(str(escape(text)).replace("\r", "&#13;"))  # noqa: S704 - the text is escaped here


def _numbered(stem: str, number: int, _: Mapping[str, str] | None = None) -> str:
    """Return the address of one page of a list; in a folder a list is never narrowed."""
    return numbered(stem, number)


def made_by(record: Record) -> str:
    """Say with which software and language model the record was read."""
    runs = sorted({(run.software, run.model) for run in record.runs() if run.model})
    return phrases.listed([f"{software} with the language model {model}" for software, model in runs])


def _copy_static(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for item in sorted(files("onrecord.web").joinpath("static").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".css"):
            folder.joinpath(item.name).write_bytes(item.read_bytes())
