"""Scores of attributions against the data: how well contents are found, and how often with the right source.

A content is right when the words it shares with a gold content are at least half of the words of the two together, one
to one, best first; its source is right when it shares a word with the gold source, or when both have none. Words of
contents are runs of letters and digits, so that marks never count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model.span import Span
from onrecord.read.reader.found import Attribution
from train.articles import Article, Gold

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Figures:
    """F1 of contents, and of contents with the right source, with precision and recall of the former."""

    precision: float
    recall: float
    found: float
    sourced: float

    def __str__(self) -> str:
        return f"{self.found:.4f} / {self.sourced:.4f} (precision {self.precision:.4f}, recall {self.recall:.4f})"


def score(articles: Sequence[Article], found: Sequence[Sequence[Attribution]]) -> Figures:
    """Score what was found in each article."""
    counts: Counter[str] = Counter()
    for article, attributions in zip(articles, found, strict=True):
        counts.update(_counts(article, attributions))
    precision = counts["right"] / max(1, counts["found"])
    recall = counts["right"] / max(1, counts["gold"])
    total = max(1, counts["found"] + counts["gold"])
    return Figures(precision, recall, 2 * counts["right"] / total, 2 * counts["sourced"] / total)


def _counts(article: Article, found: Sequence[Attribution]) -> Counter[str]:
    words = [match.span() for match in _WORD.finditer(article.text)]
    golds = [_words(words, gold.content) for gold in article.golds]
    ours = [_words(words, _bounds(one.contents)) for one in found]
    pairs = matched(golds, ours)
    right = sum(_same_source(article.golds[gold], found[own]) for gold, own in pairs)
    return Counter(gold=sum(map(bool, golds)), found=sum(map(bool, ours)), right=len(pairs), sourced=right)


def matched(golds: Sequence[frozenset[int]], ours: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Pair sets of words that share at least half of their words, the best first, each once."""
    holders: dict[int, list[int]] = {}
    for at, words in enumerate(golds):
        for word in words:
            holders.setdefault(word, []).append(at)
    shares = [
        (len(golds[gold] & words) / len(golds[gold] | words), gold, at)
        for at, words in enumerate(ours)
        for gold in {holder for word in words for holder in holders.get(word, [])}
    ]
    pairs: dict[int, int] = {}
    for share, gold, own in sorted(shares, key=lambda one: (-one[0], one[1], one[2])):
        if share >= _HALF and gold not in pairs and own not in pairs.values():
            pairs[gold] = own
    return list(pairs.items())


def _words(words: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(
        at for start, end in spans for at, (first, last) in enumerate(words) if first < end and last > start
    )


def _bounds(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _same_source(gold: Gold, found: Attribution) -> bool:
    if not gold.source:
        return not found.sources
    return any(start < span.end and span.start < end for start, end in gold.source for span in found.sources)
