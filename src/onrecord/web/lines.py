"""One line about an article, as lists, labels and sentences need it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.article import Article
from onrecord.web import phrases
from onrecord.web.links import page_of

_TITLE, _NAME = 140, 44
"""The most characters of a title in a list, and where it stands for an unknown outlet."""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list; `order` sorts by time with unknown times last.

    `name` is what to call it in a sentence: its outlet, or where that is not known the start of its title in quotation
    marks. `source` is the address of the outlet's page, "" where it is not known.
    """

    id: str
    href: str
    outlet: str
    name: str
    title: str
    byline: str
    when: str
    brief: str
    dated: bool
    order: tuple[bool, str, str]
    source: str = ""


def article_line(article: Article) -> ArticleLine:
    """Make the line of an article.

    >>> article_line(Article("art-1", "in/a.txt", "Some text.", "d", outlet="Morning Ledger")).name
    'Morning Ledger'
    """
    stamp = article.published or article.crawled
    return ArticleLine(
        id=article.id,
        href=page_of("article", article.id),
        outlet=article.outlet or "outlet unknown",
        name=article.outlet or f"“{_clipped(_title(article), _NAME)}”",
        title=_title(article),
        byline=article.byline or "",
        when=_when(article),
        brief=_brief(article),
        dated=article.published is not None,
        order=(not phrases.time_order(stamp), phrases.time_order(stamp), article.id),
        source=page_of("outlet", article.outlet) if article.outlet else "",
    )


def _when(article: Article) -> str:
    if article.published:
        return phrases.moment(article.published)
    return f"date unknown (collected {phrases.day(article.crawled)})" if article.crawled else "date unknown"


def _brief(article: Article) -> str:
    if article.published:
        return phrases.short_day(article.published)
    return f"by {phrases.short_day(article.crawled)}" if article.crawled else "date unknown"


def _title(article: Article) -> str:
    words = article.title or next((b.span.of(article.text) for b in article.readable()), "") or article.uri
    return _clipped(" ".join(words.split()), _TITLE)


def _clipped(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
