"""The articles that speed is measured on: coverage of one summit from the evaluation data, or the Lee corpus."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from bench.floors import shared_folder
from bench.quotes import article_of_text
from onrecord.acquire.files import acquire
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Article, Page


def summit(count: int) -> list[Article]:
    """Return the first articles of crossdoc/helsinki.docs.jsonl, none where the evaluation data are not there."""
    table = summit_table()
    return extracted(table)[:count] if table else []


def summit_table() -> Path | None:
    """Return the table of all articles about the summit, None where the evaluation data are not there."""
    shared = shared_folder()
    return shared / "data/crossdoc/helsinki.docs.jsonl" if shared else None


def lee(count: int) -> list[Article]:
    """Return the first articles of the Lee corpus, which gensim's wheel carries, none where gensim is not installed."""
    spec = importlib.util.find_spec("gensim")
    if spec is None or not spec.submodule_search_locations:
        return []
    corpus = Path(spec.submodule_search_locations[0]) / "test/test_data/lee_background.cor"
    return [article_of_text(line) for line in corpus.read_text(encoding="utf-8").splitlines()[:count]]


def html_folder() -> Path | None:
    """Return the folder of the evaluation data's HTML pages, None where it is not there."""
    shared = shared_folder()
    return shared / "data/pages/html" if shared else None


def extracted(source: Path) -> list[Article]:
    """Return the articles of a table or a folder."""
    pages = (item for item in acquire([source]) if isinstance(item, Page))
    return [item.article for item in map(extract, pages) if isinstance(item, Extracted)]
