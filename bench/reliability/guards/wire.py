"""What no library would send, sent to a served desk as bytes: paths, hosts, heads and sizes out of the ordinary."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from bench.reliability.guards.asked import NEVER
from onrecord.web.guard import ALWAYS

PATIENCE = 15.0
_MORE = 0.3
"""Seconds for the rest of an answer that has begun, where the connection stays open after it."""
_MIB = 1 << 20
_DOTS = ("..", "%2e%2e", ".%2e", "%252e%252e", "..;", "..%00", "%c0%ae%c0%ae", "%u002e%u002e", "....", "\xff..")
_SLASHES = ("/", "%2f", "\\", "%5c", "//", "%252f", "%c0%af", "/./")
_TARGETS = ("guard.py", "app.py", "etc/passwd", "templates/base.html")
_SECRETS = (b"root:x:", b"root:*:", b"def desk_app", b"class Guard", b"{% block")
"""What stands in the files that a path out of the folder would lead to."""

HEADS = (
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/0.9\r\nHost: evil.example\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n\r\n",
    b"GET http://localhost/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n Host: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\x00localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\x0blocalhost\r\n\r\n",
    b"GET / HTTP/1.1\nHost: evil.example\n\n",
    b"GET\t/\tHTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"\x00" * 64 + b"\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /?" + b"\xff\xfe" + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://evil.example\r\n\r\n",
)
"""Requests of which none may be answered with a page."""

LARGE = (
    b"GET /" + b"a" * _MIB + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /?" + b"a=b&" * (_MIB // 4) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 64 * _MIB + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 200_000 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: " + b"l" * _MIB + b"\r\n\r\n",
    b"A" * 64 * _MIB,
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 67108864\r\n\r\n" + b"a" * 64 * _MIB,
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"10000\r\n"
    + b"a" * 65536
    + b"\r\n" * 9,
    b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a=b; " * 200_000 + b"\r\n\r\n",
)
"""Requests that are larger than any that a browser sends to a desk."""


@dataclass
class Spoken:
    """How many requests were sent, and what was wrong with the answers."""

    paths: int = 0
    heads: int = 0
    large: int = 0
    answered: int = 0
    wrong: list[str] = field(default_factory=list)


def speak(port: int) -> Spoken:
    """Send everything, each in a connection of its own."""
    found = Spoken()
    for path in traversals():
        found.paths += 1
        _judge(found, path.encode("latin-1"), answer_of(port, _get(path)), page=False)
    for path in injections():
        found.paths += 1
        _judge(found, path.encode("latin-1"), answer_of(port, _get(path)), page=None)
    for head in HEADS:
        found.heads += 1
        _judge(found, head[:90], answer_of(port, head), page=False)
    for whole in LARGE:
        found.large += 1
        _judge(found, whole[:60], answer_of(port, whole), page=False)
    return found


def traversals() -> Iterator[str]:
    """Yield paths that lead out of the folder of static files, if anything takes them at their word."""
    for dots, slash, target in product(_DOTS, _SLASHES, _TARGETS):
        deep = 8 if target == "etc/passwd" else 1
        yield f"/static{slash}{(dots + slash) * deep}{target}"
    yield from (
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static/C:/windows/win.ini",
        "/static/vendor/../../app.py",
    )
    yield from ("/static/file:///etc/passwd", "/static/~root/.profile", "/static/.", "/static/..", "/static/%00")
    yield from ("/static/onrecord.css/../../../app.py", "/static/onrecord.css%00.html", f"/static/{'a' * 5000}")
    yield from (
        f"/{folder}/{dots}/{dots}/static/x.html" for folder in ("claim", "outlet", "cite", "id") for dots in _DOTS
    )


def injections() -> Iterator[str]:
    """Yield paths that would put a header of their own into an answer, or lead away from the desk."""
    for inside in (
        "%0d%0aX-Injected:%20yes",
        "%0aX-Injected:%20yes",
        "%E5%98%8A%E5%98%8DX-Injected:%20yes",
        "%0d%0a%0d%0ax",
    ):
        yield from (f"/{inside}", f"/id/{inside}", f"/id/clm-0?x={inside}", f"/static{inside}", f"/api/claims/{inside}")
        yield from (f"/api/claims.csv?words={inside}", f"/claims.html?words={inside}", f"/cite/{inside}.html")
    for away in (
        "//evil.example",
        "//evil.example/",
        "/\\evil.example/",
        "/%2f%2fevil.example/",
        "///evil.example/%2e%2e",
    ):
        yield from (away, f"{away}/static", f"/static{away}", f"/api{away}", f"/id{away}")
    yield from ("/static", "/api", "/claims.html/", "/index.html//", "/@evil.example", "http://evil.example/static")


def answer_of(port: int, sent: bytes) -> bytes:
    """Send bytes and return what comes back until the other side ends the connection, or has said what it says."""
    parts: list[bytes] = []
    with closing(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)) as found:
        with suppress(OSError):  # it may be refused before it is whole
            found.sendall(sent)
        with suppress(OSError):
            while part := found.recv(1 << 16):
                parts.append(part)
                found.settimeout(_MORE)
    return b"".join(parts)


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1")


def _judge(found: Spoken, told: bytes, answer: bytes, *, page: bool | None) -> None:
    found.answered += bool(answer)
    found.wrong.extend(f"{told!r}: {what}" for what in faults(answer, page=page))


def faults(answer: bytes, *, page: bool | None) -> Iterator[str]:
    """Say what is wrong with an answer; `page` says whether it may be one, None that it may."""
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    if not answer:
        return  # the connection was ended without a word
    code = status.split(" ")[1] if status.startswith("HTTP/1.") else ""
    headers = {name.casefold(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    if code.startswith("5") or not code:
        yield f"answered {status!r}"
    if page is False and code.startswith("2"):
        yield f"answered {status!r}"
    if any(secret in body for secret in _SECRETS):
        yield "shows a file that is not the desk's to show"
    yield from (f"no {name}" for name, value in ALWAYS.items() if headers.get(name) != value)
    yield from (f"says {name}" for name in ("x-injected", *NEVER) if name in headers)
    leads = headers.get("location", "/")
    if leads.startswith(("//", "/\\")) or "evil" in leads.partition("//")[2].partition("/")[0]:
        yield f"leads to {leads}"


def memory_of(process: int) -> int:
    """Return the most memory, in MiB, that a process has had in use; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0
    return int(status.read_text(encoding="ascii").partition("VmHWM:")[2].split()[0]) // 1024
