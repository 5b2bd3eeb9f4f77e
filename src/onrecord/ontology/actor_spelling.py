"""Listed nouns with a slip in them: "goverment", "jounalists", "parlamentarian"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from onrecord.ontology.actor_words import Kind, load_actor_words

_LEAST = 9
"""Letters of the shortest noun in which a slip is read: of shorter ones too many are one letter from another word."""

_ENDING = 3
_VOWELS = frozenset("aeiou")


def intended(word: str) -> str | None:
    """Return the listed noun of which a word is a misspelling, if all such nouns have one sector.

    >>> intended("jounalist"), intended("goverment"), intended("challenges"), intended("computers")
    ('journalist', 'government', None, None)
    """
    if len(word) < _LEAST - 1:
        return None
    nouns = {noun for form in _forms(word) for noun in _nouns().get(form, ()) if _is_slip(word, noun)}
    words = load_actor_words()
    sectors = {words.by_key[(noun,)].sector for noun in nouns}
    return min(nouns) if len(sectors) == 1 else None


def _is_slip(word: str, noun: str) -> bool:
    """Say whether a letter is missing or too many, or a vowel is another, not near the end, where forms differ."""
    place = next((at for at, (one, other) in enumerate(zip(word, noun, strict=False)) if one != other), len(word))
    if place >= min(len(word), len(noun)) - _ENDING:
        return False
    if len(word) != len(noun):
        return word[place + (len(word) > len(noun)) :] == noun[place + (len(noun) > len(word)) :]
    return {word[place], noun[place]} <= _VOWELS and word[place + 1 :] == noun[place + 1 :]


def _forms(word: str) -> Iterator[str]:
    """Give a word, and the word without each of its letters but the first and the last."""
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(1, len(word) - 1))


@cache
def _nouns() -> Mapping[str, tuple[str, ...]]:
    """Return listed nouns of one word by their forms."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, word in load_actor_words().by_key.items():
        if len(key) == 1 and len(key[0]) >= _LEAST and word.kind is Kind.NOUN and word.sector:
            for form in _forms(key[0]):
                found[form].add(key[0])
    return {form: tuple(nouns) for form, nouns in found.items()}
