"""Make `ontology/data/actor_nouns.csv`, the sectors of nouns that no list holds: `python -m bench.fit_nouns FOLDER`.

FOLDER holds WordNet 3.0 (`data.noun`, `index.noun` and `index.adj`; Debian's package wordnet-base has them below
/usr/share/wordnet). A noun whose first sense lies below a class of `bench/noun_classes.yaml` gets the sector of the
nearest one; words that are adjectives or function words too are left out. A noun for a person without such a class gets
the sector on which its nearest listed nouns agree by the word vectors of the language model. The file's header stays.

`--check` prints, for the nouns of `actor_words.yaml` themselves, how often either way gives the sector that the list
has, and writes nothing; nouns that begin alike do not count as each other's neighbours.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from onrecord.ontology.actor_words import Kind, load_actor_words
from onrecord.ontology.function_words import function_words
from onrecord.read.pipeline import load_model

CLASSES = Path(__file__).parent / "noun_classes.yaml"
TARGET = Path(__file__).parents[1] / "src/onrecord/ontology/data/actor_nouns.csv"
NEIGHBOURS, NEAR, AGREED = 5, 0.6, 0.75
"""Neighbours by word vectors, their least mean likeness (cosine), and the share of it that one sector must have."""

_ALIKE = 3
"""Letters at the end in which two words may differ to begin alike."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A sector and what it was taken from."""

    sector: str
    like: str


@dataclass(frozen=True, slots=True)
class WordNet:
    """The senses of nouns (synsets by offset, the commonest first), their words, the classes above them; adjectives."""

    senses: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    above: Mapping[str, tuple[str, ...]]
    adjectives: frozenset[str]

    def ancestors(self, synset: str) -> Iterator[str]:
        """Yield a synset and all above it, the nearest first."""
        seen, waiting = {synset}, [synset]
        while waiting:
            here = waiting.pop(0)
            yield here
            new = [other for other in self.above[here] if other not in seen]
            seen.update(new)
            waiting += new


def load_wordnet(folder: Path) -> WordNet:
    """Read the nouns of WordNet 3.0."""
    words, above, senses = {}, {}, {}
    for line in _lines(folder / "data.noun"):
        fields = line.partition(" | ")[0].split()
        count = int(fields[3], 16)
        words[fields[0]] = tuple(fields[4 + 2 * place] for place in range(count))
        rest = fields[5 + 2 * count :]
        above[fields[0]] = tuple(rest[place + 1] for place in range(0, len(rest), 4) if rest[place] == "@")
    for line in _lines(folder / "index.noun"):
        fields = line.split()
        senses[fields[0]] = tuple(fields[-int(fields[2]) :])
    adjectives = frozenset(line.split(maxsplit=1)[0] for line in _lines(folder / "index.adj"))
    return WordNet(senses, words, above, adjectives)


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file of WordNet after its licence."""
    with path.open(encoding="utf-8") as lines:
        yield from (line for line in lines if not line.startswith("  "))


def load_classes(wordnet: WordNet) -> dict[str, Guess]:
    """Return the sector of each class, by its synset."""
    found: dict[str, Guess] = {}
    for sector, classes in yaml.safe_load(CLASSES.read_text("utf-8")).items():
        for name in classes:
            word, _, number = name.partition("#")
            found.setdefault(wordnet.senses[word.replace(" ", "_")][int(number) - 1], Guess(sector, word))
    return found


def by_class(noun: str, wordnet: WordNet, classes: Mapping[str, Guess]) -> Guess | None:
    """Return the sector of the nearest class above a noun's first sense."""
    found = (classes[synset] for synset in wordnet.ancestors(wordnet.senses[noun][0]) if synset in classes)
    nearest = next(found, None)
    return nearest if nearest and nearest.sector != "NONE" else None


