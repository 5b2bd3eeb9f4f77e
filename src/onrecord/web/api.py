"""The HTTP interface: the lists of a record as JSON, as files, and one thing by its id. It only reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.export.accounting import claim_row
from onrecord.export.story_account import story_row
from onrecord.model import signature
from onrecord.model.errors import NotFoundError, OnrecordError
from onrecord.query.accounts import claim_account, story_account
from onrecord.query.json_schema import Schema
from onrecord.query.lists import LISTS, RecordList
from onrecord.record.codec import plain
from onrecord.record.find import search
from onrecord.record.store import announced, derived_state
from onrecord.web import api_schemas as schemas
from onrecord.web.api_answers import answer, broken, failed, unmet
from onrecord.web.api_downloads import Download, Form, Sent
from onrecord.web.api_requests import Count, Paging, Wanted, after, filtered, given, nothing, paged, wanted
from onrecord.web.opening import opened

Endpoint: TypeAlias = Callable[[Request], Response]
MOST_DOWNLOADS = 8
"""Files that are sent at once; others wait. Each is a thread and a connection to the record."""

_TITLE = "Onrecord"
_SUMMARY = "A sourced record of news coverage: who said what, who did what to whom, when, and on whose word."


def api_app(path: Path) -> FastAPI:
    """Make the application that answers questions about the record at `path`, to be mounted where one likes.

    Each request reads the record as of one moment, by a connection of its own, so that another process can go on
    writing.
    """
    app = FastAPI(
        title=_TITLE,
        version=version("onrecord"),
        summary=_SUMMARY,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={OnrecordError: failed, HTTPException: unmet, Exception: broken},
    )
    app.state.record = path
    app.state.downloads = CapacityLimiter(MOST_DOWNLOADS)
    _add(app, "/", _lists, "Which lists there are.", schemas.lists_response(), name="lists")
    for listed in LISTS.values():
        _add_list(app, path, listed)
    _add_accounts(app, path)
    text, asked = "Search articles, statements and events for words.", schemas.parameters(Wanted)
    _add(app, "/search", _search(path), text, schemas.search_responses(), asked, name="search")
    counted = schemas.responses("How it stands.", "status", 400)
    _add(app, "/status", _status(path), "How the record stands.", counted, name="status")
    app.add_api_route("/openapi.json", _described(app), methods=["GET", "HEAD"], include_in_schema=False)
    return app


def _add_list(app: FastAPI, path: Path, listed: RecordList) -> None:
    name, one, own = listed.name, schemas.ONE[listed.name], schemas.parameters(listed.filter)
    pages = [*own, *schemas.parameters(Paging)]
    _add(app, f"/{name}", _page(path, listed), f"The {name} that pass a filter.", schemas.page_responses(listed), pages)
    for address, form in schemas.downloads(name):
        text = f"All {name} that pass a filter, as a file."
        _add(app, address, _download(path, listed, form), text, schemas.download_responses(form), own)
    row = schemas.responses(f"The {one}.", one, 400, 404)
    _add(app, f"/{name}/{{identifier}}", _one(path, listed), f"One {one}.", row, [schemas.identified(one)])


def _add_accounts(app: FastAPI, path: Path) -> None:
    for name, what, tell in (("claims", "claim", _claim), ("stories", "story", _story)):
        found = schemas.responses(f"Where the {what} comes from.", f"{what}_account", 400, 404)
        text = f"Where a {what} comes from: who had it first, who repeats whom, who heard it themselves."
        address = f"/{name}/{{identifier}}/account"
        _add(app, address, _account(path, tell), text, found, [schemas.identified(what)])


def _add(
    app: FastAPI,
    address: str,
    endpoint: Endpoint,
    text: str,
    responses: dict[int | str, Any],
    parameters: list[Schema] | None = None,
    name: str | None = None,
) -> None:
    """Add an address; asked for its head, it is answered in the same way, and the server leaves out the content."""
    known = name or address.strip("/").replace("/{identifier}", "_one").replace("/", "_").replace(".", "_")
    app.add_api_route(
        address,
        endpoint,
        response_class=Response,
        responses=responses,
        summary=text,
        name=known,
        operation_id=known,
        openapi_extra={"parameters": parameters or []},
    )
    app.add_api_route(address, endpoint, methods=["HEAD"], include_in_schema=False)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with opened(path) as record, record.gathering() as held:
        yield held.connection


def _lists(request: Request) -> Response:
    nothing(given(request))
    root = request.url.path.rstrip("/")
    listed = [
        {
            "name": name,
            "href": f"{root}/{name}",
            "downloads": [f"{root}{address}" for address, _ in schemas.downloads(name)],
        }
        for name in LISTS
    ]
    return answer({"lists": listed, "description": f"{root}/openapi.json"})


def _page(path: Path, listed: RecordList) -> Endpoint:
    def endpoint(request: Request) -> Response:
        found, page = paged(listed, given(request))
        with _reading(path) as connection:
            choice = listed.choose(found).settled(connection)
            ids = choice.page(connection, page.limit + 1, page.offset)
            rows = listed.rows(connection, ids[: page.limit])
            total = choice.count(connection) if page.count == Count.EXACT else None
            stand = _stand(connection)
        more = after(request.url.path, found, page) if len(ids) > page.limit else None
        return answer({"rows": rows, "total": total, "next": more, "record": stand})

    return endpoint


def _download(path: Path, listed: RecordList, form: Form) -> Endpoint:
    def endpoint(request: Request) -> Response:
        download = Download(path, listed, filtered(listed, given(request)), form)
        opened(path).close()  # what is wrong with it is told before anything is sent
        return (
            Response(headers=download.headers)
            if request.method == "HEAD"
            else Sent(download, request.app.state.downloads)
        )

    return endpoint


def _one(path: Path, listed: RecordList) -> Endpoint:
    def endpoint(request: Request) -> Response:
        nothing(given(request))
        identifier = request.path_params["identifier"]
        with _reading(path) as connection:
            rows = listed.rows(connection, [identifier])
        if not rows:
            raise NotFoundError(f"the record has no {schemas.ONE[listed.name]} {identifier}")
        return answer(rows[0])

    return endpoint


def _account(path: Path, tell: Callable[[sqlite3.Connection, str], Mapping[str, Any]]) -> Endpoint:
    def endpoint(request: Request) -> Response:
        nothing(given(request))
        with _reading(path) as connection:
            return answer(tell(connection, request.path_params["identifier"]))

    return endpoint


def _claim(connection: sqlite3.Connection, identifier: str) -> Mapping[str, Any]:
    return claim_row(claim_account(connection, identifier))


def _story(connection: sqlite3.Connection, identifier: str) -> Mapping[str, Any]:
    return story_row(story_account(connection, identifier))


def _search(path: Path) -> Endpoint:
    def endpoint(request: Request) -> Response:
        asked = wanted(given(request))
        with _reading(path) as connection:
            hits, stand = search(connection, asked.q, asked.limit), _stand(connection)
        return answer({"hits": plain(hits), "record": stand})

    return endpoint


def _status(path: Path) -> Endpoint:
    def endpoint(request: Request) -> Response:
        nothing(given(request))
        with opened(path) as record:
            current, counts = record.is_current(), record.counts()
            work, stand = announced(record.connection), _stand(record.connection)
        told = asdict(work) if work else None
        software = signature.software()
        return answer({"software": software, "current": current, "work": told, "counts": counts, "record": stand})

    return endpoint


def _stand(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return what tells one state of the record from another."""
    (articles,) = connection.execute("SELECT count(*) FROM article").fetchone()
    return {"state": derived_state(connection) or None, "articles": articles}


def _described(app: FastAPI) -> Endpoint:
    def endpoint(request: Request) -> Response:
        nothing(given(request))
        described = app.openapi()
        described["components"] = {"schemas": schemas.components()}
        return answer({**described, "servers": [{"url": request.scope.get("root_path") or "/"}]})

    return endpoint
