"""The browser in which pages are looked at: the system's own Chromium, which asks for nothing by itself."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium on PATH (Debian's package is called chromium)"
ARGUMENTS = (
    "--no-sandbox",  # Chromium refuses to run as root with it, which build machines do; only our own pages are opened
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def find_chromium() -> str | None:
    """Return the path of the first browser of NAMES that is on PATH, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)
