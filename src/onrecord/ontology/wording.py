"""The lexicon by which words of different reports are compared: spelling, stems, synonyms and words without content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.ontology.data_files import bundled_yaml

_SHORTEST_RESPELT = 5


@dataclass(frozen=True, slots=True)
class Ending:
    """An ending that a stem step takes off, if at least `left` letters remain."""

    ending: str
    replacement: str
    left: int

    def fits(self, word: str) -> bool:
        """Say whether the rule applies to `word`."""
        return word.endswith(self.ending) and len(word) - len(self.ending) >= self.left

    def apply(self, word: str) -> str:
        """Return `word` with the ending replaced."""
        return word[: len(word) - len(self.ending)] + self.replacement


@dataclass(frozen=True, slots=True)
class Wording:
    """What `data/wording.yaml` holds; that file's header explains each field."""

    function: frozenset[str]
    spelling: tuple[tuple[re.Pattern[str], str], ...]
    contractions: Mapping[str, str]
    irregular: Mapping[str, str]
    stems: tuple[tuple[Ending, ...], ...]
    synonyms: tuple[tuple[str, ...], ...]
    negations: frozenset[str]
    abbreviations: frozenset[str]
    one_event: frozenset[str]
    forces: Mapping[str, str]
    feelings: frozenset[str]
    public: frozenset[str]
    numbers: frozenset[str]
    open: frozenset[str]
    english: frozenset[str]


@cache
def load_wording() -> Wording:
    """Load the lexicon from the package."""
    data = bundled_yaml("wording.yaml")
    return Wording(
        function=frozenset(data["function"].split()),
        spelling=tuple((re.compile(pattern), replacement) for pattern, replacement in data["spelling"]),
        contractions=data["contractions"],
        irregular=data["irregular"],
        stems=tuple(tuple(Ending(*rule) for rule in step) for step in data["stems"]),
        synonyms=tuple(tuple(group) for group in data["synonyms"]),
        negations=frozenset(data["negations"].split()),
        abbreviations=frozenset(data["abbreviations"].split()),
        one_event=frozenset(data["one_event"].split()),
        forces={word: force for force, words in data["forces"].items() for word in words.split()},
        feelings=frozenset(data["feelings"].split()),
        public=frozenset(data["public"].split()),
        numbers=frozenset(data["numbers"].split()),
        open=frozenset(data["open"].split()),
        english=frozenset(data["english"]),
    )


@lru_cache(maxsize=1 << 16)
def respell(word: str) -> str:
    """Return the form under which the spellings of one folded word fall together.

    >>> respell("defence") == respell("defense"), respell("neighbours"), respell("four")
    (True, 'neighbors', 'four')
    """
    if len(word) < _SHORTEST_RESPELT:
        return word
    for pattern, replacement in load_wording().spelling:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of a folded, respelt word; it need not be a word itself.

    >>> stem("cooperation") == stem("cooperates"), stem("bonds"), stem("visiting")
    (True, 'bond', 'visit')
    """
    lexicon = load_wording()
    if word in lexicon.irregular:
        word = lexicon.irregular[word]
    for step in lexicon.stems:
        rule = next((rule for rule in step if rule.fits(word)), None)
        word = rule.apply(word) if rule else word
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl" else word


@cache
def _groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for group in load_wording().synonyms:
        for word in group:
            groups.setdefault(stem(respell(word)), stem(respell(group[0])))
    return groups


def sense(stemmed: str) -> str:
    """Return the stem that stands for a stem's group of synonyms, or the stem itself.

    >>> sense(stem("demonstrated")) == sense(stem("shows"))
    True
    """
    return _groups().get(stemmed, stemmed)


def is_content(word: str) -> bool:
    """Say whether a folded word carries content of its own."""
    return word not in load_wording().function
