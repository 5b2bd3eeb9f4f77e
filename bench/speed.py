"""Speed as a ratio, measured in one run: reading with Onrecord against the bare spaCy pipeline on the same articles.

`python -m bench.speed [--articles N]` reads articles of the evaluation data (crossdoc/helsinki.docs.jsonl), each way by
turns, and prints words a second and their ratio; resolving and tracing are timed once over the same readings.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from spacy.language import Language

from bench.floors import shared_folder
from onrecord.acquire.files import acquire
from onrecord.extract.article import Extracted, extract
from onrecord.model.article import Article, Page
from onrecord.model.facts import Facts
from onrecord.read.batch import read_batch
from onrecord.read.doc import make_doc
from onrecord.read.pipeline import load_model, make_pipeline
from onrecord.resolve.run import resolve
from onrecord.trace.run import trace

ROUNDS = 3


def articles_of(table: Path, count: int) -> list[Article]:
    """Return the first articles of a table."""
    pages = (item for item in acquire([table]) if isinstance(item, Page))
    found = (extract(page) for page in pages)
    return [item.article for item in found if isinstance(item, Extracted)][:count]


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def parse(nlp: Language, articles: Sequence[Article]) -> None:
    """Run the bare pipeline over the same readable text."""
    for _ in nlp.pipe(make_doc(nlp, article) for article in articles):
        pass


def compare(articles: Sequence[Article]) -> dict[str, float]:
    """Measure both ways by turns and return the figures."""
    bare, whole = load_model(), make_pipeline()
    words = sum(not t.is_space for article in articles for t in make_doc(bare, article))
    parse(bare, articles[:2])
    read_batch(whole, articles[:2])
    alone = [seconds(lambda: parse(bare, articles)) for _ in range(ROUNDS)]
    read = [seconds(lambda: read_batch(whole, articles)) for _ in range(ROUNDS)]
    facts = Facts.of(articles, read_batch(whole, articles)[0])
    start = time.perf_counter()
    resolution = resolve(facts)
    resolved = time.perf_counter() - start
    return {
        "articles": len(articles),
        "words": words,
        "spacy_words_per_second": round(words / median(alone)),
        "read_words_per_second": round(words / median(read)),
        "ratio": round(median(alone) / median(read), 3),
        "resolve_seconds": round(resolved, 2),
        "trace_seconds": round(seconds(lambda: trace(facts, resolution)), 2),
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60)
    count = parser.parse_args(arguments).articles
    shared = shared_folder()
    if shared is None:
        print("left out: no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    print(json.dumps(compare(articles_of(shared / "data/crossdoc/helsinki.docs.jsonl", count))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
