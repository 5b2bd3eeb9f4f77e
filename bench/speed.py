"""Speed as a ratio, measured in one run: reading with Onrecord against the bare spaCy pipeline on the same articles.

`python -m bench.speed [--articles N]` reads articles of the evaluation data (crossdoc/helsinki.docs.jsonl), with the
bare pipeline, with the learned reader and with the rules by turns, and prints words a second and their ratios;
resolving and tracing are timed once over the same readings. `--lee` reads the Lee corpus, 300 short articles.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from spacy.language import Language

from bench.floors import shared_folder
from bench.quotes import article_of_text
from onrecord.acquire.files import acquire
from onrecord.extract.article import Extracted, extract
from onrecord.model.article import Article, Page
from onrecord.model.facts import Facts
from onrecord.model.run import StatementsBy
from onrecord.read.batch import read_batch
from onrecord.read.doc import make_doc
from onrecord.read.pipeline import load_model, make_pipeline
from onrecord.resolve.run import resolve
from onrecord.trace.run import trace

ROUNDS = 5


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
    """Measure all ways by turns and return the figures."""
    bare = load_model()
    ways = {by: make_pipeline(statements_by=by) for by in StatementsBy}
    words = sum(not t.is_space for article in articles for t in make_doc(bare, article))
    parse(bare, articles[:2])
    for nlp in ways.values():
        read_batch(nlp, articles[:2])
    alone: list[float] = []
    read: dict[StatementsBy, list[float]] = {by: [] for by in ways}
    for _ in range(ROUNDS):
        alone.append(seconds(lambda: parse(bare, articles)))
        for by, nlp in ways.items():
            read[by].append(seconds(partial(read_batch, nlp, articles)))
    facts = Facts.of(articles, read_batch(ways[StatementsBy.LEARNED], articles)[0])
    start = time.perf_counter()
    resolution = resolve(facts)
    resolved = time.perf_counter() - start
    return {
        "articles": len(articles),
        "words": words,
        "spacy_words_per_second": round(words / median(alone)),
        **{f"{by}_words_per_second": round(words / median(read[by])) for by in ways},
        **{f"{by}_ratio": round(median(a / b for a, b in zip(alone, read[by], strict=True)), 3) for by in ways},
        "resolve_seconds": round(resolved, 2),
        "trace_seconds": round(seconds(lambda: trace(facts, resolution)), 2),
    }


def lee(count: int) -> list[Article]:
    """Return the first articles of the Lee corpus, which gensim's wheel carries; none where gensim is not installed."""
    spec = importlib.util.find_spec("gensim")
    if spec is None or not spec.submodule_search_locations:
        return []
    corpus = Path(spec.submodule_search_locations[0]) / "test/test_data/lee_background.cor"
    return [article_of_text(line) for line in corpus.read_text(encoding="utf-8").splitlines()[:count]]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--lee", action="store_true", help="read the Lee corpus instead (needs gensim installed)")
    chosen = parser.parse_args(arguments)
    shared = shared_folder()
    if chosen.lee:
        articles = lee(chosen.articles)
    elif shared:
        articles = articles_of(shared / "data/crossdoc/helsinki.docs.jsonl", chosen.articles)
    else:
        articles = []
    if not articles:
        print("left out: no gensim, or no evaluation data at ONRECORD_DATA or ../shared", file=sys.stderr)
        return 0
    print(json.dumps(compare(articles)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
