"""In which company the entities of an article stand: the named actors beside them, by which a bare surname is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from onrecord.model.entity_row import EntityRow
from onrecord.model.reading import EntityKind
from onrecord.ontology.people import People
from onrecord.ontology.states import plain

_KINDS = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})


_CROWD = 100
"""Named actors beyond which an article is a list (of guests, of results): to stand in it together tells nothing."""

_MANY_STATES = 12
"""The same for states."""


class Company:
    """The ties of every article: each named person and organisation in it, and each pair of states.

    One state alone tells too little: half of all articles may name it.
    """

    def __init__(self, rows: Iterable[EntityRow], people: People) -> None:
        self._people = people
        self._keys: dict[tuple[bool, str], str] = {}
        self._ties: dict[str, tuple[str, ...]] = {}
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        self._states: defaultdict[str, list[str]] = defaultdict(list)
        for row in rows:
            if row.kind is EntityKind.STATE:
                self._states[row.article].append(row.state or "")
            elif row.kind in _KINDS and row.named:
                self._names[row.article].append(self.key(row))

    def ties(self, article: str, without: str = "") -> list[str]:
        """Return what an article can share with others, but for the key `without`: nobody is company to himself."""
        if article not in self._ties:
            self._ties[article] = tuple(self._tied(article))
        return [tie for tie in self._ties[article] if tie != without]

    def _tied(self, article: str) -> Iterator[str]:
        names = {name for name in self._names.pop(article, ()) if name}
        states = set(self._states.pop(article, ()))
        if len(names) <= _CROWD:
            yield from sorted(names)
        if len(states) <= _MANY_STATES:
            yield from (f"{one}:{other}" for one, other in combinations(sorted(states), 2))

    def key(self, row: EntityRow) -> str:
        """Return under which key an entity is company to others: a person by surname, whatever the given name."""
        known = person, name = row.kind is EntityKind.PERSON, row.name
        if known not in self._keys:
            self._keys[known] = self._people.spelling(self._people.parts(name).surname) if person else plain(name)
        return self._keys[known]
