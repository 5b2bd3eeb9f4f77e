"""What fills the slots of paragraphs, and paragraphs filled with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from bench.coverage.names import AGENCIES, OUTLETS, Person, State, World
from bench.coverage.slots import Piece, Slot
from bench.coverage.templates import Library, Paragraph
from onrecord.model.reading import Entity

_TRIES = 3
_TOPICAL = 0.5
"""Share of the words that come from the articles of the topic."""


class Cast(dict[Slot, str]):
    """What fills the slots in all articles about one happening: its persons, states, places and words."""

    def __init__(self, library: Library, world: World, rng: Random, topic: Sequence[int]) -> None:
        super().__init__()
        self.library = library
        self._world = world
        self.rng = rng
        self._topic = topic
        self._states: dict[str, int] = {}
        self._persons: dict[str, Person] = {}
        self._sources: dict[tuple[str, str], int] = {}
        self._named: dict[tuple[int, str], str] = {}

    def __missing__(self, slot: Slot) -> str:
        filling = _FILLING[slot.kind](self, slot)
        self[slot] = filling = filling[0].upper() + filling[1:] if slot.capital else filling
        return filling

    def named(self, base: int, name: str) -> str:
        """Return the name that stands for one of a base."""
        key = (base, name)
        if key not in self._named:
            self._named[key] = "".join(filled(self.library.names[base].pieces(name), self))
        return self._named[key]

    def code(self, base: int, code: str | None) -> str | None:
        """Return the code that stands for a state's."""
        return self[Slot("state", self.library.names[base].state(code), "code")] if code else None

    def home(self, base: int, entity: Entity) -> str | None:
        """Return the code of the state that an entity is of."""
        slot = self.library.names[base].homes.get(entity.id)
        return self[slot] if slot else self.code(base, entity.state)

    def word(self, slot: Slot, rng: Random) -> str:
        """Draw a word with the tag of a slot."""
        if rng.random() < _TOPICAL:
            words = self.library.words[self._topic[int(rng.random() * len(self._topic))]].get(slot.form)
            if words:
                return words[int(rng.random() * len(words))]
        words = self.library.words[int(rng.random() * len(self.library.words))].get(slot.form)
        return words[int(rng.random() * len(words))] if words else slot.key

    def _word(self, slot: Slot) -> str:
        plain = Slot("word", slot.key, slot.form)
        return self.word(slot, self.rng) if slot == plain else self[plain]

    def _state(self, slot: Slot) -> str:
        state = self._world.states[self._home(slot.key)]
        return {"name": state.name, "adjective": state.adjective, "code": state.code, "capital": _capital(state)}[
            slot.form
        ]

    def _home(self, key: str) -> int:
        if key not in self._states:
            free = [self._world.ranked(self.rng, len(self._world.states)) for _ in range(_TRIES)]
            taken = set(self._states.values())
            self._states[key] = next((number for number in free if number not in taken), free[-1])
        return self._states[key]

    def _person(self, slot: Slot) -> str:
        person = self._persons.get(slot.key) or self._drawn(slot.key)
        self._persons[slot.key] = person
        if slot.form == "code":
            return self._world.states[person.home].code
        return person.given if slot.form == "given" else person.surname

    def _drawn(self, key: str) -> Person:
        """Draw a person; where their state has a number in the bases, they are of it, or it becomes theirs."""
        office, _, place = key.partition("#")
        home = place.partition("@")[2]
        wanted = self._home(home) if home in self._states else None
        number = wanted if wanted is not None else self._world.ranked(self.rng, len(self._world.states))
        for _ in range(_TRIES):
            person = self._world.person(self.rng, office, number)
            if wanted is None or person.home == wanted:
                break
        if home:
            self._states.setdefault(home, person.home)
        return person

    def _source(self, slot: Slot) -> str:
        """Draw an agency or an outlet; each is of the state with its number."""
        if (slot.kind, slot.key) not in self._sources:
            names = AGENCIES if slot.kind == "agency" else OUTLETS
            self._sources[slot.kind, slot.key] = self._world.ranked(self.rng, names)
        number = self._sources[slot.kind, slot.key]
        if slot.form == "code":
            return self._world.states[number % len(self._world.states)].code
        return self._world.agencies[number] if slot.kind == "agency" else self._world.outlets[number].name

    def _name(self, slot: Slot) -> str:
        return self._world.word(self.rng, slot.kind)


_FILLING: dict[str, Callable[[Cast, Slot], str]] = {
    "word": Cast._word,
    "state": Cast._state,
    "person": Cast._person,
    "agency": Cast._source,
    "outlet": Cast._source,
    "organisation": Cast._name,
    "place": Cast._name,
}


class Rewording(dict[Slot, str]):
    """A cast of which some words outside quotations are others."""

    def __init__(self, cast: Cast, share: float, rng: Random) -> None:
        super().__init__()
        self._cast = cast
        self._share = share
        self._rng = rng

    def __missing__(self, slot: Slot) -> str:
        other = slot.kind == "word" and not slot.fixed and self._rng.random() < self._share
        filling = self._cast.word(slot, self._rng) if other else self._cast[slot]
        self[slot] = filling = filling[0].upper() + filling[1:] if slot.capital else filling
        return filling


def _capital(state: State) -> str:
    return state.name[:4] + "stad"


@dataclass(frozen=True, slots=True)
class Filled:
    """A paragraph with its slots filled; `at` are the places of its cuts. One without a template has no facts."""

    text: str
    template: Paragraph | None = None
    at: tuple[int, ...] = ()


def filled(pieces: Iterable[Piece], words: dict[Slot, str]) -> list[str]:
    """Return what stands in the places of pieces: themselves, or what fills them."""
    return [piece if isinstance(piece, str) else words[piece] for piece in pieces]


def fill(paragraph: Paragraph, words: dict[Slot, str]) -> Filled:
    """Fill the slots of a paragraph."""
    parts = filled(paragraph.pieces, words)
    return Filled("".join(parts), paragraph, (0, *accumulate(map(len, parts))))
