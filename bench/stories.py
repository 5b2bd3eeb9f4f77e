"""Stories: documents to clusters about one happening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.reuse import plain_article
from onrecord.model.facts import Facts
from onrecord.resolve.stories import cluster_stories
from train.articles import rows_of


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Yield {id, cluster} for every document; rows {doc_id, text}."""
    articles = [plain_article(row["doc_id"], row["text"]) for row in rows_of(path)]
    stories = cluster_stories(Facts.of(articles, []))
    cluster = {article: story.id for story in stories for article in story.articles}
    for article in articles:
        yield {"id": article.id, "cluster": cluster[article.id]}


def gold(path: Path) -> Iterator[dict[str, object]]:
    """Yield {id, cluster} as the rows' own subtopics have it: ECB+ gives each happening one."""
    for row in rows_of(path):
        yield {"id": row["doc_id"], "cluster": row["subtopic"]}
