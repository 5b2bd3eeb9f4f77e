"""One row of the record as JSON, with the characters it rests on in their surroundings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from onrecord.cli.explain import in_context
from onrecord.export.row_files import SPELT
from onrecord.model.article import Article
from onrecord.model.span import Span

if TYPE_CHECKING:
    from onrecord.record.file import Record


def shown(record: Record, identifier: str) -> str:
    """Return the row with this id (or beginning of one) as JSON; raise `NotFoundError` where there is none."""
    found = record.get(identifier)
    row: dict[str, Any] = asdict(found) if is_dataclass(found) and not isinstance(found, type) else {}
    article = record.get(row["article"]) if isinstance(row.get("article"), str) else None
    if isinstance(article, Article):
        row["evidence"] = [in_context(article.text, span) for span in _spans(row)]
    return json.dumps(row, ensure_ascii=False, default=str, indent=2).translate(SPELT)


def _spans(row: dict[str, Any]) -> Iterator[Span]:
    for span in row.get("spans", ()):
        yield Span(span["start"], span["end"])
    if "spans" not in row and isinstance(row.get("start"), int):
        yield Span(row["start"], row["end"])
