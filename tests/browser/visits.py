"""Opens pages as a reader would, and keeps what they did that no page of the desk may do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

Scheme = Literal["light", "dark"]
# A browser's own word of what its Content-Security-Policy refused; the console has it too, but not always.
_TELL = """addEventListener("securitypolicyviolation",
    (event) => console.error(`refused by the policy: ${event.effectiveDirective} ${event.blockedURI}`))"""


@dataclass
class Visits:
    """Pages open in one browser, and their complaints: requests elsewhere, errors, what the policy refused."""

    browser: Browser
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Scheme = "light",
        script: bool = True,
    ) -> Page:
        """Open an address in a context of its own that reaches nothing but that address's own server."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        self._contexts.append(context)
        home = re.escape("://".join(urlsplit(address)[:2]))
        context.route(re.compile(f"^(?!{home}/|data:|blob:)"), self._refuse)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("console", self._listen)
        context.add_init_script(_TELL)
        page = context.new_page()
        page.goto(address)
        return page

    def _refuse(self, route: Route) -> None:
        self.complaints.append(f"request elsewhere: {route.request.url}")
        route.abort()

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")

    def close(self) -> None:
        """Close every page."""
        while self._contexts:
            self._contexts.pop().close()
