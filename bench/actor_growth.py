"""Time and memory of resolving actors, on invented entities: `python -m bench.actor_growth 1000 10000 100000`.

Each number counts articles of ten entities each. Names, states and bodies are drawn as in news, where a few are in
most articles and most in a few (Zipf). A fifth of the persons has the bare surname, a tenth an office alone.
"""

from __future__ import annotations

import argparse
import random
import sys
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from bench.cost import measured
from onrecord.model.derived import Actor
from onrecord.model.entity_row import EntityRow, Held
from onrecord.model.reading import EntityKind
from onrecord.resolve.actors import resolve_actors

T = TypeVar("T")

ENTITIES = 10
OFFICES = ("president", "foreign minister", "defence minister", "spokesperson", "mayor", "senator", "diplomat")
_SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou")


class Drawn(Generic[T]):
    """Things of which the n-th is drawn n times less often than the first, but for the exponent."""

    def __init__(self, things: Sequence[T], exponent: float, chance: random.Random) -> None:
        self._things = things
        self._chance = chance
        self._weights = list(accumulate((at + 1) ** -exponent for at in range(len(things))))

    def draw(self) -> T:
        """Draw one."""
        return self._things[bisect(self._weights, self._chance.random() * self._weights[-1])]


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person."""

    given: str
    surname: str
    state: str
    office: str


def rows(articles: int, seed: int = 1) -> Iterator[EntityRow]:
    """Yield the entities of so many invented articles; the same for one seed.

    >>> len(list(rows(3)))
    30
    """
    chance = random.Random(seed)  # noqa: S311 - invented names, no secrets
    people = Drawn(list(_people(articles, chance)), 0.9, chance)
    bodies = Drawn([f"{_word(chance, 2)} {_word(chance, 2)} Council" for _ in range(articles // 5 + 1)], 0.9, chance)
    states = Drawn(_states(), 1.0, chance)
    for article in range(articles):
        for number in range(ENTITIES):
            id_, name = f"ent-{article:012}{number:04}", f"art-{article:016}"
            if number < ENTITIES // 2:
                yield _person(id_, name, people.draw(), chance)
            elif number < 2 * ENTITIES // 3:
                state = states.draw()
                yield EntityRow(id_, name, EntityKind.STATE, state, state, named=True)
            else:
                yield EntityRow(id_, name, EntityKind.ORGANISATION, bodies.draw(), named=True)


def _people(articles: int, chance: random.Random) -> Iterator[Someone]:
    given = Drawn([_word(chance, 2) for _ in range(300)], 0.8, chance)
    surnames = Drawn([_word(chance, 3) for _ in range(20_000)], 0.9, chance)
    states = Drawn(_states(), 1.0, chance)
    for _ in range(articles // 2 + 1):
        yield Someone(given.draw(), surnames.draw(), states.draw(), chance.choice(OFFICES))


def _person(id_: str, article: str, someone: Someone, chance: random.Random) -> EntityRow:
    form, told = chance.random(), chance.random() < 0.4
    state, office = (someone.state, someone.office) if told or form > 0.9 else (None, None)
    held = (Held(office, state),) if office else ()
    name = someone.surname if form > 0.7 else f"{someone.given} {someone.surname}"
    if form > 0.9:
        return EntityRow(id_, article, EntityKind.PERSON, f"{state} {office}", state, office, tenures=held)
    return EntityRow(id_, article, EntityKind.PERSON, name, state, office, True, form > 0.5, held)


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _states() -> list[str]:
    return [f"X{first}{second}" for first in "ABCDEFGH" for second in "KLMNOPQRSTUVWXYZ"]


def main(arguments: list[str] | None = None) -> int:
    """Resolve the actors of each number of articles, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="+")
    for articles in parser.parse_args(arguments).articles:
        print(_figures(articles))
    return 0


def _figures(articles: int) -> str:
    """Resolve the actors of so many articles, and say what it took."""
    entities = list(rows(articles))
    actors: list[Actor] = []
    cost = measured(lambda: actors.extend(resolve_actors(entities)[0]))
    return (
        f"{articles} articles, {len(entities)} entities, {len(actors)} actors: {cost['cpu_seconds']:.1f} s of CPU, "
        f"{cost['peak_mib']:.0f} MiB at most ({cost['peak_mib'] - cost['grew_mib']:.0f} MiB of it the entities)"
    )


if __name__ == "__main__":
    sys.exit(main())
