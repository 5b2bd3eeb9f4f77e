"""Whether a text is English, by how many of its words are English grammar."""

from __future__ import annotations

import re

from onrecord.ontology.furniture import load_furniture

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WORDS_MIN = 20
_WORDS_MAX = 2000
_ENGLISH = 0.25
_OTHER = 0.12


def english_share(text: str) -> float | None:
    """Return the share of English function words among the first 2,000 words; None for fewer than 20."""
    words = [match.group().lower().replace("’", "'") for match in _WORD.finditer(text[: _WORDS_MAX * 12])][:_WORDS_MAX]
    if len(words) < _WORDS_MIN:
        return None
    known = load_furniture().function_words
    return sum(word in known for word in words) / len(words)


def is_english(text: str) -> bool | None:
    """Say whether a text is English; None where it is too short, or too much like a list, to tell.

    >>> is_english("The minister said that the talks in the capital were open and would go on for a week or more.")
    True
    """
    share = english_share(text)
    if share is None or _OTHER < share < _ENGLISH:
        return None
    return share >= _ENGLISH
