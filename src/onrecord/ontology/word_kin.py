"""How near two words are in meaning: whether one can stand for the other when both name a happening.

The bundled table holds the senses of verbs, of nouns for acts, events and states, and of the adjectives akin to them,
with the links between senses; it is made from WordNet by `python -m train.word_kin`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from onrecord.ontology.data_files import bundled_rows

_FILE = "word_kin.csv"
# Distances are counted in tenths, so that what is reached next lies in one of few heaps, by its distance.
_LINKS = {"+": 3, "=": 5, ">": 7, "&": 7, "@": 10, "*": 10}
"""How far a link leads: a derived form, a related sense, a cause, a similar or wider one, what is entailed."""

_RARER = 4
"""How far each further sense of a word lies from its commonest."""

_OTHER_PART = 3
"""How far a word lies from itself as another part of speech, where it is not known as the one the text has."""

_SENSES = 4
_REACH = 25
"""How far from each of two words their meeting point may lie."""

FAR = 5.0
"""The distance of two words that do not meet."""

_LETTERS = "nvar"
"""The parts of speech of the table: nouns, verbs, adjectives, adverbs."""

_PARTS = {"VERB": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "r"}


@dataclass(frozen=True)
class WordKin:
    """Senses by part and word, the commonest first, and the links of each sense with how far they lead."""

    senses: Mapping[tuple[str, str], tuple[int, ...]]
    links: Mapping[int, tuple[tuple[int, int], ...]]
    _reached: dict[tuple[str, str], dict[int, int]] = field(default_factory=dict, repr=False)
    _apart: dict[tuple[str, str, str, str], float] = field(default_factory=dict, repr=False)

    def knows(self, word: str) -> bool:
        """Say whether a word, lower case with "_" for a space, has a sense in the table."""
        return any((part, word) in self.senses for part in _LETTERS)

    def has(self, word: str, part: str) -> bool:
        """Say whether the table has a word as this part of speech, a Universal Dependencies tag."""
        return (_PARTS.get(part, ""), word) in self.senses

    def apart(self, word: str, part: str, other: str, other_part: str) -> float:
        """Return how far two words lie apart: 0 for synonyms, about 0.3 for derived forms, `FAR` for strangers.

        Parts of speech are Universal Dependencies tags; the order of the words makes no difference.

        >>> kin = load_word_kin()
        >>> kin.apart("quake", "NOUN", "earthquake", "NOUN"), kin.apart("die", "VERB", "death", "NOUN")
        (0.0, 0.3)
        >>> kin.apart("say", "VERB", "earthquake", "NOUN")
        5.0
        """
        (one, one_part), (two, two_part) = sorted(((word, part), (other, other_part)))
        key = (one, one_part, two, two_part)
        if key not in self._apart:
            a, b = self._near(one, one_part), self._near(two, two_part)
            met = (a[sense] + b[sense] for sense in a.keys() & b.keys())
            self._apart[key] = min(met, default=10 * FAR) / 10
        return self._apart[key]

    def _near(self, word: str, part: str) -> dict[int, int]:
        """Return the senses within reach of a word, each with how far it lies."""
        if (word, part) not in self._reached:
            self._reached[word, part] = self._walk(self._starts(word, part))
        return self._reached[word, part]

    def _starts(self, word: str, part: str) -> dict[int, int]:
        """Return the senses of a word itself, with how far each lies from its commonest."""
        own = _PARTS.get(part)
        if own and (own, word) in self.senses:
            return dict(self._ranked(own, word, 0))
        others = [pair for each in _LETTERS for pair in self._ranked(each, word, _OTHER_PART)]
        # A sense of several parts keeps the nearest: the last of its pairs.
        return dict(sorted(others, key=lambda pair: -pair[1]))

    def _ranked(self, part: str, word: str, begin: int) -> Iterable[tuple[int, int]]:
        found = self.senses.get((part, word), ())[:_SENSES]
        return [(sense, begin + _RARER * rank) for rank, sense in enumerate(found)]

    def _walk(self, starts: dict[int, int]) -> dict[int, int]:
        """Return the senses within reach of some, each by its shortest way (Dijkstra's algorithm, by Dial's heaps)."""
        reached: dict[int, int] = {}
        heaps: list[list[int]] = [[] for _ in range(_REACH + 1)]
        for sense, far in starts.items():
            heaps[far].append(sense)
        for far, heap in enumerate(heaps):
            for sense in heap:
                if sense in reached:
                    continue
                reached[sense] = far
                for other, step in self.links.get(sense, ()):
                    if far + step <= _REACH and other not in reached:
                        heaps[far + step].append(other)
        return reached


@cache
def load_word_kin() -> WordKin:
    """Load the bundled table."""
    ranked: dict[tuple[str, str], list[tuple[int, int]]] = {}
    links: dict[int, list[tuple[int, int]]] = {}
    for number, row in enumerate(bundled_rows(_FILE)):
        for word, rank in _words(row["words"]):
            ranked.setdefault((row["part"], word), []).append((rank, number))
        for kind, other in _links(row["links"]):
            links.setdefault(number, []).append((other, _LINKS[kind]))
            links.setdefault(other, []).append((number, _LINKS[kind]))
    senses = {key: tuple(number for _, number in sorted(found)) for key, found in ranked.items()}
    return WordKin(senses, {number: tuple(found) for number, found in links.items()})


def _words(listed: str) -> Iterator[tuple[str, int]]:
    for entry in listed.split():
        word, _, rank = entry.rpartition("#")
        yield word, int(rank)


def _links(listed: str) -> Iterator[tuple[str, int]]:
    for entry in listed.split():
        yield entry[0], int(entry[1:])
