"""Entities that could be one actor by their names: only those of one kin are compared, and each kin by itself.

So a further article changes the actors of its own names' kin, and no others; persons without a name come last, see
`onrecord.resolve.holders`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.model.groups import Groups
from onrecord.model.ids import digest
from onrecord.model.reading import EntityKind
from onrecord.ontology.people import People
from onrecord.resolve.bodies import SOURCE, key_of
from onrecord.resolve.persons import rough_keys
from onrecord.resolve.surnames import called_by

REVISION = 1
"""Raised whenever other actors would be found in the same kin than before."""

_PERSON = f"{EntityKind.PERSON} "

Counted = tuple[int, int]
"""How many entities have a label, and the greatest of their keys in the record: entities are only ever added."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Labels whose entities are compared; `inputs` is a hash of all that their actors are made from."""

    labels: tuple[str, ...]
    inputs: str


def label_of(kind: str, name: str, state: str | None) -> str:
    """Return what entities must have in common to be of one kin at once: the name, folded as bodies' names are.

    >>> label_of("organisation", "The Velmark Guard", None) == label_of("organisation", "Velmark guard", "XVM")
    True
    """
    if kind == EntityKind.PERSON:
        return f"{_PERSON}{name}"
    first, folded, code = key_of(kind, name, state)
    # The name of an organisation tells the state of a group of that name.
    return f"{first} {folded}" if first == SOURCE else f"body {folded}" if folded else f"{first} {code}"


def kindred(counts: Mapping[str, Counted], judged: Iterable[tuple[str, str, str]], people: People) -> Iterator[Kin]:
    """Yield the kin of some labels, in the order of their first labels.

    `judged` gives for each judgement the labels of its two entities and its id, in the order in which they were made.
    """
    groups = Groups()
    for label in counts:
        if label.startswith(_PERSON):
            for key in _keys(label.removeprefix(_PERSON), people):
                groups.join(label, key)
    decided: defaultdict[str, list[str]] = defaultdict(list)
    for one, other, id_ in judged:
        groups.join(one, other)
        for label in {one, other}:
            decided[label].append(id_)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for label in sorted(counts):
        members[groups.root(label)].append(label)
    for labels in members.values():
        made_of = [(label, *counts[label], decided.get(label)) for label in labels]
        yield Kin(tuple(labels), digest((REVISION, made_of)))


def _keys(name: str, people: People) -> Iterator[str]:
    """Yield what names share that can be one person's: the surname, what stands for it, or a misspelling of it."""
    parts = people.parts(name)
    surname = people.spelling(parts.surname)
    yield f"spelt {people.spelling(name)}"
    yield from (f"called {word}" for word in called_by(parts, people))
    if parts.given:
        given = people.given(parts.given[0])
        yield from (f"like {given} {key}" for key in rough_keys(surname))
