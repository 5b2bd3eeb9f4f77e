"""Patterns that are only tried on texts in which one of their words stands: looking for a word is far cheaper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DOTLESS = str.maketrans({"İ": "i", "ı": "i", "ſ": "s"})
"""Letters that a pattern without regard to case takes for others, which `str.lower` keeps apart."""


def lowered(text: str) -> str:
    """Return a text in small letters, as patterns without regard to case see it."""
    return text.translate(_DOTLESS).lower()


@dataclass(frozen=True, slots=True)
class WordedPattern:
    """A pattern, and one of words of which each of its matches holds one.

    >>> seen = worded(r"the (?:daily|weekly) [A-Z]+", ("daily", "weekly"))
    >>> [match.group() for match in seen.matches("the daily NORRLYS")], seen.matches("the monthly NORRLYS")
    (['the daily NORRLYS'], ())
    """

    pattern: re.Pattern[str]
    words: re.Pattern[str]

    def matches(self, text: str, words_of: str | None = None) -> Iterable[re.Match[str]]:
        """Return the matches in a text; `words_of` is the text as the words are written, where that is not as it is."""
        held = self.words.search(text if words_of is None else words_of)
        return () if held is None else self.pattern.finditer(text)


def worded(pattern: str, words: Iterable[str]) -> WordedPattern:
    """Return a pattern with the words of which each of its matches holds one."""
    return WordedPattern(re.compile(pattern), re.compile("|".join(map(re.escape, sorted(set(words))))))
