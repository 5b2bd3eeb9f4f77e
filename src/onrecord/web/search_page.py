"""What the search page shows: what holds some words, of every kind, and where and when it was printed."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.query.filters import ArticleFilter, ClaimFilter, EventFilter, StatementFilter
from onrecord.query.lists import LISTS
from onrecord.record.choosing import Choice
from onrecord.record.find import quoted, stretches
from onrecord.record.gathering import Gathering
from onrecord.web.desk import ClaimLine, Desk
from onrecord.web.fact_lines import FactLine, fact_lines
from onrecord.web.gathered import claim_lines
from onrecord.web.lines import ArticleLine
from onrecord.web.views import View

MOST_SHOWN = 6
MOST_COUNTED = 1_000
MOST_FACETS = 12

_FOUND = "SELECT rowid FROM article_search WHERE article_search MATCH ? LIMIT ?"


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the articles found share an outlet or a month; `asked` narrows the list of articles to these."""

    label: str
    articles: int
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An article found, with words around the place."""

    article: ArticleLine
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows of a list hold the words; more than `MOST_COUNTED` are not counted."""

    name: str
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything on the search page."""

    words: str
    found: tuple[Found, ...]
    claims: tuple[ClaimLine, ...]
    statements: tuple[FactLine, ...]
    events: tuple[FactLine, ...]
    articles: tuple[Excerpt, ...]
    outlets: tuple[Facet, ...]
    months: tuple[Facet, ...]


_KINDS = (
    ("claims", ClaimFilter),
    ("statements", StatementFilter),
    ("events", EventFilter),
    ("articles", ArticleFilter),
)
_LISTED = ("claims", "statements", "events")


def search_view(held: Gathering, words: str) -> View:
    """Gather the search page; without a word only its form."""
    return View("search.html", {"page": _searched(held, words) if quoted(words) else None, "words": words})


def _searched(held: Gathering, words: str) -> SearchPage:
    chosen = {name: LISTS[name].choose(kind(words=words)).settled(held.connection) for name, kind in _KINDS}
    claims, statements, events = (chosen[name].page(held.connection, MOST_SHOWN) for name in _LISTED)
    return SearchPage(
        words,
        tuple(_count(held, name, choice) for name, choice in chosen.items()),
        claim_lines(held, claims),
        fact_lines(held, statements),
        fact_lines(held, events),
        _excerpts(held, words),
        _outlets(held, words),
        _months(held, words),
    )


def _count(held: Gathering, name: str, choice: Choice) -> Found:
    total = choice.count_to(held.connection, MOST_COUNTED)
    return Found(name, min(total, MOST_COUNTED), total > MOST_COUNTED)


def _excerpts(held: Gathering, words: str) -> tuple[Excerpt, ...]:
    """Return the articles that hold the words best, a word of the title weighing four times one of the body."""
    query = """
        SELECT article.id FROM article_search
        JOIN article ON article.key = article_search.rowid
        WHERE article_search MATCH ? ORDER BY bm25(article_search, 4.0, 1.0), article.id LIMIT ?
    """
    ids = [str(row[0]) for row in held.connection.execute(query, (quoted(words), MOST_SHOWN))]
    held.heads(ids)
    line_of, shown = Desk(held.snapshot()).line_of, stretches(held.connection, ids, quoted(words))
    return tuple(Excerpt(line_of[identifier], " ".join(shown[identifier].split())) for identifier in ids)


def _outlets(held: Gathering, words: str) -> tuple[Facet, ...]:
    query = f"""
        SELECT outlet, count(*) FROM article INDEXED BY article_head WHERE key IN ({_FOUND}) AND outlet IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?
    """
    rows = held.connection.execute(query, (quoted(words), MOST_COUNTED, MOST_FACETS))
    return tuple(Facet(name, n, (("words", words), ("outlet", name))) for name, n in rows)


def _months(held: Gathering, words: str) -> tuple[Facet, ...]:
    query = f"""
        SELECT substr(published, 1, 7), count(*), max(substr(published, 1, 10)) FROM article INDEXED BY article_head
        WHERE key IN ({_FOUND}) AND published IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT ?
    """
    rows = held.connection.execute(query, (quoted(words), MOST_COUNTED, MOST_FACETS))
    return tuple(Facet(month, n, _within(words, month, last)) for month, n, last in rows)


def _within(words: str, month: str, last: str) -> tuple[tuple[str, str], ...]:
    return ("words", words), ("since", f"{month}-01"), ("until", last)
