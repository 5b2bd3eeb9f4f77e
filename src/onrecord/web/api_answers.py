"""Answers of the HTTP interface: JSON, and what went wrong as JSON too."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.model.errors import LockedError, NotFoundError, RecordError
from onrecord.query.filters import FilterError
from onrecord.record.codec import compact
from onrecord.web.opening import RETRY, told

JSON = "application/json; charset=utf-8"
SAFE = {"x-content-type-options": "nosniff"}
_DESCRIPTION = "openapi.json lists the addresses and what each takes"


def answer(value: Mapping[str, Any], status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with JSON."""
    return Response(compact(dict(value)), status, {**SAFE, **(headers or {})}, JSON)


def refused(status: int, code: str, message: str, then: str, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with what went wrong: a stable code, what happened, and what to do next."""
    return answer({"error": {"code": code, "message": message, "next": then}}, status, headers)


async def failed(request: Request, error: Exception) -> Response:
    """Answer to an error that the user can act on."""
    if isinstance(error, FilterError):
        return refused(HTTPStatus.BAD_REQUEST, "filter", str(error), _DESCRIPTION)
    if isinstance(error, NotFoundError):
        return refused(
            HTTPStatus.NOT_FOUND, "not-found", str(error), "ids change when coverage is added; list them anew"
        )
    if isinstance(error, RecordError):
        return _unavailable(request, error)
    return refused(HTTPStatus.INTERNAL_SERVER_ERROR, "failed", str(error), "see what the server printed")


def _unavailable(request: Request, error: RecordError) -> Response:
    """Say why the record cannot be read, without saying where on this machine it lies."""
    message = told(error, request.app.state.record)
    if isinstance(error, LockedError):
        return refused(HTTPStatus.SERVICE_UNAVAILABLE, "locked", message, "ask again in a moment", RETRY)
    return refused(HTTPStatus.SERVICE_UNAVAILABLE, "record", message, "mend the record, then ask again")


async def unmet(_: Request, error: Exception) -> Response:
    """Answer to an address that is none, or to a method other than GET and HEAD."""
    return missed(error)


def missed(error: Exception) -> Response:
    """Return the answer to an address that is none, or to a method other than GET and HEAD."""
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    headers = error.headers if isinstance(error, HTTPException) else None
    code, message = {
        HTTPStatus.NOT_FOUND: ("no-address", "there is nothing at this address"),
        HTTPStatus.METHOD_NOT_ALLOWED: ("read-only", "the record is for reading only: GET and HEAD"),
    }.get(status, ("failed", status.phrase))
    return refused(status, code, message, _DESCRIPTION, headers)


async def broken(_: Request, __: Exception) -> Response:
    """Answer to an error of our own; the server prints it."""
    message = "the server made a mistake"
    return refused(HTTPStatus.INTERNAL_SERVER_ERROR, "failed", message, "report what the server printed as a bug")
