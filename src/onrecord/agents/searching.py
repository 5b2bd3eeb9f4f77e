"""Searching the record for words, as an agent is told what is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.agents.bounds import Told, line
from onrecord.agents.quotes import Quotes
from onrecord.agents.rows import TELL
from onrecord.query.lists import LISTS
from onrecord.record.find import Hit, search

_LIST = {"statement": "statements", "event": "events"}


def found(connection: sqlite3.Connection, words: str, limit: int) -> Iterator[Told]:
    """Tell what holds all the words, best first: articles with the stretch around them, statements and events."""
    hits = search(connection, words, limit)
    quotes = Quotes(connection)
    quotes.read(hit.article for hit in hits if hit.kind == "article")
    told = {one["id"]: one for kind in _LIST for one in _rows(connection, hits, kind)}
    for hit in hits:
        yield {"found": hit.kind, **(told[hit.id] if hit.kind in _LIST else _article(quotes, hit))}


def _rows(connection: sqlite3.Connection, hits: tuple[Hit, ...], kind: str) -> Iterator[Told]:
    name = _LIST[kind]
    ids = [hit.id for hit in hits if hit.kind == kind]
    return TELL[name](connection, LISTS[name].rows(connection, ids))


def _article(quotes: Quotes, hit: Hit) -> Told:
    """Quote the stretch around the words; where it is of the title alone, which need not stand in the text, say so."""
    words = hit.text.removeprefix("…").removesuffix("…")
    start = quotes.article(hit.id).text.find(words) if words else -1
    if start < 0:
        return {"id": hit.id, **quotes.head(hit.id), "in_title": line(words)}
    return {"id": hit.id, **quotes.quote(hit.id, start, start + len(words))}
