"""Body lines of flattened pages, for score_flat.py."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.extract.labels import label_lines
from onrecord.extract.layout import Line
from onrecord.extract.sequence import Weights, body_lines
from onrecord.model.article import BlockKind


def predict(path: Path) -> Iterator[dict[str, object]]:
    """Yield `{id, labels}` for every row `{id, lines}`: 1 for a line of the body.

    The gold counts headings between paragraphs as body; extraction calls them captions, and they are counted here.
    """
    with path.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            yield {"id": row["id"], "labels": label(row["lines"])}


def label(lines: Sequence[str], weights: Weights | None = None) -> list[int]:
    """Return 1 for each line that is body text or a heading inside it."""
    body = body_lines(lines, weights)
    kinds = [label.kind for label in label_lines([Line(line) for line in lines], body)]
    inside = {BlockKind.BODY, BlockKind.CAPTION, BlockKind.DATELINE}
    return [int(kind is BlockKind.BODY or (lies and kind in inside)) for kind, lies in zip(kinds, body, strict=True)]
