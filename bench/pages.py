"""Article bodies and metadata of HTML pages, for score_pages.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.acquire.files import acquire
from onrecord.extract.article import extract
from onrecord.model.article import Article, BlockKind
from onrecord.model.problem import Problem


def predict(folder: Path) -> Iterator[dict[str, object]]:
    """Yield `{id, body, title, author, date}` for every `ID.html.gz` in a folder; body "" is no article."""
    for path in sorted(folder.glob("*.html.gz")):
        name = path.name.removesuffix(".html.gz")
        page = next(acquire([path]))
        found = page if isinstance(page, Problem) else extract(page)
        yield _row(name, found)


def _row(name: str, found: Article | Problem) -> dict[str, object]:
    if isinstance(found, Problem):
        return {"id": name, "body": "", "title": None, "author": None, "date": None}
    body = "\n".join(block.span.of(found.text) for block in found.blocks if block.kind is BlockKind.BODY)
    return {"id": name, "body": body, "title": found.title, "author": found.byline, "date": found.published}
