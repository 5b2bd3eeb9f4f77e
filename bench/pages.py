"""Article bodies and metadata of HTML pages, for score_pages.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.acquire.files import acquire
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Article, BlockKind, Page


def predict(folder: Path) -> Iterator[dict[str, object]]:
    """Yield `{id, body, title, author, date}` for every `ID.html.gz` in a folder; body "" is no article."""
    for path in sorted(folder.glob("*.html.gz")):
        name = path.name.removesuffix(".html.gz")
        page = next(acquire([path]))
        found = extract(page) if isinstance(page, Page) else None
        yield _row(name, found.article if isinstance(found, Extracted) else None)


def _row(name: str, found: Article | None) -> dict[str, object]:
    if found is None:
        return {"id": name, "body": "", "title": None, "author": None, "date": None}
    body = "\n".join(block.span.of(found.text) for block in found.blocks if block.kind is BlockKind.BODY)
    return {"id": name, "body": body, "title": found.title, "author": found.byline, "date": found.published}
