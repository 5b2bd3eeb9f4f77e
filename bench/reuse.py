"""Text reuse: documents to pairs of which one copies or partly reuses the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.model.article import Article, Block, BlockKind
from onrecord.model.derived import LinkKind
from onrecord.model.facts import Facts
from onrecord.resolve.links import link_articles
from onrecord.resolve.passages import find_passages


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Yield the copied and partly reused pairs, with the certainty of each; rows {id, publisher, time, text}."""
    facts = Facts.of(articles_of(path), [])
    for link in link_articles(facts, find_passages(facts)):
        if link.kind is not LinkKind.SHARED_QUOTE:
            yield {"a": link.a, "b": link.b, "label": link.kind.value, "score": link.score}


def articles_of(path: Path) -> list[Article]:
    """Return the documents of a file as articles."""
    with path.open(encoding="utf-8") as rows:
        parsed = [json.loads(row) for row in rows]
    return [plain_article(row["id"], row["text"], row.get("publisher"), row.get("time")) for row in parsed]


def plain_article(key: str, text: str, outlet: str | None = None, crawled: str | None = None) -> Article:
    """Make an article of a row's text: every line that is not empty is a paragraph of its body."""
    return Article(key, key, text, "", tuple(_lines(text)), outlet, crawled=crawled)


def _lines(text: str) -> Iterator[Block]:
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            yield Block(start, start + len(stripped), BlockKind.BODY)
        at += len(line)
