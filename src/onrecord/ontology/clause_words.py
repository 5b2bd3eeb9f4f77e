"""Words that decide how a clause is read, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.ontology.data_files import bundled_strings


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The classes of `data/clause_words.yaml`, whose header explains each."""

    object_control: frozenset[str]
    messages: frozenset[str]
    quantities: frozenset[str]
    saying: frozenset[str]
    warning: frozenset[str]
    personal: frozenset[str]
    nobody: frozenset[str]
    happening: frozenset[str]
    other_time: frozenset[str]
    country: frozenset[str]
    helping: frozenset[str]
    giving: frozenset[str]
    judging: frozenset[str]
    owning_up: frozenset[str]
    being_there: frozenset[str]
    instead: frozenset[str]
    sides: frozenset[str]
    delegates: frozenset[str]
    hearsay: frozenset[str]
    long_ago: frozenset[str]
    eras: frozenset[str]


@cache
def load_clause_words() -> ClauseWords:
    """Load the classes.

    >>> "dozens" in load_clause_words().quantities
    True
    """
    raw = bundled_strings("clause_words.yaml")
    return ClauseWords(**{name: frozenset(words) for name, words in raw.items()})
