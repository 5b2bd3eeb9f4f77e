"""Predictions of quotations with their speakers by rules alone, which read where the learned reader is not wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import quotes
from onrecord.model.run import StatementsBy


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Give {doc_id, quotes} for each row {doc_id, text} of a JSON lines file."""
    return quotes.predict(path, StatementsBy.RULES)
