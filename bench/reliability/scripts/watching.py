"""Opens pages in a browser and keeps what they did that no page may do: run a script of a stranger, or try to."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Request, sync_playwright

from bench.chromium import ARGUMENTS
from bench.reliability.scripts.payloads import MARK

_SCAN = Path(__file__).with_name("scan.js").read_text(encoding="utf-8")
_TOLD = "refused by the policy"
_TELL = f"""addEventListener("securitypolicyviolation",
    (event) => console.error(`{_TOLD}: ${{event.effectiveDirective}} ${{event.blockedURI}} ${{event.sample}}`))"""
_CALLED = re.compile(f"/{MARK.pattern}/")
_SERVER_ERROR = 500


class Beacon:
    """A server on this machine that counts who asks it for something."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def listening(self) -> Iterator[Beacon]:
        """Listen while the block runs."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


@dataclass
class Seen:
    """What pages did: the marks that they showed as text, their shapes with the first page of each, what is wrong."""

    pages: int = 0
    marks: set[str] = field(default_factory=set)
    shapes: dict[str, str] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Watch:
    """One tab, in which pages are opened one after another; `home` is what their requests may begin with."""

    def __init__(self, browser: Browser, home: str, *, policy: bool) -> None:
        self.seen = Seen()
        self._home, self._at = home, ""
        self._context = browser.new_context(bypass_csp=not policy)
        self._context.add_init_script(_TELL)
        self._page = self._context.new_page()
        for event, heard in (
            ("dialog", self._dialog),
            ("console", self._console),
            ("request", self._request),
            ("pageerror", self._error),
        ):
            self._page.on(event, heard)  # type: ignore[call-overload]

    def open(self, address: str) -> None:
        """Open a page, wait until it is drawn, and look at it."""
        self._at = address
        try:
            answer = self._page.goto(address)
            found: Mapping[str, Any] = self._page.evaluate(_SCAN)
        except Error as error:
            self.seen.failed.append(f"{address}: {error.message.splitlines()[0]}")
            return
        if answer and answer.status >= _SERVER_ERROR:
            self.seen.failed.append(f"{address}: status {answer.status}")
        self._take(found)

    def _take(self, found: Mapping[str, Any]) -> None:
        self.seen.pages += 1
        self.seen.marks.update(found["marks"])
        for shape in found["shapes"]:
            self.seen.shapes.setdefault(shape, self._at)
        if _CALLED.fullmatch(found["title"]):
            self.seen.ran.append(f"{self._at}: the title {found['title']}")

    def close(self) -> Seen:
        """Close the tab, and return what was seen."""
        self._page.goto("about:blank")
        self._context.close()
        return self.seen

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.ran.append(f"{self._at}: a dialog, {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.text.startswith(_TOLD):
            self.seen.refused.append(f"{self._at}: {message.text}")
        elif message.type == "info" and _CALLED.search(message.text):
            self.seen.ran.append(f"{self._at}: the console, {message.text}")
        elif message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.seen.failed.append(f"{self._at}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._home, "about:", "blob:")):
            self.seen.elsewhere.append(f"{self._at}: {request.url}")

    def _error(self, error: Error) -> None:
        self.seen.failed.append(f"{self._at}: {error.message}")


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """Run the browser that lies at `path` while the block runs."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield started
        finally:
            started.close()


def watched(found: Browser, home: str, addresses: Iterable[str], *, policy: bool) -> Seen:
    """Open all of these pages, and return what was seen."""
    watch = Watch(found, home, policy=policy)
    for address in addresses:
        watch.open(address)
    return watch.close()
