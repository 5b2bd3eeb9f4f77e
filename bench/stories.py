"""Stories: documents to clusters about one happening."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.reuse import plain_article
from onrecord.model.facts import Facts
from onrecord.resolve.stories import cluster_stories


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Yield {id, cluster} for every document; rows {doc_id, text}."""
    articles = [plain_article(row["doc_id"], row["text"]) for row in _rows(path)]
    stories = cluster_stories(Facts.of(articles, []))
    cluster = {article: story.id for story in stories for article in story.articles}
    for article in articles:
        yield {"id": article.id, "cluster": cluster[article.id]}


def gold(path: Path) -> Iterator[dict[str, object]]:
    """Yield {id, cluster} as the rows' own subtopics have it: ECB+ gives each happening one."""
    for row in _rows(path):
        yield {"id": row["doc_id"], "cluster": row["subtopic"]}


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]
