"""Turns of several words read as one: "came close to leaving" as "nearly left", "my good name" as "my reputation".

A word that says "not" of another one is read as both: "disagreed" as "not agree".
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from onrecord.ontology.near_words import load_near_words
from onrecord.ontology.wording import respell, sense, stem
from onrecord.resolve.wording import Word

_ENDINGS = ("s", "d", "ed", "ing", "ly")


@lru_cache(maxsize=1 << 13)
def phrased(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words of a sentence, each turn that the list of near words has as the one word that it is read as.

    >>> from onrecord.resolve.wording import words_in
    >>> [word.form for word in phrased(words_in("They went to bed at once"))]
    ['they', 'sleep', 'immediately']
    >>> [word.form for word in phrased(words_in("She disagreed"))]
    ['she', 'not', 'agree']
    """
    stems = tuple(word.stem for word in words)
    found: list[Word] = []
    at = 0
    while at < len(words):
        size = _longest(stems, at)
        found += [_as_one(words[at : at + size])] if size else _as_two(words[at])
        at += size or 1
    return tuple(found)


def _as_two(word: Word) -> tuple[Word, ...]:
    """Return a word as it is, or "not" and what it says that of."""
    plain = _negated(word.form)
    if plain is None:
        return (word,)
    return (_read_as("not", word, word), _read_as(plain, word, word))


@lru_cache(maxsize=1 << 14)
def _negated(form: str) -> str | None:
    """Return the word that a form says "not" of, or None."""
    negated = load_near_words().negated
    forms = (form, *(form.removesuffix(ending) for ending in _ENDINGS if form.endswith(ending)))
    return next((negated[one] for one in forms if one in negated), None)


def _longest(stems: tuple[str, ...], at: int) -> int:
    """Return how many words the longest turn has that begins at a word, 0 for none."""
    sizes = _sizes().get(stems[at], ())
    phrases = load_near_words().phrases
    return next((size for size in sizes if stems[at : at + size] in phrases), 0)


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    """Return how long the turns are that begin with a stem, the longest first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for turn in load_near_words().phrases:
        found[turn[0]].add(len(turn))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in found.items()}


def _as_one(words: tuple[Word, ...]) -> Word:
    return _read_as(respell(load_near_words().phrases[tuple(word.stem for word in words)]), words[0], words[-1])


def _read_as(form: str, first: Word, last: Word) -> Word:
    """Return a word in the place of some words."""
    stemmed = stem(form)
    return Word(form, stemmed, sense(stemmed), first.start, last.end, form != "not")
