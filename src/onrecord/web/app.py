"""The desk: the pages of a record, served to a browser on this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, TypeAlias
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, ExceptionHandler

from onrecord.model.errors import LockedError, NotFoundError, OnrecordError, RecordError
from onrecord.query.citing import CitedAs, citations
from onrecord.query.filters import FilterError, made
from onrecord.query.lists import LISTS
from onrecord.record.gathering import Gathering
from onrecord.web.api import api_app
from onrecord.web.api_answers import missed
from onrecord.web.forms import fields_of
from onrecord.web.guard import Allowed, Guard
from onrecord.web.links import numbered
from onrecord.web.opening import RETRY, WAIT_SECONDS, opened, told
from onrecord.web.places import place_of
from onrecord.web.report import environment, made_by, render, shown
from onrecord.web.search_page import search_view
from onrecord.web.sql_page import sql_page
from onrecord.web.status import status_of
from onrecord.web.views import LISTED, THINGS, WHOLE, View, first_view, list_view, outlets_view

MOST_COUNTED = 1_000
"""Rows of a list that are counted: a page has to be there at once, whatever the list holds."""

MOST_QUESTIONS = 4
"""Questions in SQL that are answered at once; others wait, for a moment."""

_CITED = {CitedAs.TEXT: "As text", CitedAs.BIBTEX: "BibTeX", CitedAs.CSL: "CSL-JSON, as Zotero reads it"}
_PAGE = "page"
Handler: TypeAlias = Callable[[Request], Response]
Make: TypeAlias = Callable[[Gathering, Request], View]


class CrowdedError(OnrecordError):
    """More is asked at once than can be answered."""


def desk_app(path: Path, hosts: tuple[str, ...] = ()) -> Starlette:
    """Make the application that shows the record at `path`; `hosts` are further names that it may be asked under.

    Each request reads the record as of one moment, by a connection of its own, so that another process can go on
    writing. Nothing that is asked for changes anything.
    """
    desk = _Desk(path)
    static = StaticFiles(directory=str(files("onrecord.web").joinpath("static")))
    routes = [
        Route("/", desk.page(_first)),
        Route("/index.html", desk.page(_first)),
        Route("/status", desk.status),
        Route("/search.html", desk.page(_search)),
        Route("/sql.html", desk.page(_asking(path))),
        *(Route(f"/{name}.html", desk.page(_listing(name))) for name in LISTED),
        Route("/outlets.html", desk.page(_outlets)),
        *(Route(f"/{stem}.html", desk.page(_whole(stem))) for stem in WHOLE),
        *(Route(f"/{folder}/{{name}}.html", desk.page(_thing(folder))) for folder in THINGS),
        Route("/id/{identifier}", desk.found),
        Route("/cite/{identifier}.html", desk.page(_citing)),
        Mount("/static", static),
        Mount("/api", api_app(path)),
    ]
    handlers = {HTTPStatus.NOT_FOUND: desk.missing, OnrecordError: desk.failed, Exception: desk.broken}
    return _Guarded(Allowed.of(hosts), routes, handlers)


class _Guarded(Starlette):
    """An application with the guard around all: middleware would stand inside what answers to mistakes."""

    def __init__(self, allowed: Allowed, routes: list[BaseRoute], handlers: Mapping[Any, ExceptionHandler]) -> None:
        super().__init__(routes=routes, exception_handlers=handlers)
        self._allowed = allowed

    def build_middleware_stack(self) -> ASGIApp:
        """Put the guard around all else."""
        return Guard(super().build_middleware_stack(), self._allowed)


class _Desk:
    """Answers with pages of one record."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._environment = _live_environment()

    def page(self, make: Make) -> Handler:
        """Return what answers with the page that `make` gathers."""

        def answer(request: Request) -> Response:
            with opened(self._path) as record, record.gathering() as held:
                view = make(held, request)
                return self._html(view, request, status=status_of(held), made=made_by(record))

        return answer

    def found(self, request: Request) -> Response:
        """Lead from an id, whatever it names, to where it is shown."""
        with opened(self._path) as record:
            place = place_of(record, request.path_params["identifier"])
        return RedirectResponse(f"/{place}", HTTPStatus.FOUND)

    def status(self, request: Request) -> Response:
        """Answer with how the record stands: asked again and again while something is written."""
        with opened(self._path) as record, record.gathering() as held:
            return self._html(View("status.html", {}), request, status=status_of(held), made="")

    def missing(self, request: Request, error: Exception) -> Response:
        """Answer to an address under which there is nothing; to one of the interface as that does."""
        if request.url.path.startswith("/api/"):  # with a line end in it, it does not come as far as the interface
            return missed(error)
        return self._error(request, HTTPStatus.NOT_FOUND, f"There is no page at {request.url.path}.")

    def failed(self, request: Request, error: Exception) -> Response:
        """Answer with what is wrong, and what to do next."""
        answer = self._error(request, _code_of(error), told(error, self._path), again=isinstance(error, LockedError))
        if isinstance(error, LockedError | CrowdedError):
            answer.headers.update(RETRY)
        return answer

    def broken(self, request: Request, _: Exception) -> Response:
        """Answer to a mistake of our own; the server prints it."""
        message = "The desk made a mistake. Report what the server printed as a bug."
        return self._error(request, HTTPStatus.INTERNAL_SERVER_ERROR, message)

    def _error(self, request: Request, code: HTTPStatus, message: str, *, again: bool = False) -> Response:
        view = View("error.html", {"code": code, "message": message, "again": again})
        return self._html(view, request, status=None, made="", code=code)

    def _html(self, view: View, request: Request, code: HTTPStatus = HTTPStatus.OK, **more: object) -> HTMLResponse:
        address = request.url.path.lstrip("/") or "index.html"
        values = {**view.values, **more, "url": request.url.path, "query": dict(request.query_params)}
        return HTMLResponse(shown(render(self._environment, address, View(view.template, values))), code)


