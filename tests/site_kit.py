"""A web site on the loopback, whose pages a test sets and changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """A server on the loopback: `pages` by path are replies, or functions from the request's headers to one."""

    address: str
    pages: dict[str, Reply | Callable[[dict[str, str]], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def tagged(self, path: str, body: bytes, media: str) -> None:
        """Serve a page with an ETag, and answer 304 to who has it."""
        tag = f'"{hash(body)}"'

        def page(headers: dict[str, str]) -> Reply:
            known = headers.get("if-none-match") == tag
            return (304, {}, b"") if known else (200, {"Content-Type": media, "ETag": tag}, body)

        self.pages[path] = page

    def paths(self) -> list[str]:
        """Return what was asked for, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.asked.append((self.path, headers))
            page = found.pages.get(self.path, (404, {}, b""))
            status, sent, body = page(headers) if callable(page) else page
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **sent}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library has it
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of connections that the other side closed."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Site(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
