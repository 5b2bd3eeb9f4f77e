"""Who may ask the desk for what: foreign hosts and origins are refused, and every answer says what a page may do.

A page of another site, open in the same browser, can send requests to a server on this machine. A name of its own that
resolves to 127.0.0.1 ("DNS rebinding") would let it read the answers: hence the check of `Host`. `Origin` and
`Sec-Fetch-Site` (W3C Fetch Metadata) tell requests that a foreign page makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Content-Security-Policy: nothing inline, nothing from elsewhere, no frames."""

_ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_METHODS = frozenset({"GET", "HEAD"})
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[^:\[\]/@\s]+))(?::[0-9]{1,5})?")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Allowed:
    """The host names under which the desk may be asked for; an IPv6 address stands without brackets."""

    hosts: frozenset[str]

    @classmethod
    def of(cls, more: Iterable[str] = ()) -> Allowed:
        """Allow this machine's own names, and others that the user gave."""
        return cls(frozenset({*LOOPBACK, *(name.casefold() for name in more)}))

    def host(self, value: str | None) -> bool:
        """Say whether a `Host` header names this desk.

        >>> Allowed.of().host("localhost:8765"), Allowed.of().host("[::1]:80"), Allowed.of().host("evil.example")
        (True, True, False)
        """
        return value is not None and _name_of(value) in self.hosts

    def origin(self, value: str | None, host: str | None) -> bool:
        """Say whether an `Origin` header, where there is one, is that of the desk itself.

        >>> Allowed.of().origin("http://localhost:1", "localhost:1"), Allowed.of().origin("null", "localhost:1")
        (True, False)
        """
        return value is None or value in (f"http://{host}", f"https://{host}")


class Guard:
    """The application behind it, guarded."""

    def __init__(self, app: ASGIApp, allowed: Allowed) -> None:
        self._app, self._allowed = app, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            # A socket would need checks of its own; the desk has none.
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refused = self._refused(Headers(scope=scope), scope["method"])
        answer: ASGIApp = refused or self._app
        await answer(scope, receive, _with_headers(send))

    def _refused(self, headers: Headers, method: str) -> PlainTextResponse | None:
        host = headers.get("host")
        if not self._allowed.host(host):
            return PlainTextResponse(
                "This desk answers under the names of its own machine only. To allow a further name: "
                "onrecord serve --allow-host NAME\n",
                421,
            )
        foreign = headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"
        if foreign or not self._allowed.origin(headers.get("origin"), host):
            return PlainTextResponse("This desk does not answer to pages of other sites.\n", 403)
        if method not in _METHODS:
            return PlainTextResponse("This desk is for reading only.\n", 405, {"allow": "GET, HEAD"})
        return None


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-cache")
        await send(message)

    return sent


def _name_of(host: str) -> str:
    """Return the name in a `Host` header without its port, "" where it has another form than name and port."""
    match = _HOST.fullmatch(host.strip().casefold())
    return (match["six"] or match["name"] or "") if match else ""
