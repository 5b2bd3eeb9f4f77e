"""Whose sentences may be one speaker's: those under his name, however it is spelt, or under an office only he has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import JaroWinkler

from onrecord.model.folding import folded
from onrecord.model.reading import EntityKind
from onrecord.model.snapshot import grouped
from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.resolve.units import Unit

_SPELT_ALIKE = 0.8
_FULL = 2


def voices(units: Sequence[Unit], at: Sequence[int]) -> Iterator[list[int]]:
    """Give the numbers `at` of the units of one story by who speaks; a unit may be in several lists, or in none.

    Two agencies write the name of one person in two ways, and an article may name somebody by an office alone.
    """
    own = grouped((party.key, number) for number in at if (party := units[number].speaker) is not None)
    nameless = [number for number in at if units[number].speaker is None and units[number].post]
    posts = {key: frozenset[str]().union(*(units[n].post for n in numbers)) for key, numbers in own.items()}
    meant = {n: {key for key, held in posts.items() if units[n].post <= held} for n in nameless}
    for keys in _spellings(units, own):
        found = [number for key in keys for number in own[key]]
        yield sorted([*found, *(n for n, holders in meant.items() if holders and holders <= set(keys))])


def _spellings(units: Sequence[Unit], own: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, ...]]:
    """Give the keys of the speakers, two together whose names are spellings of one."""
    taken: set[str] = set()
    for key, numbers in own.items():
        if key not in taken:
            later = (other for other in own if other not in taken and other != key)
            same = next((other for other in later if _one_name(units, numbers, own[other])), None)
            keys = (key, same) if same else (key,)
            taken.update(keys)
            yield keys


def _one_name(units: Sequence[Unit], a: Sequence[int], b: Sequence[int]) -> bool:
    """Say whether two persons whom no article names both have full names that differ in spelling alone."""
    one, other = units[a[0]].speaker, units[b[0]].speaker
    if one is None or other is None or not one.kind is other.kind is EntityKind.PERSON:
        return False
    if one.state and other.state and one.state != other.state:
        return False
    if {units[n].article for n in a} & {units[n].article for n in b}:
        return False
    return spelt_alike(one.name, other.name)


def spelt_alike(a: str, b: str) -> bool:
    """Say whether two full names differ in spelling alone, or in words for an office before one of them.

    >>> spelt_alike("Pavel Torvik", "Pavle Torwick"), spelt_alike("Pavel Torvik", "Pavel Renn")
    (True, False)
    >>> spelt_alike("Defence Ministers Pavel Torvik", "Pavel Torvik"), spelt_alike("Ada Pavel Torvik", "Pavel Torvik")
    (True, False)
    """
    one, other = _without_office(a), _without_office(b)
    if len(one) != len(other) or len(one) < _FULL:
        return False
    return all(JaroWinkler.similarity(x, y) >= _SPELT_ALIKE for x, y in zip(one, other, strict=True))


def _without_office(name: str) -> list[str]:
    """Return the words of a name behind the last one for a person ("Defence Ministers Pavel Torvik")."""
    words = folded(name).split()
    people = load_event_lexicon().people
    last = max((at for at, word in enumerate(words) if {word, word.removesuffix("s")} & set(people)), default=-1)
    return words[last + 1 :] if len(words) - last > _FULL else words
