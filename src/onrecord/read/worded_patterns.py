"""Patterns that are only tried on texts in which one of their words stands: looking for a word is far cheaper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_DOTLESS = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})
"""Letters that a pattern without regard to case takes for others, which `str.lower` keeps apart."""

_WORD = re.compile(r"\w+")
_KEPT = 64


def lowered(text: str) -> str:
    """Return a text in small letters, as patterns without regard to case see it."""
    return text.translate(_DOTLESS).lower()


@lru_cache(_KEPT)
def words_in(text: str) -> frozenset[str]:
    """Return the words of a text, as they are written and in small letters; kept for patterns that ask one by one.

    >>> sorted(words_in("The e-mail"))
    ['The', 'e', 'mail', 'the']
    """
    return frozenset((*_WORD.findall(text), *_WORD.findall(lowered(text))))


@dataclass(frozen=True, slots=True)
class WordedPattern:
    """A pattern, and words of which each of its matches holds one, whole.

    >>> seen = worded(r"the (?:daily|weekly) [A-Z]+", ("daily", "weekly"))
    >>> [match.group() for match in seen.matches("the daily NORRLYS")], seen.matches("the monthly NORRLYS")
    (['the daily NORRLYS'], ())
    """

    pattern: re.Pattern[str]
    words: frozenset[str]

    def matches(self, text: str) -> Iterable[re.Match[str]]:
        """Return the matches in a text."""
        return () if self.words.isdisjoint(words_in(text)) else self.pattern.finditer(text)


def worded(pattern: str, phrases: Iterable[str], *, any_case: bool = False) -> WordedPattern:
    """Return a pattern with phrases of which each of its matches holds one, in any case or as they are written."""
    words = (word.group() for phrase in phrases if (word := _WORD.search(phrase)))
    flags = re.IGNORECASE if any_case else re.NOFLAG
    return WordedPattern(re.compile(pattern, flags), frozenset(map(lowered, words) if any_case else words))
