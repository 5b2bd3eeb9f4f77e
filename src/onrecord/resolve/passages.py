"""Stretches of text that two articles share, word for word or slightly edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from onrecord.model.article import Article
from onrecord.model.derived import Passage, PassageKind
from onrecord.model.facts import Facts
from onrecord.model.ids import Prefix, content_id
from onrecord.model.span import Span
from onrecord.resolve.alignment import Run, Stretch, align, seeds_of
from onrecord.resolve.boilerplate import reusable_words
from onrecord.resolve.fingerprints import candidate_pairs
from onrecord.resolve.words import Words

SHORTEST = 10
"""Agreeing words in the shortest passage: what names and stock phrases do not reach by themselves."""

NARRATIVE = 8
"""Agreeing words outside quotations from which a passage is narrative; a quotation with "..., he said" has fewer."""

TWINS = 30
"""Word-for-word copies of one text that are each aligned with everything the text is aligned with.

A text that still more articles carry is aligned through its earliest copy: each further one has a passage with that
exemplar alone. So no reuse is lost, and a wire report on a thousand pages does not make half a million passages.
"""


def find_passages(facts: Facts) -> tuple[Passage, ...]:
    """Return every passage that two articles share, in the order of their ids and places; `a` < `b`.

    >>> find_passages(Facts.of([], []))
    ()
    """
    words = reusable_words(facts)
    twins = _twins(facts.articles, words)
    seeds = {exemplar: seeds_of(words[exemplar].keys) for exemplar in twins}
    found = list(_copies(twins, words))
    for a, b in candidate_pairs(words[exemplar] for exemplar in sorted(twins)):
        stretches = align(seeds[a], seeds[b], SHORTEST)
        for left, right in product(twins[a][:TWINS], twins[b][:TWINS]):
            found.extend((left, right, stretch) for stretch in stretches)
    passages = (_passage(facts, words[left], words[right], stretch) for left, right, stretch in found)
    return tuple(sorted(passages, key=lambda p: (p.a, p.b, p.a_span, p.b_span)))


def _twins(articles: Iterable[Article], words: Mapping[str, Words]) -> dict[str, tuple[str, ...]]:
    """Group the articles that have the same words, under the earliest of each group, which comes first in it."""
    groups: defaultdict[tuple[str, ...], list[Article]] = defaultdict(list)
    for article in articles:
        if len(words[article.id]) >= SHORTEST:
            groups[words[article.id].keys].append(article)
    ordered = (tuple(article.id for article in sorted(group, key=_first_seen)) for group in groups.values())
    return {group[0]: group for group in ordered}


def _first_seen(article: Article) -> tuple[bool, str, str]:
    when = article.published or article.crawled
    return when is None, when or "", article.id


def _copies(twins: Mapping[str, tuple[str, ...]], words: Mapping[str, Words]) -> Iterator[tuple[str, str, Stretch]]:
    for exemplar, group in twins.items():
        whole = Stretch((Run(0, 0, len(words[exemplar])),))
        pairs = [*combinations(group[:TWINS], 2), *((exemplar, further) for further in group[TWINS:])]
        yield from ((a, b, whole) for a, b in pairs)


def _passage(facts: Facts, a: Words, b: Words, stretch: Stretch) -> Passage:
    """Make the passage that a stretch of words is; articles given the wrong way round change places."""
    kind = PassageKind.NARRATIVE if _narrative(a, b, stretch) >= NARRATIVE else PassageKind.QUOTATION
    sides = ((a.article, a.span(*stretch.a)), (b.article, b.span(*stretch.b)))
    (left, left_span), (right, right_span) = sorted(
        (key, _marked(facts.article[key].text, span)) for key, span in sides
    )
    passage = content_id(Prefix.PASSAGE, left, right, left_span, right_span)
    return Passage(passage, kind, left, right, left_span, right_span, stretch.words)


def _marked(text: str, span: Span) -> Span:
    """Widen a span to the marks that touch its first and last word, so that a quotation in it lies in it wholly."""
    start = span.start
    while start and not (text[start - 1].isalnum() or text[start - 1].isspace()):
        start -= 1
    end = span.end
    while end < len(text) and not (text[end].isalnum() or text[end].isspace()):
        end += 1
    return Span(start, end)


def _narrative(a: Words, b: Words, stretch: Stretch) -> int:
    """Count the agreeing words that stand outside quotations in both articles."""
    return sum(
        min(a.narrative(run.a, run.a + run.length), b.narrative(run.b, run.b + run.length)) for run in stretch.runs
    )
