"""The same coverage gives the same articles, whichever way it comes in."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.acquire.files import acquire
from onrecord.extract.article import extract
from onrecord.extract.extracted import Extracted
from onrecord.model.article import Page
from onrecord.model.problem import Problem


def _packing() -> ModuleType:
    path = Path(__file__).with_name("ways_in.py")
    spec = importlib.util.spec_from_file_location("ways_in", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["ways_in"] = module
    spec.loader.exec_module(module)
    return module


PACKING = _packing()
Found = dict[str, tuple[str, list[tuple[str, str]]] | str]

ARTICLE = b"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour opens</title></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><h1>Harbour opens \xe2\x80\x93 at last</h1>
<p>VELMSTAD (Velpress) - The harbour of Velmstad opened to ships on Monday, the port authority said.</p>
<p>\xe2\x80\x9cWe will keep it open,\xe2\x80\x9d said Ada Torvik, the foreign minister of Velmark.</p>
<p style="display:none">Nobody was meant to read this paragraph about the harbour of the town.</p></body></html>"""
TEXT = "Home\r\nWorld\r\n\r\nHarbour opens – at last\r\n\r\nThe harbour of Velmstad opened to ships on Monday.\r\n"
SMALL = [
    pytest.param({"a.html": ARTICLE, "b.html": ARTICLE.replace(b"Monday", b"Sunday")}, id="html"),
    pytest.param({"a.txt": TEXT.encode(), "b.txt": TEXT.replace("Monday", "Sunday").encode()}, id="text"),
]


def articles(source: Path) -> Found:
    """Return the text and the typed blocks of every article by the last part of its name; of a problem its code."""
    found: Found = {}
    for item in acquire([source]):
        if isinstance(item, Page):
            outcome = extract(item)
            name = item.uri.replace("#", "/").rpartition("/")[2]
            assert name not in found
            article = outcome.article if isinstance(outcome, Extracted) else None
            # The white space around a text is no part of it where a feed holds it.
            blocks = [(block.kind.value, block.span.of(article.text)) for block in article.blocks] if article else []
            found[name] = (article.text.strip(), blocks) if article else "no article"
        elif isinstance(item, Problem):
            assert not item.fatal, item
    return found


@pytest.mark.parametrize("way", PACKING.WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("pages", SMALL)
def test_small_pages(way: Callable[..., Path], pages: dict[str, bytes], tmp_path: Path) -> None:
    expected = articles(PACKING.folder(pages, tmp_path))
    assert len(expected) == 2
    assert all(isinstance(article, tuple) for article in expected.values())
    assert articles(way(pages, tmp_path)) == expected


def seeds(shared: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((shared / "seeds").glob("*.txt"))}


def html(shared: Path) -> dict[str, bytes]:
    paths = sorted((shared / "data/pages/html").glob("*.html.gz"))
    pages = {path.name.removesuffix(".gz"): gzip.decompress(path.read_bytes()) for path in paths}
    return {name: content for name, content in pages.items() if _is_utf8(content)}


def helsinki(shared: Path) -> dict[str, bytes]:
    lines = (shared / "data/crossdoc/helsinki.docs.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {f"{number:03}.txt": row["text"].encode() for number, row in enumerate(rows)}


def _is_utf8(content: bytes) -> bool:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return not any(character < " " and character not in "\t\n\r" for character in text)


def some(pages: dict[str, bytes]) -> dict[str, bytes]:
    """Return up to thirty of the pages, spread over all; every one where ONRECORD_ALL is set (ten minutes)."""
    step = 1 if os.environ.get("ONRECORD_ALL") else max(1, len(pages) // 30)
    return dict(list(pages.items())[::step])


@pytest.mark.shared
@pytest.mark.parametrize("real", [seeds, html, helsinki], ids=lambda real: real.__name__)
def test_real_pages(real: Callable[[Path], dict[str, bytes]], shared: Path, tmp_path: Path) -> None:
    pages = some(real(shared))
    expected = articles(PACKING.folder(pages, tmp_path))
    assert len(expected) == len(pages)
    for way in PACKING.WAYS:
        assert articles(way(pages, tmp_path)) == expected, way.__name__
