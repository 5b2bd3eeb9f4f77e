"""Files that are one page: text, Markdown, HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from onrecord.acquire.blob import Acquired, Blob
from onrecord.acquire.columns import map_columns
from onrecord.acquire.content import read_content
from onrecord.acquire.settings import Settings
from onrecord.acquire.table import hints
from onrecord.model.article import Page
from onrecord.model.problem import Problem

_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n((?:(?!---|\.\.\.)[^\n]*\n)*)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_FRONT_BYTES = 16 * 1024
_FRONT_LISTS = 200
"""Brackets that open in front matter: the YAML parser takes time with the square of how deep they nest."""


def read_text(blob: Blob, settings: Settings) -> Iterator[Acquired]:
    """Yield a plain text as a page."""
    yield _page(blob, settings, "text/plain")


def read_html(blob: Blob, settings: Settings) -> Iterator[Acquired]:
    """Yield an HTML file as a page."""
    yield _page(blob, settings, "text/html")


def read_markdown(blob: Blob, settings: Settings) -> Iterator[Acquired]:
    """Yield Markdown as a page of plain text, less the lines of YAML between `---` at its top, which become hints."""
    page = _page(blob, settings, "text/plain")
    yield page if isinstance(page, Problem) else _without_front(page)


def _page(blob: Blob, settings: Settings, media: str) -> Page | Problem:
    content = read_content(blob, settings)
    if isinstance(content, Problem):
        return content
    return Page(blob.uri, blob.location, content, media, blob.hints, blob.place, blob.charset)


def _without_front(page: Page) -> Page:
    match = _FRONT.match(page.content[:_FRONT_BYTES])
    values = _front(match[1]) if match else {}
    rest = page.content[match.end() :] if match else b""
    if not values or not rest.strip():
        return page
    found = hints(values, map_columns(tuple(values), ()), "text:front-matter")
    return replace(page, content=rest, hints=(*found, *page.hints))


def _front(lines: bytes) -> dict[str, object]:
    """Return the lines' names and values, none where they are something else."""
    if lines.count(b"[") + lines.count(b"{") > _FRONT_LISTS:
        return {}
    try:
        # This loader makes strings of everything, so that a date stays as it was written.
        values = yaml.load(lines.decode("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes no objects
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(name): value for name, value in values.items()} if isinstance(values, dict) else {}
