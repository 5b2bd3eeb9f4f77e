"""Who may ask the desk for what: foreign hosts and origins are refused, and every answer says what a page may do.

A page of another site, open in the same browser, can send requests to a server on this machine. A name of its own that
resolves to 127.0.0.1 ("DNS rebinding") would let it read the answers: hence the check of `Host`. `Origin` and
`Sec-Fetch-Site` (W3C Fetch Metadata) tell requests that a foreign page makes, and where a browser does not send the
latter (an older one, or a desk that is asked over the network), `Referer` does. A link to the desk that somebody
follows is no such request: it opens a page of its own, that the page it stands on cannot look into.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Content-Security-Policy: nothing inline, nothing from elsewhere, no frames."""

ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""The headers of every answer."""
_METHODS = frozenset({"GET", "HEAD"})
_OWN_SITES = frozenset({"same-origin", "none"})
"""Of `Sec-Fetch-Site`: not "same-site", which another program's page on another port of this machine is."""
_KEPT = "/static/"
"""What may be kept by browsers: nothing that shows the record."""
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

    def asker(self, headers: Headers) -> bool:
        """Say whether a request comes from the desk's own pages, or from somebody who opens one of them."""
        host, site = headers.get("host"), headers.get("sec-fetch-site")
        if not all(self.origin(value, host) for value in headers.getlist("origin")):
            return False
        if site is None:
            return self.origin(_origin_of(headers.get("referer")), host)
        return site in _OWN_SITES or _opens_a_page(headers)


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
        kept = scope["path"].startswith(_KEPT)
        await answer(scope, receive, with_headers(send, kept=kept))

    def _refused(self, headers: Headers, method: str) -> PlainTextResponse | None:
        host = headers.get("host")
        if not self._allowed.host(host):
            return PlainTextResponse(
                "This desk answers under the names of its own machine only. To allow a further name: "
                "onrecord serve --allow-host NAME\n",
                421,
            )
        if not self._allowed.asker(headers):
            return PlainTextResponse("This desk does not answer to pages of other sites.\n", 403)
        if method not in _METHODS:
            return PlainTextResponse("This desk is for reading only.\n", 405, {"allow": "GET, HEAD"})
        return None


def with_headers(send: Send, *, kept: bool) -> Send:
    """Return what sends an answer with the headers that each has; one that is `kept` may be asked for again."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in ALWAYS.items():
                headers[name] = value
            headers["cache-control"] = "no-cache" if kept else "no-store"
        await send(message)

    return sent


def _opens_a_page(headers: Headers) -> bool:
    """Say whether somebody opens a page in a tab: not in a frame, nor as a part of another page."""
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _origin_of(address: str | None) -> str | None:
    """Return the origin of an address, None where there is none.

    >>> _origin_of("http://localhost:8765/claims.html"), _origin_of("nonsense"), _origin_of(None)
    ('http://localhost:8765', '://', None)
    """
    if not address:
        return None
    try:
        scheme, place = urlsplit(address)[:2]
    except ValueError:
        return address
    return f"{scheme}://{place}"


def _name_of(host: str) -> str:
    """Return the name in a `Host` header without its port, "" where it has another form than name and port."""
    match = _HOST.fullmatch(host.strip().casefold())
    return (match["six"] or match["name"] or "") if match else ""
