"""Writes a brief as one HTML file that needs no other: its style sheet stands in it."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from markupsafe import Markup

from onrecord.web.brief import READING, Brief
from onrecord.web.quoting import visible
from onrecord.web.report import environment


def html(brief: Brief) -> str:
    """Return a brief as HTML that opens from disk and prints on A4.

    Its policy (W3C, Content Security Policy Level 3) allows nothing but the one style sheet, by its hash.
    """
    sheet = files("onrecord.web").joinpath("static/onrecord.css").read_text(encoding="utf-8")
    page = environment().get_template("brief.html")
    return visible(page.render(layout="brief_file.html", page=brief, reading=READING, **_style(sheet)))


def _style(sheet: str) -> dict[str, object]:
    """Return the style sheet of the package as the element's text, and its hash as the policy names it."""
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    return {"sheet": Markup(sheet), "digest": f"sha256-{digest}"}  # noqa: S704 - a file of the package
