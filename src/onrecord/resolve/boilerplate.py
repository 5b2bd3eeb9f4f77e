"""Paragraphs that an outlet puts under everything it prints: they say nothing about who took text from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby

from onrecord.model.facts import Facts
from onrecord.resolve.words import Words, words_of

RECURRENCES = 3
"""Unrelated articles of one outlet that must carry a paragraph before it counts as boilerplate."""

RELATED = 0.3
"""Share of the shorter article's words, in paragraphs both have, from which two articles are versions of one text."""

_Paragraphs = Mapping[str, int]
"""The folded paragraphs of one article with their lengths in words."""


def reusable_words(facts: Facts) -> dict[str, Words]:
    """Return the words of every article, by article id, without its outlet's boilerplate."""
    words = {article.id: words_of(article, facts.reading[article.id]) for article in facts.articles}
    outlets: defaultdict[str, list[str]] = defaultdict(list)
    for article in facts.articles:
        if article.outlet:
            outlets[article.outlet].append(article.id)
    for members in outlets.values():
        if len(members) >= RECURRENCES:
            words.update(_cleaned([words[member] for member in members]))
    return words


def _cleaned(outlet: Iterable[Words]) -> dict[str, Words]:
    """Take the boilerplate out of one outlet's articles."""
    blocks = {words.article: _blocks(words) for words in outlet}
    paragraphs = {
        article: {text: len(text.split()) for text in numbered.values()} for article, numbered in blocks.items()
    }
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for article in sorted(paragraphs):
        for text in paragraphs[article]:
            holders[text].append(article)
    boilerplate = {
        text for text, members in holders.items() if _unrelated([paragraphs[member] for member in members], text)
    }
    return {
        words.article: words.without({n for n, text in blocks[words.article].items() if text in boilerplate})
        for words in outlet
    }


def _blocks(words: Words) -> dict[int, str]:
    """Return the folded text of each block, by its number."""
    numbered = zip(words.blocks, words.keys, strict=True)
    return {number: " ".join(key for _, key in group) for number, group in groupby(numbered, key=lambda pair: pair[0])}


def _unrelated(holders: list[_Paragraphs], text: str) -> bool:
    """Say whether enough of the articles that hold `text` have little else in common."""
    apart: list[_Paragraphs] = []
    for article in holders:
        if len(holders) < RECURRENCES or len(apart) >= RECURRENCES:
            break
        if all(_shared(article, other, text) < RELATED for other in apart):
            apart.append(article)
    return len(apart) >= RECURRENCES


def _shared(a: _Paragraphs, b: _Paragraphs, leave_out: str) -> float:
    shorter = min(sum(a.values()), sum(b.values())) - a[leave_out]
    return sum(a[text] for text in a.keys() & b.keys() if text != leave_out) / max(shorter, 1)
