"""Event mentions across articles: which marked words name one happening; `python -m bench.mentions [FILE]` measures it.

FILE is ECB+ (`events/ecbplus_full_dev.jsonl` by default). Printed are B-cubed F1 of the clusters, that of calling
mentions with the same head lemma one happening (everywhere, and within our own stories), and the seconds it took.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from bench.reuse import plain_article
from onrecord.model.facts import Facts
from onrecord.model.span import Span
from onrecord.read.pipeline import load_model
from onrecord.resolve.event_clusters import cluster_mentions
from onrecord.resolve.event_mention import EventMention
from onrecord.resolve.event_words import event_mentions
from onrecord.resolve.stories import cluster_stories
from train.articles import rows_of

Row = dict[str, Any]
DEV = "events/ecbplus_full_dev.jsonl"


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Yield {doc_id, mentions: [{start, end, cluster_id}]} for rows {doc_id, text, mentions: [{start, end}]}.

    Mentions of another `kind` than event, and those that are not `validated`, are left out where the rows say so;
    nothing else of the mentions is read.
    """
    rows = list(rows_of(path))
    cluster = {
        (mention.article, mention.span): f"{found[0].article}:{found[0].span.start}:{found[0].span.end}"
        for story in mentions_by_story(rows)
        for found in cluster_mentions(story)
        for mention in found
    }
    for row in rows:
        spans = [span for span in event_spans(row) if (row["doc_id"], span) in cluster]
        marked = [{"start": s.start, "end": s.end, "cluster_id": cluster[row["doc_id"], s]} for s in spans]
        yield {"doc_id": row["doc_id"], "mentions": marked}


def event_spans(row: Row) -> list[Span]:
    """Return the spans of a row's event mentions, each once, in text order."""
    chosen = (m for m in row["mentions"] if m.get("kind", "event") == "event" and m.get("validated", True))
    return sorted({Span(int(mention["start"]), int(mention["end"])) for mention in chosen})


def mentions_by_story(rows: Sequence[Row], nlp: Language | None = None) -> list[list[EventMention]]:
    """Return the event mentions of rows by the stories that the texts fall into."""
    found = {row["doc_id"]: mentions for row, mentions in zip(rows, _read(rows, nlp or load_model()), strict=True)}
    stories = cluster_stories(Facts.of([plain_article(row["doc_id"], row["text"]) for row in rows], []))
    return [[mention for article in story.articles for mention in found[article]] for story in stories]


def _read(rows: Sequence[Row], nlp: Language) -> Iterator[list[EventMention]]:
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        yield list(event_mentions(doc, row["doc_id"], event_spans(row)))


def same_lemma(stories: Iterable[Sequence[EventMention]], *, within: bool) -> Iterator[Row]:
    """Yield {id, cluster} where mentions with one head lemma are one happening, everywhere or within a story."""
    for number, story in enumerate(stories):
        for mention in story:
            yield {"id": _id(mention.article, mention.span), "cluster": f"{number if within else ''} {mention.head}"}


def _id(article: str, span: Span) -> str:
    return f"{article}:{span.start}:{span.end}"


def gold(path: Path) -> Iterator[Row]:
    """Yield {id, cluster} as people marked them."""
    for row in rows_of(path):
        spans = set(event_spans(row))
        for mention in row["mentions"]:
            span = Span(int(mention["start"]), int(mention["end"]))
            if span in spans and mention.get("kind", "event") == "event" and mention.get("validated", True):
                yield {"id": _id(row["doc_id"], span), "cluster": mention["cluster_id"]}


def flat(predicted: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield {id, cluster} from predictions."""
    for row in predicted:
        for mention in row["mentions"]:
            span = Span(mention["start"], mention["end"])
            yield {"id": _id(row["doc_id"], span), "cluster": mention["cluster_id"]}


def held(shared: Path) -> dict[str, float]:
    """Return the figure that has a floor."""
    path = shared / "data" / DEV
    return {"b3_F1": _scored(shared, path, flat(predict(path)))["b3_F1"]}


def _scored(shared: Path, path: Path, clusters: Iterable[Row]) -> dict[str, float]:
    from bench.floors import scored

    with tempfile.TemporaryDirectory() as folder:
        right, made = (Path(folder) / name for name in ("gold.jsonl", "predicted.jsonl"))
        for file, rows in ((right, gold(path)), (made, clusters)):
            file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        found: dict[str, float] = json.loads(scored(shared, "score_clusters.py", right, made, ["--json"]))
    return found


def main() -> int:
    """Print the figures beside those of the same lemma."""
    from bench.floors import shared_folder

    shared = shared_folder()
    if shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else shared / "data" / DEV
    begun = time.monotonic()
    ours = _scored(shared, path, flat(predict(path)))
    seconds = time.monotonic() - begun
    stories = mentions_by_story(list(rows_of(path)))
    floors = {
        name: _scored(shared, path, same_lemma(stories, within=within))["b3_F1"]
        for name, within in (("same_lemma", False), ("same_lemma_in_story", True))
    }
    print(json.dumps({**ours, **floors, "seconds": round(seconds, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
