"""The sector of a noun that no list holds: by its make, a dictionary's classes, or its likeness to listed nouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.actor_spelling import intended
from onrecord.ontology.actor_words import ActorWords, Kind, load_actor_words
from onrecord.ontology.data_files import bundled_rows

_LEAST = 4
"""Letters of the shortest noun that is taken for one by its make: "ex" and "man" make no "exman"."""

_ENDINGS = (
    ("women", "man"),
    ("woman", "man"),
    ("persons", "man"),
    ("person", "man"),
    ("people", "man"),
    ("folk", "man"),
)
_SCHOLARS = "ologist"


@dataclass(frozen=True, slots=True)
class Guess:
    """A sector and the words that it was taken from: a listed noun, a class of WordNet, or the nearest listed nouns."""

    sector: str
    also: str | None
    like: str


def guessed(word: str) -> Guess | None:
    """Return the sector that an unlisted noun in lower case most likely tells.

    >>> guessed("counterprotesters").like, guessed("millwrights").sector, guessed("speleologist").sector
    ('protesters', 'LAB', 'EDU')
    >>> guessed("table") is None
    True
    """
    words = load_actor_words()
    for form in _singular(word):
        found = _by_make(form, words) or _nouns().get(form)
        if found:
            return found
    noun = intended(word)
    meant = words.by_key[(noun,)] if noun else None
    return Guess(meant.sector or "", meant.also, noun or "") if meant else None


def _singular(word: str) -> Iterator[str]:
    """Give a word and what it may be the plural of."""
    yield word
    if word.endswith("men"):
        yield f"{word[:-3]}man"
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def _by_make(word: str, words: ActorWords) -> Guess | None:
    """Read "superministry" as a ministry, "policeperson" as a policeman, an "-ologist" as a scientist."""
    for part in _parts(word, words):
        found = words.by_key.get((part,))
        if found and found.sector and found.kind is Kind.NOUN:
            return Guess(found.sector, found.also, part)
    if word.endswith(_SCHOLARS) and word not in _nouns():
        return Guess("EDU", None, f"-{_SCHOLARS}")
    return None


def _parts(word: str, words: ActorWords) -> Iterator[str]:
    for prefix in words.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST:
            yield word[len(prefix) :]
    for ending, other in _ENDINGS:
        if word.endswith(ending):
            yield word.removesuffix(ending) + other


@cache
def _nouns() -> Mapping[str, Guess]:
    return {row["noun"]: Guess(row["sector"], None, row["like"]) for row in bundled_rows("actor_nouns.csv")}
