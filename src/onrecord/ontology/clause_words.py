"""Words that decide how a clause is read, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


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
    judging: frozenset[str]
    owning_up: frozenset[str]
    being_there: frozenset[str]
    instead: frozenset[str]
    sides: frozenset[str]
    hearsay: frozenset[str]
    long_ago: frozenset[str]
    eras: frozenset[str]


@cache
def load_clause_words() -> ClauseWords:
    """Load the classes.

    >>> "dozens" in load_clause_words().quantities
    True
    """
    text = files("onrecord.ontology").joinpath("data", "clause_words.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
    return ClauseWords(**{name: frozenset(words) for name, words in raw.items()})
