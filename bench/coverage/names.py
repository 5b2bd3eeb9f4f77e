"""Invented names, drawn so that their number grows as in real coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from random import Random

from bench.coverage.patterns import varied

STATES = 90
AGENCIES = 12
OUTLETS = 300
DISCOUNT = 0.5
"""The exponent with which the number of different names grows with the number of draws (Heaps)."""
STRENGTH = 20.0
"""Names met before the discount decides; more of them makes an urn's beginning richer."""

_ONSETS, _VOWELS, _CODAS = (
    tuple(sounds.split())
    for sounds in (
        "b br d dr f g gr h j k kr l m n p r s st t tr v w z",
        "a e i o u ai ei",
        "l m n nd r rd rn s sk st t v k rk lm",
    )
)
"""Of what invented words are made."""

_STATE_ENDS = (("ia", "ian"), ("mark", "markish"), ("land", "lander"), ("stan", "stani"), ("ova", "ovan"))


@dataclass(frozen=True, slots=True)
class State:
    """An invented state: its name, its adjective and its code, which is of those that ISO 3166 leaves to users."""

    name: str
    adjective: str
    code: str


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person, of the state with number `home`."""

    given: str
    surname: str
    home: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet, with the host of its pages and the paragraphs that it puts under each of them."""

    name: str
    host: str
    furniture: tuple[str, ...]


def seeded(seed: str) -> Random:
    """Return a source of chance that depends on `seed` alone."""
    return Random(seed)  # noqa: S311 - made-up coverage, no secrets


def stem(rng: Random, syllables: int) -> str:
    """Return an invented word, such as "Torvik".

    >>> stem(Random(1), 2) == stem(Random(1), 2)
    True
    """
    parts = [rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables)]
    return "".join(parts).capitalize() + rng.choice(_CODAS)


def zipf(count: int, exponent: float = 1.0) -> list[float]:
    """Return cumulative weights of `count` ranks by Zipf's law."""
    return list(accumulate(rank**-exponent for rank in range(1, count + 1)))


class Urn:
    """Numbers drawn as often as they were drawn before, new ones more and more rarely (Pitman and Yor).

    >>> urn = Urn()
    >>> drawn = [urn.draw(rng) for rng in [Random(1)] for _ in range(10_000)]
    >>> 200 < max(drawn) < 2_000
    True
    """

    def __init__(self) -> None:
        self._drawn: list[int] = []
        self._kinds = 0

    def draw(self, rng: Random) -> int:
        """Return the number of a name: one met before, or the next."""
        met = len(self._drawn)
        fresh = (STRENGTH + DISCOUNT * self._kinds) / (STRENGTH + met)
        number = self._kinds if rng.random() < fresh else self._drawn[int(rng.random() * met)]
        self._kinds += number == self._kinds
        self._drawn.append(number)
        return number


class World:
    """Everybody and everything that coverage of one seed can be about."""

    def __init__(self, seed: int) -> None:
        self._rng = seeded(f"world {seed}")
        self._people: dict[str, tuple[Urn, list[Person]]] = {}
        self._words: dict[str, tuple[Urn, list[str]]] = {}
        self._given = [stem(self._rng, 1) for _ in range(400)]
        self._weights = {count: zipf(count) for count in (STATES, AGENCIES, len(self._given))}
        self._weights[OUTLETS] = zipf(OUTLETS, 0.7)

    def ranked(self, rng: Random, count: int) -> int:
        """Return a rank below `count` by Zipf's law."""
        return rng.choices(range(count), cum_weights=self._weights[count])[0]

    @cached_property
    def states(self) -> tuple[State, ...]:
        """The states, the most frequent first."""
        return tuple(self._states())

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The names of the agencies."""
        return tuple(f"{stem(self._rng, 1)}press" for _ in range(AGENCIES))

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets, the largest first."""
        return tuple(self._outlet(number) for number in range(OUTLETS))

    def person(self, rng: Random, office: str, home: int) -> Person:
        """Return somebody who holds an office ("" for none), of the state with number `home` if a new name is drawn."""
        urn, people = self._people.setdefault(office, (Urn(), []))
        number = urn.draw(rng)
        if number == len(people):
            given = self._given[self.ranked(rng, len(self._given))]
            people.append(Person(given, stem(self._rng, 2), home))
        return people[number]

    def word(self, rng: Random, kind: str) -> str:
        """Return a word of a name of some kind: a place, or the distinctive part of an organisation's name."""
        urn, words = self._words.setdefault(kind, (Urn(), []))
        number = urn.draw(rng)
        if number == len(words):
            words.append(stem(self._rng, 2))
        return words[number]

    def _states(self) -> Iterator[State]:
        taken: set[str] = set()
        while len(taken) < STATES:
            root = stem(self._rng, 2)
            if root not in taken:
                number = len(taken)
                taken.add(root)
                end, adjective = self._rng.choice(_STATE_ENDS)
                yield State(root + end, root + adjective, f"X{chr(65 + number // 26)}{chr(65 + number % 26)}")

    def _outlet(self, number: int) -> Outlet:
        name = f"{stem(self._rng, 1)} {self._rng.choice(('Times', 'Post', 'Courier', 'Herald', 'Gazette', 'Daily'))}"
        year = self._rng.randint(10, 99)
        patterns = (varied(self._rng, text) for text in _FURNITURE if self._rng.random() < 1 / 3)
        furniture = tuple(text.format(outlet=name, year=year) for text in patterns)
        host = f"{name.lower().replace(' ', '-')}-{number}.example"
        return Outlet(name, host, furniture if self._rng.random() < 1 / 2 else ())


_FURNITURE = (
    "[Sign up|Put your name down|Ask] for the [morning|evening|weekly|Sunday] [letter|post|digest] of the {outlet} and "
    "[read|learn|hear] [every day|each morning|before breakfast|on your way] what our [desks|people|reporters] "
    "[have found out|know|saw|were told].",
    "[The|Our] {outlet} has been [independent|free|in one family] since [its first page|18{year}|it was founded]. "
    "[If you value|Whoever values|Do you value] [what we do|our work|this page], [you can|please|] support us "
    "[from one coin|with little|as you can] [a month|a year]; it takes [less than a minute|no time|a moment].",
    "[Readers|Friends|Subscribers] of the {outlet} [can|may] write to [the editor|us|the desk] [by post|daily]; "
    "letters [may be|are sometimes|can be] [cut|shortened|edited] and stand on [page two|Mondays|the back page].",
    "[More|Further news|All we know] about [this|it] [stands|is] in [tomorrow's|the printed] {outlet}.",
)
"""Patterns of the paragraphs under every article of an outlet."""
