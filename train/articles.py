"""The training data: articles with attributions, and how they fall into folds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

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
    return [Article(row["doc_id"], row["text"], tuple(map(_gold, row["quotes"]))) for row in rows_of(path)]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _gold(quote: dict[str, object]) -> Gold:
    content = _spans(quote.get("spans")) or _ends(quote, "")
    source = _spans(quote.get("speaker_spans")) or _ends(quote, "speaker_")
    return Gold(content, source, _ends(quote, "cue_"))


def _spans(found: object) -> tuple[Bounds, ...]:
    return tuple((int(start), int(end)) for start, end in found) if isinstance(found, list) else ()


def _ends(quote: dict[str, object], prefix: str) -> tuple[Bounds, ...]:
    start, end = quote.get(f"{prefix}start"), quote.get(f"{prefix}end")
    return ((start, end),) if isinstance(start, int) and isinstance(end, int) and start < end else ()


def is_held_out(name: str, fold: str) -> bool:
    """Say whether an article is in a fold, written K/N and counted from 1; the same on every machine.

    >>> is_held_out("velmark-1", "1/5"), is_held_out("velmark-1", "2/5")
    (True, False)
    """
    number, folds = (int(part) for part in fold.split("/"))
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big") % folds == number - 1


def parted(articles: Sequence[Article], fold: str) -> tuple[list[Article], list[Article]]:
    """Return the articles to train on and those of one fold, written K/N."""
    held = [is_held_out(article.name, fold) for article in articles]
    kept = [article for article, out in zip(articles, held, strict=True) if not out]
    return kept, [article for article, out in zip(articles, held, strict=True) if out]


def digest(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal digits."""
    return sha256(path.read_bytes()).hexdigest()