class Neighbours:
    """The listed nouns as word vectors of length 1."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        self._vocab = load_model().vocab
        self.nouns = [noun for noun in listed if self._vocab.has_vector(noun)]
        self.sectors = [listed[noun] for noun in self.nouns]
        self._vectors = np.array([self._vector(noun) for noun in self.nouns])

    def _vector(self, noun: str) -> npt.NDArray[np.float32]:
        vector: npt.NDArray[np.float32] = np.asarray(self._vocab.get_vector(noun), dtype=np.float32)
        return vector / np.linalg.norm(vector)

    def guess(self, noun: str) -> Guess | None:
        """Return the sector on which the nearest listed nouns agree, if they are near."""
        if not self._vocab.has_vector(noun):
            return None
        likeness = self._vectors @ self._vector(noun)
        start = noun[: max(4, len(noun) - _ALIKE)]
        order = self._apart(np.argsort(-likeness), start)
        votes: Counter[str] = Counter()
        for place in order:
            votes[self.sectors[place]] += likeness[place]
        sector, weight = votes.most_common(1)[0]
        if likeness[order].mean() < NEAR or weight < AGREED * sum(votes.values()):
            return None
        like = [self.nouns[place] for place in order if self.sectors[place] == sector]
        return Guess(sector, "~" + " ".join(like[:2]))

    def _apart(self, order: Iterable[int], start: str) -> list[int]:
        """Return the first places of nouns that begin neither as the noun itself nor as one another."""
        found: list[int] = []
        starts = [start]
        for place in order:
            noun = self.nouns[place]
            if not noun.startswith(tuple(starts)):
                found.append(place)
                starts.append(noun[: max(4, len(noun) - _ALIKE)])
            if len(found) == NEIGHBOURS:
                break
        return found


@cache
def listed_nouns() -> dict[str, str]:
    """Return the listed nouns of one word with their sector."""
    by_key = load_actor_words().by_key.items()
    return {key[0]: word.sector for key, word in by_key if len(key) == 1 and word.kind is Kind.NOUN and word.sector}


def guesses(wordnet: WordNet) -> Iterator[tuple[str, Guess]]:
    """Yield the nouns of one word in lower case that no list holds and that get a sector."""
    classes, neighbours = load_classes(wordnet), Neighbours(listed_nouns())
    person = wordnet.senses["person"][0]
    known = load_actor_words().by_key
    for noun, senses in sorted(wordnet.senses.items()):
        if not noun.isalpha() or (noun,) in known or noun not in wordnet.words[senses[0]]:
            continue
        if noun in wordnet.adjectives or noun in function_words():
            continue
        guess = by_class(noun, wordnet, classes)
        if guess is None and person in wordnet.ancestors(senses[0]):
            guess = neighbours.guess(noun)
        if guess:
            yield noun, guess


def checked(wordnet: WordNet) -> dict[str, float]:
    """Return how often each way gives the listed sector of a listed noun, and to how many it gives one."""
    listed, classes = listed_nouns(), load_classes(wordnet)
    neighbours = Neighbours(listed)
    here = [noun for noun in listed if noun in wordnet.senses]
    by_classes = [(listed[noun], guess.sector) for noun in here if (guess := by_class(noun, wordnet, classes))]
    by_vectors = [(listed[noun], guess.sector) for noun in here if (guess := neighbours.guess(noun))]
    return {
        "nouns": len(here),
        "classes_given": round(len(by_classes) / len(here), 3),
        "classes_right": _right(by_classes),
        "vectors_given": round(len(by_vectors) / len(here), 3),
        "vectors_right": _right(by_vectors),
    }


def _right(pairs: Sequence[tuple[str, str]]) -> float:
    return round(sum(one == other for one, other in pairs) / len(pairs), 3)


def main(arguments: list[str] | None = None) -> int:
    """Write the list, or with `--check` print how right it would be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args(arguments)
    wordnet = load_wordnet(chosen.folder)
    if chosen.check:
        print(json.dumps(checked(wordnet)))
        return 0
    header = [line for line in TARGET.read_text("utf-8").splitlines(keepends=True) if line.startswith("#")]
    rows = [f"{noun},{guess.sector},{guess.like}\n" for noun, guess in guesses(wordnet)]
    TARGET.write_text("".join([*header, "noun,sector,like\n", *rows]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
