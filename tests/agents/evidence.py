"""Checking that what is told rests on the text of articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST = 70_000
"""Characters of any answer."""


def quotations(told: object, article: str = "") -> Iterator[tuple[str, int, int, str]]:
    """Yield everything that is quoted in an answer, with the article beside or before it."""
    if isinstance(told, Mapping):
        article = told.get("article", article) if isinstance(told.get("article", article), str) else article
        if "quote" in told:
            yield article, told["start"], told["end"], told["quote"]
        for value in told.values():
            yield from quotations(value, article)
    elif isinstance(told, list):
        for value in told:
            yield from quotations(value, article)
            if isinstance(value, Mapping) and isinstance(value.get("article"), str):
                article = value["article"]


def check(connection: sqlite3.Connection, told: Mapping[str, Any]) -> int:
    """Check that each quotation is the text at its place, and return how many there are."""
    texts = dict(connection.execute("SELECT id, text FROM article").fetchall())
    found = list(quotations(told))
    for article, start, end, quote in found:
        assert texts[article][start:end] == quote
    assert len(json.dumps(told, ensure_ascii=False)) < LONGEST
    return len(found)
