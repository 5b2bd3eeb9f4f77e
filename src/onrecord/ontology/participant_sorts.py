"""What a participant of an event is by its noun: a sort of thing, a suspect, somebody in a body's service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.data_files import bundled_yaml
from onrecord.ontology.wording import sense, stem


@dataclass(frozen=True, slots=True)
class ParticipantSorts:
    """What `data/participant_sorts.yaml` holds, its nouns by sense; that file's header explains each field.

    `sort` names the sort of thing a noun stands for, `loose` are the nouns that can mean every thing of their sort, and
    `nouns` gives the words themselves.
    """

    sort: Mapping[str, str]
    loose: frozenset[str]
    nouns: tuple[str, ...]
    takings: frozenset[str]
    suspects: frozenset[str]
    bodies: frozenset[str]
    serving: tuple[tuple[tuple[str, ...], tuple[frozenset[str], ...]], ...]
    asked: Mapping[str, str]


@cache
def load_participant_sorts() -> ParticipantSorts:
    """Load the lists from the package.

    >>> load_participant_sorts().sort[plain_noun("tankers")], "board" in load_participant_sorts().takings
    ('vessel', True)
    """
    data = bundled_yaml("participant_sorts.yaml")
    things = {sort: [*row["any"], *row["kinds"]] for sort, row in data["things"].items()}
    return ParticipantSorts(
        sort={plain_noun(noun): sort for sort, nouns in things.items() for noun in nouns},
        loose=frozenset(plain_noun(noun) for row in data["things"].values() for noun in row["any"]),
        nouns=tuple(noun for nouns in things.values() for noun in nouns),
        takings=frozenset(data["takings"].split()),
        suspects=frozenset(map(plain_noun, data["suspects"].split())),
        bodies=frozenset(map(plain_noun, data["bodies"].split())),
        serving=tuple((_senses(noun), tuple(map(_words, bodies))) for noun, bodies in data["serving"].items()),
        asked={plain_noun(word): name for name, words in data["asked"].items() for word in words},
    )


def plain_noun(noun: str) -> str:
    """Return the sense by which a noun is compared: the same for singular and plural."""
    return sense(stem(noun))


def _words(name: str) -> frozenset[str]:
    return frozenset(plain_noun(word) for word in name.split())


def _senses(name: str) -> tuple[str, ...]:
    return tuple(map(plain_noun, name.split()))
