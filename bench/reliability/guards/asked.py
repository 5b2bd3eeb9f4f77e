"""Each address asked as those ask who may not, and what each answer says beside its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from starlette.testclient import TestClient

from bench.reliability.guards.routes import addresses
from onrecord.web.app import desk_app
from onrecord.web.guard import ALWAYS

HOME = "http://localhost:8765"
HOSTS = (
    "evil.example", "evil.example:8765", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example.localhost",
    "localhost:8765.evil.example", "evil.example#localhost", "evil.example/localhost", "localhost@evil.example",
    "user:localhost@evil.example:80", "127.0.0.2", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1",
    "0.0.0.0",  # noqa: S104 - asked for, not bound
    "[::]", "[::ffff:127.0.0.1]", "[::1].evil.example", "[::1", "::1", "localhost:", "localhost:99999999",
    "localhost:80:80", "localhost,evil.example", "localhost evil.example", "localhost\tevil.example",
    "xn--lcalhost-v7a", "l\xf6calhost", "*", "null", "", ":8765", "a" * 5000,
)  # fmt: skip
"""Names that are not those of this machine, as a page of another site can have a browser send them, and worse."""

_NAVIGATES = {"sec-fetch-mode": "navigate", "sec-fetch-site": "cross-site"}
ASKERS: tuple[Mapping[str, str], ...] = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "http://localhost"},
    {"origin": "http://localhost:9999"},
    {"origin": "http://localhost:8765.evil.example"},
    {"origin": "http://evil.example", "sec-fetch-site": "same-origin"},
    {"origin": f"{HOME}, https://evil.example"},
    {"referer": "https://evil.example/page"},
    {"referer": "http://localhost:9999/"},
    {"referer": f"https://evil.example/?{HOME}/"},
    {"referer": "http://localhost:8765@evil.example/"},
    {"referer": "javascript:alert(1)"},
    *({"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
      for site in ("cross-site", "same-site")
      for mode, dest in (("no-cors", "image"), ("no-cors", "script"), ("cors", "empty"), ("same-origin", "empty"),
                         ("websocket", "websocket"))),
    *({**_NAVIGATES, "sec-fetch-dest": dest} for dest in ("iframe", "frame", "embed", "object", "fencedframe", "")),
    {"sec-fetch-site": "evil"},
)  # fmt: skip
"""Headers of requests that a foreign page, or one of another program on this machine, has a browser send."""

METHODS = (
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "MKCOL",
    "MOVE",
    "LOCK",
    "QUERY",
)
NEVER = ("access-control-allow-origin", "access-control-allow-private-network", "set-cookie", "server", "x-powered-by")
_REFUSED = {"host": 421, "asker": 403, "method": 405}
_SERVER_ERROR = 500


@dataclass
class Asked:
    """How many addresses were asked, how many requests were refused, and what went wrong."""

    addresses: int = 0
    refused: int = 0
    through: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def ask_all(path: Path, every: int) -> Asked:
    """Ask every address of a record's desk in every way that must be refused, and in those that must be answered.

    Each way is tried at every so-manieth address, beginning with another one each time; 1 tries all at all.
    """
    found = Asked()
    desk = TestClient(desk_app(path), base_url=HOME, raise_server_exceptions=False, follow_redirects=False)
    for at, address in enumerate(addresses(path)):
        found.addresses += 1
        for number, (kind, method, headers) in enumerate(_ways()):
            if (number + at) % every == 0 or kind in ("own", "plain"):
                _ask(desk, found, address, kind, method, headers)
    return found


def _ways() -> Iterator[tuple[str, str, Mapping[str, str]]]:
    yield from (("host", "GET", {"host": host}) for host in HOSTS)
    yield from (("asker", "GET", headers) for headers in ASKERS)
    yield from (("method", method, {}) for method in METHODS)
    yield from (("plain", method, {}) for method in ("GET", "HEAD"))
    yield "own", "GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


def _ask(desk: TestClient, found: Asked, address: str, kind: str, method: str, headers: Mapping[str, str]) -> None:
    told = f"{method} {address[:80]} {dict(headers)}"[:200]
    sent = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    answer = desk.request(method, address, headers=sent)
    if kind in _REFUSED:
        found.refused += answer.status_code == _REFUSED[kind]
        if answer.status_code != _REFUSED[kind]:
            found.through.append(f"{told}: {answer.status_code}")
    elif answer.status_code >= _SERVER_ERROR or (kind == "own" and answer.status_code in _REFUSED.values()):
        found.failed.append(f"{told}: {answer.status_code}")
    found.bare.extend(f"{told}: {what}" for what in lacking(address, answer.headers))


def lacking(address: str, headers: Mapping[str, str]) -> Iterator[str]:
    """Say what an answer does not say that it should, and what it says that it should not."""
    yield from (f"no {name}" for name, value in ALWAYS.items() if headers.get(name) != value)
    kept = "no-cache" if address.startswith("/static/") else "no-store"
    if headers.get("cache-control") != kept:
        yield f"cache-control {headers.get('cache-control')}"
    yield from (f"{name} {headers[name]}" for name in NEVER if name in headers)
    leads = headers.get("location", "/")
    if not leads.startswith(("/", HOME)) or leads.startswith(("//", "/\\")):
        yield f"it leads to {leads}"
