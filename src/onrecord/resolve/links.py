"""How two articles are related, from the passages they share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model.article import Article
from onrecord.model.derived import Link, LinkKind, Passage, PassageKind
from onrecord.model.facts import Facts
from onrecord.model.groups import Groups
from onrecord.model.ids import Prefix, content_id
from onrecord.model.snapshot import grouped
from onrecord.model.span import Span
from onrecord.resolve.collection import seen_order
from onrecord.resolve.passages import collected
from onrecord.resolve.texts import Text

# Chosen on 290 pages about one summit (Helsinki, July 2018), whose pairs are labelled by aligned sentences.

REUSED_WORDS = 48
"""Narrative words in shared passages from which text was reused: two sentences."""

COPY_COVER = 0.5
"""Share of the shorter article's words in shared passages from which it is a copy."""

BRIEF_WORDS, BRIEF_COVER = 20, 0.8
"""Fewer narrative words will do for a copy where they are nearly the whole of both articles."""

QUOTED_WORDS = 8
"""Words in shared quotations from which two articles share a quotation."""


def link_articles(facts: Facts, passages: Sequence[Passage]) -> tuple[Link, ...]:
    """Return the typed edges between articles that share passages, in the order of their ids.

    Narrative alone tells reuse: two articles may well hear the same speech. An edge is never inferred from others.
    """
    words = {text.article: text for text in collected(facts)[1]}
    pairs = grouped(((passage.a, passage.b), passage) for passage in passages)
    links = (link_of(words[a], words[b], shared) for (a, b), shared in sorted(pairs.items()))
    return tuple(link for link in links if link)


def link_of(a: Text, b: Text, shared: Sequence[Passage]) -> Link | None:
    """Return the edge between two articles that share these passages, None where they are too short for any."""
    narrative = sum(_narrative(a, b, passage) for passage in shared if passage.kind is PassageKind.NARRATIVE)
    quoted = sum(passage.words - _narrative(a, b, passage) for passage in shared)
    covers = _cover(a, [passage.a_span for passage in shared]), _cover(b, [passage.b_span for passage in shared])
    kind = _kind(narrative, quoted, *covers)
    if kind is None:
        return None
    key = content_id(Prefix.LINK, a.article, b.article)
    return Link(key, kind, a.article, b.article, narrative, *covers, _score(narrative))


def _narrative(a: Text, b: Text, passage: Passage) -> int:
    """Count the agreeing words of a passage that stand outside quotations."""
    counts = (a.narrative(*a.within(passage.a_span)), b.narrative(*b.within(passage.b_span)))
    return min(*counts, passage.words)


def _cover(words: Text, spans: Iterable[Span]) -> float:
    covered = {at for span in spans for at in range(*words.within(span))}
    return round(len(covered) / len(words), 4)


def _kind(narrative: int, quoted: int, cover_a: float, cover_b: float) -> LinkKind | None:
    if narrative >= REUSED_WORDS:
        return LinkKind.COPY if max(cover_a, cover_b) >= COPY_COVER else LinkKind.PARTIAL
    if narrative >= BRIEF_WORDS and min(cover_a, cover_b) >= BRIEF_COVER:
        return LinkKind.COPY
    return LinkKind.SHARED_QUOTE if quoted >= QUOTED_WORDS else None


def _score(narrative: int) -> float:
    """Return the certainty that text was reused; one half at the threshold."""
    return round(1.0 - math.exp2(-narrative / REUSED_WORDS), 4)


def families(links: Iterable[Link], articles: Iterable[Article]) -> dict[str, str]:
    """Return the text family of every article, by article id: what copies join, named by its first article id.

    Only copies join: partial reuse and shared quotations would chain unrelated texts together. An article joins those
    seen before it that are nearly the whole of it as it is of them, and else the one that comes nearest to that, and no
    other: who prints two reports as one article would make one family of both.
    """
    seen, groups = seen_order(articles), Groups()
    copies = grouped(_later(link, seen) for link in links if link.kind is LinkKind.COPY)
    for later, others in copies.items():
        whole = [earlier for cover, _, earlier in others if cover >= BRIEF_COVER]
        for earlier in whole or [max(others)[2]]:
            groups.join(later, earlier)
    return {article: groups.root(article) for article in sorted(seen)}


def _later(link: Link, seen: Mapping[str, int]) -> tuple[str, tuple[float, int, str]]:
    """Return the article of a link seen later, with what they share of both at least, the words, and the other one."""
    earlier, later = sorted((link.a, link.b), key=lambda article: seen.get(article, 0))
    return later, (min(link.cover_a, link.cover_b), link.words, earlier)
