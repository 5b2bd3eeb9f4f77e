"""The articles about one happening, from what they are about and when they appeared, never from shared text alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import shorten

import numpy as np

from onrecord.model.article import Article, BlockKind
from onrecord.model.days import day_of
from onrecord.model.derived import Story
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.resolve.boilerplate import reusable_words
from onrecord.resolve.clustering import average_link, two_parts
from onrecord.resolve.similarity import Matrix, cosines, local_rarity, rarity, time_factors
from onrecord.resolve.terms import Terms, terms_of

# Chosen on the training part of ECB+ and checked on its development part.

ALIKE = 0.16
"""Average cosine from which two groups of articles are one story."""

SAME = 0.7
"""Average cosine from which articles are printings of one text: they join first and then count as one.

Else the reprints of two agencies' reports of one happening would look like two happenings.
"""

SPLIT = 0.4
"""A group is two stories where its halves are less alike than this share of how alike each half is in itself.

Measured by what tells the group's own articles apart: two deaths of two actors share their whole vocabulary.
"""

SMALLEST_HALF = 3
"""Texts in the smaller half for it to be told apart in this way; two may be alike because one drew on the other."""

REASON_TERMS = 6
TITLE_CHARACTERS = 120


def cluster_stories(facts: Facts) -> tuple[Story, ...]:
    """Return the stories, in the order of their first articles' ids; every article is in exactly one.

    >>> cluster_stories(Facts.of([], []))
    ()
    """
    if not facts.articles:
        return ()
    words = reusable_words(facts)
    terms = [terms_of(article, words[article.id], facts.reading[article.id]) for article in facts.articles]
    times = time_factors(facts.articles)
    alike = _forbidding(cosines(terms), times)
    groups = _groups(terms, times, average_link(alike, SAME))
    return tuple(_story(group, facts.articles, terms, alike) for group in sorted(groups))


def _forbidding(alike: Matrix, times: Matrix) -> Matrix:
    """Weigh likeness by time, and forbid what time keeps apart."""
    return np.where(times > 0, alike * times, -np.inf).astype(np.float32)


def _groups(terms: Sequence[Terms], times: Matrix, texts: Sequence[list[int]]) -> Iterator[list[int]]:
    """Yield the articles of each story; of the articles in `texts` that print one text the fullest stands in."""
    fullest = [max(printings, key=lambda at: (len(terms[at].weights), -at)) for printings in texts]
    own, near = [terms[at] for at in fullest], times[np.ix_(fullest, fullest)]
    for group in average_link(_forbidding(cosines(own), near), ALIKE):
        for part in _halves(group, own, near):
            yield sorted(at for text in part for at in texts[text])


def _halves(group: list[int], terms: Sequence[Terms], times: Matrix) -> list[list[int]]:
    """Split a group as long as its halves differ by what tells its own articles apart."""
    if len(group) < 2 * SMALLEST_HALF:
        return [group]
    alike = cosines([terms[at] for at in group], local_rarity) * times[np.ix_(group, group)]
    halves = two_parts(alike)
    between = float(alike[np.ix_(*halves)].mean())
    if min(map(len, halves)) < SMALLEST_HALF or between >= SPLIT * min(_cohesion(alike, half) for half in halves):
        return [group]
    return [part for half in halves for part in _halves([group[at] for at in half], terms, times)]


def _cohesion(alike: Matrix, rows: list[int]) -> float:
    """Return the average over the pairs of some rows."""
    inner = alike[np.ix_(rows, rows)]
    return float((inner.sum() - np.trace(inner)) / (len(rows) * (len(rows) - 1)))


def _story(group: list[int], articles: Sequence[Article], terms: Sequence[Terms], alike: Matrix) -> Story:
    members = [articles[at] for at in group]
    central = max(group, key=lambda at: (float(alike[at, group].sum()), -at))
    days = sorted(day.isoformat() for article in members if (day := day_of(article.published)))
    keys = tuple(article.id for article in members)
    return Story(
        content_id(Prefix.STORY, *keys),
        _title(articles[central]),
        keys,
        days[0] if days else None,
        days[-1] if days else None,
        _reason([terms[at] for at in group], len(articles)),
    )


def _title(article: Article) -> str:
    """Return the article's title, or else its first words."""
    if article.title:
        return article.title
    blocks = sorted(article.readable(), key=lambda block: (block.kind is not BlockKind.TITLE, block.start))
    text = " ".join(article.text[blocks[0].start : blocks[0].end].split()) if blocks else ""
    return shorten(text, TITLE_CHARACTERS, placeholder=" …") or article.uri or article.id


def _reason(group: Sequence[Terms], count: int) -> str:
    """Say what joined the articles: the weightiest terms that at least half of them have."""
    if len(group) == 1:
        return "alone: no other article is near enough in content and time"
    holders = Counter(term for terms in group for term in terms.weights)
    weighty = {
        term: sum(terms.weights.get(term, 0.0) for terms in group) * rarity(count, n)
        for term, n in holders.items()
        if 2 * n >= len(group) and n > 1
    }
    top = sorted(weighty, key=lambda term: (-weighty[term], term))[:REASON_TERMS]
    return "shared terms: " + ", ".join(next(t.shown[term] for t in group if term in t.shown) for term in top)
