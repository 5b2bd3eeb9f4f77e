"""Words between which translators choose, words of opposite meaning, and words that go with every subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.data_files import bundled_strings
from onrecord.ontology.wording import respell, stem


@dataclass(frozen=True, slots=True)
class NearWords:
    """What `data/near_words.yaml` holds, by stems but for `ahead` and `counts`; its header explains each field.

    `phrases` gives what a turn is read as, `negated` the word of which one says "not", both forms respelt; `bounding`
    has the words of its turns, in lower case.
    """

    groups: Mapping[str, frozenset[int]]
    phrases: Mapping[tuple[str, ...], str]
    opposites: Mapping[str, frozenset[str]]
    denying: frozenset[str]
    lacking: frozenset[str]
    bounding: tuple[tuple[str, ...], ...]
    negated: Mapping[str, str]
    ahead: frozenset[str]
    counts: frozenset[str]
    light: frozenset[str]

    def near(self, one: str, other: str) -> bool:
        """Say whether one translator may have one stem where another translator has the other.

        >>> near = load_near_words().near
        >>> near(stem("spades"), stem("shovels")), near(stem("spades"), stem("ships"))
        (True, False)
        """
        none: frozenset[int] = frozenset()
        return not self.groups.get(one, none).isdisjoint(self.groups.get(other, none))


@cache
def load_near_words() -> NearWords:
    """Load the bundled lists."""
    data = bundled_strings("near_words.yaml")
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(data["near"]):
        for word in group:
            groups[_stem(word)].add(number)
    opposites: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in data["opposites"]:
        opposites[_stem(one)].add(_stem(other))
        opposites[_stem(other)].add(_stem(one))
    return NearWords(
        groups={word: frozenset(numbers) for word, numbers in groups.items()},
        opposites={word: frozenset(others) for word, others in opposites.items()},
        phrases={tuple(map(_stem, turn.split())): word for word, turns in data["phrases"].items() for turn in turns},
        denying=frozenset(_stem(word) for word in data["denying"].split()),
        lacking=frozenset(_stem(word) for word in data["lacking"].split()),
        bounding=tuple(tuple(turn.split()) for turn in data["bounding"]),
        negated={respell(word): respell(plain) for word, plain in data["negated"].items()},
        ahead=frozenset(data["ahead"].split()),
        counts=frozenset(data["counts"].split()),
        light=frozenset(_stem(word) for word in data["light"].split()),
    )


def _stem(word: str) -> str:
    return stem(respell(word))
