"""Quoting articles: the exact characters, where they stand, and whose article it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from urllib.parse import urlsplit

from onrecord.agents.bounds import QUOTE, Told, known, line
from onrecord.model.article import Article
from onrecord.record.given import GIVEN, given
from onrecord.record.load import load
from onrecord.record.tables import ARTICLE

ADDRESS = "onrecord://article/"
"""What the address of an article's text begins with."""


class Quotes:
    """The articles that an answer quotes, each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._articles: dict[str, Article] = {}

    def read(self, ids: Iterable[str]) -> None:
        """Read some articles together, before they are quoted."""
        fresh = given(sorted(set(ids) - self._articles.keys()))
        found: tuple[Article, ...] = load(self._connection, ARTICLE, f"WHERE id IN {GIVEN}", (fresh,))
        self._articles |= {article.id: article for article in found}

    def article(self, identifier: str) -> Article:
        """Return an article without its blocks; raises `KeyError` where there is none."""
        self.read([identifier])
        return self._articles[identifier]

    def head(self, identifier: str) -> Told:
        """Tell whose article it is."""
        article = self.article(identifier)
        return known(
            {
                "article": article.id,
                "outlet": line(article.outlet),
                "title": line(article.title),
                "published": article.published,
                "url": web(article.url),
                "read": f"{ADDRESS}{article.id}",
            }
        )

    def quote(self, identifier: str, start: int, end: int, most: int = QUOTE) -> Told:
        """Quote characters of an article: `text[start:end]` are those under `quote`, also where the end is left out."""
        return {**self.head(identifier), **self.words(identifier, start, end, most)}

    def words(self, identifier: str, start: int, end: int, most: int = QUOTE) -> Told:
        """Quote characters of an article that is told of beside them."""
        stop = min(end, start + most)
        cut = {"goes_on_to": end} if stop < end else {}
        return {"start": start, "end": stop, "quote": self.article(identifier).text[start:stop], **cut}


def web(address: str | None) -> str | None:
    """Return an address of the web, None for any other: what a page says of itself can be anything.

    >>> web("https://courier.example/1"), web("javascript:alert(1)"), web("https://[")
    ('https://courier.example/1', None, None)
    """
    try:
        scheme = urlsplit(address or "").scheme
    except ValueError:
        return None
    return line(address, 500) if scheme in ("http", "https") else None
