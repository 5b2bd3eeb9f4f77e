"""Predictions for event coding by rules alone, which read where the learned reader is not wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import events
from onrecord.model.run import StatementsBy


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Give one row a sentence, as `bench.events` does."""
    return events.predict(path, StatementsBy.RULES)