def _live_environment() -> Environment:
    made_environment = environment()
    made_environment.globals.update(live=True, numbered=_numbered, fields_of=fields_of)
    return made_environment


def _first(held: Gathering, _: Request) -> View:
    return first_view(held)


def _search(held: Gathering, request: Request) -> View:
    return search_view(held, request.query_params.get("words", ""))


def _asking(path: Path) -> Make:
    # Each question is a process of its own, of up to 80 MiB.
    room = BoundedSemaphore(MOST_QUESTIONS)

    def make(_: Gathering, request: Request) -> View:
        if not room.acquire(timeout=WAIT_SECONDS):
            raise CrowdedError("others ask in SQL as well, and each question takes much; ask again in a moment")
        try:
            return View("sql.html", {"page": sql_page(path, request.query_params.get("query", ""))})
        finally:
            room.release()

    return make


def _listing(name: str) -> Make:
    def make(held: Gathering, request: Request) -> View:
        given = {key: value for key, value in request.query_params.items() if key != _PAGE}
        found = made(LISTS[name].filter, given)
        return list_view(held, name, found, _page_number(request), MOST_COUNTED)

    return make


def _citing(held: Gathering, request: Request) -> View:
    identifier = request.path_params["identifier"]
    made_of = citations(held, identifier)
    return View(
        "cite.html", {"id": identifier, "forms": [(_CITED[form], form, text) for form, text in made_of.items()]}
    )


def _outlets(held: Gathering, request: Request) -> View:
    return outlets_view(held, _page_number(request))


def _whole(stem: str) -> Make:
    def make(held: Gathering, request: Request) -> View:
        return WHOLE[stem](held, request.query_params)

    return make


def _thing(folder: str) -> Make:
    def make(held: Gathering, request: Request) -> View:
        return THINGS[folder](held, request.path_params["name"])

    return make


def _page_number(request: Request) -> int:
    text = request.query_params.get(_PAGE, "1")
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) == int(text)):
        raise FilterError(f"page={text}: give the number of a page, 1 or more")
    return int(text)


def _numbered(stem: str, number: int, asked: dict[str, str] | None = None) -> str:
    """Return the address of one page of a list with what narrows it.

    >>> _numbered("claims", 2, {"kind": "event"})
    'claims.html?kind=event&page=2'
    """
    query = {**(asked or {}), **({_PAGE: str(number)} if number > 1 else {})}
    return f"{numbered(stem, 1)}{'?' if query else ''}{urlencode(query)}"


def _code_of(error: Exception) -> HTTPStatus:
    if isinstance(error, FilterError):
        return HTTPStatus.BAD_REQUEST
    if isinstance(error, NotFoundError):
        return HTTPStatus.NOT_FOUND
    unavailable = isinstance(error, RecordError | CrowdedError)
    return HTTPStatus.SERVICE_UNAVAILABLE if unavailable else HTTPStatus.INTERNAL_SERVER_ERROR
