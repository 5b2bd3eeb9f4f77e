"""The training data: articles with attributions, and how they fall into folds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution: its content, source and cue as `[start, end)` code points; source and cue may be empty."""

    content: tuple[Bounds, ...]
    source: tuple[Bounds, ...]
    cue: tuple[Bounds, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the data."""

    name: str
    text: str
    golds: tuple[Gold, ...]


def read_articles(path: Path) -> list[Article]:
    """Read a file of one article a line, in the form `{doc_id, text, quotes: [{spans, speaker_spans, cue_*}]}`."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Article(row["doc_id"], row["text"], tuple(_gold(quote) for quote in row["quotes"])) for row in rows]


def _gold(quote: dict[str, object]) -> Gold:
    content = _spans(quote.get("spans")) or _ends(quote, "")
    source = _spans(quote.get("speaker_spans")) or _ends(quote, "speaker_")
    return Gold(content, source, _ends(quote, "cue_"))


def _spans(found: object) -> tuple[Bounds, ...]:
    return tuple((int(start), int(end)) for start, end in found) if isinstance(found, list) else ()


def _ends(quote: dict[str, object], prefix: str) -> tuple[Bounds, ...]:
    start, end = quote.get(f"{prefix}start"), quote.get(f"{prefix}end")
    return ((start, end),) if isinstance(start, int) and isinstance(end, int) and start < end else ()


def fold_of(name: str, folds: int) -> int:
    """Return the fold of an article, the same on every machine.

    >>> fold_of("velmark-1", 5)
    0
    """
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big") % folds


def parted(articles: Sequence[Article], fold: int, folds: int) -> tuple[list[Article], list[Article]]:
    """Return the articles to train on and those of one fold, counted from 1."""
    held = [fold_of(article.name, folds) == fold - 1 for article in articles]
    kept = [article for article, out in zip(articles, held, strict=True) if not out]
    return kept, [article for article, out in zip(articles, held, strict=True) if out]


def digest(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal digits."""
    return sha256(path.read_bytes()).hexdigest()
