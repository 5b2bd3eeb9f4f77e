"""Every span of every row, looked up in its article by the file alone: `onrecord verify` shares nothing with it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

_JOINT = " … "
"""What stands between the parts of a statement where they are shown as one."""

_OWN = {
    "block": ("article",),
    "candidate": ("article",),
    "mention": ("article",),
    "tenure": ("article",),
    "statement": ("article",),
    "event": ("article",),
    "citation": ("article",),
    "passage": ("a", "b"),
    "member": ("article",),
    "dependence": ("article",),
    "discrepancy": (),
}
"""The tables that carry offsets, with the columns that name whose text they are in; a side names its own."""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a row; `words` are those that the row shows for it, None where it shows none."""

    table: str
    row: str
    article: str
    start: int
    end: int
    words: str | None


@dataclass(slots=True)
class Slices:
    """How many spans there are by table, how many of them show their words, and which do not slice to them."""

    spans: Counter[str] = field(default_factory=Counter)
    worded: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many spans were tried."""
        return self.spans.total()


def sliced(path: Path) -> Slices:
    """Try every span of a record."""
    found = Slices()
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        texts = {row["id"]: row["text"] for row in connection.execute("SELECT id, text FROM article")}
        for table in _OWN:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for place in places(table, row):
                    _try(found, place, texts.get(place.article, ""))
    return found


def _try(found: Slices, place: Place, text: str) -> None:
    found.spans[place.table] += 1
    found.worded += place.words is not None
    if not (0 <= place.start < place.end <= len(text) and _shows(text[place.start : place.end], place.words)):
        found.wrong.append(f"{place.table} {place.row}: [{place.start}, {place.end}) is not {place.words!r}")


def _shows(covered: str, words: str | None) -> bool:
    """Say whether a stretch shows what is said to stand there: the words, or the parts of a statement."""
    if words is None or covered == words:
        return True
    parts = words.split(_JOINT)
    ends = covered.startswith(parts[0]) and covered.endswith(parts[-1])
    return ends and len(parts) > 1 and all(part in covered for part in parts)


def places(table: str, row: sqlite3.Row) -> Iterator[Place]:
    """Yield the spans of a row, those of its nested values too."""
    names = row.keys()
    key = str(row["id"] if "id" in names else row["key"])
    own = str(row[_OWN[table][0]]) if _OWN[table] else ""
    if "start" in names:
        yield Place(table, key, own, row["start"], row["end"], row["text"] if "text" in names else None)
    for name in names:
        article = str(row[name.removesuffix("_span")]) if name in ("a_span", "b_span") else own
        for start, end, words, of in _nested(row, name):
            yield Place(table, key, of or article, start, end, words)


def _nested(row: sqlite3.Row, name: str) -> Iterator[tuple[int, int, str | None, str]]:
    value = row[name]
    if not isinstance(value, str) or value[:1] not in "[{":
        return
    try:
        held = json.loads(value)
    except ValueError:
        return  # Text that begins with a bracket.
    if name in ("spans", "span", "a_span", "b_span", "trigger"):
        spans = held if name == "spans" else [held]
        words = _words(row, name, spans)
        yield from ((start, end, said, "") for (start, end), said in zip(spans, words, strict=True))
        return
    for one in held if isinstance(held, list) else [held]:
        if isinstance(one, dict) and "start" in one:
            yield one["start"], one["end"], one["text"], one.get("article", "")


def _words(row: sqlite3.Row, name: str, spans: list[list[int]]) -> list[str | None]:
    """Return what a row shows for each of its own spans."""
    names = row.keys()
    if name == "span" and "evidence" in names:
        return [row["evidence"]]
    if name == "span" and "text" in names:
        return [row["text"]]
    return _parts(row["text"], spans) if name == "spans" else [None] * len(spans)


def _parts(text: str, spans: list[list[int]]) -> list[str | None]:
    """Cut what a statement shows into its parts: what does not fit their lengths shows in one of them."""
    found: list[str | None] = []
    for at, (start, end) in enumerate(spans):
        length = end - start if at + 1 < len(spans) else len(text)
        found.append(text[:length])
        text = text[length + len(_JOINT) :]
    return found
