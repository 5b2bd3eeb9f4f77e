"""States and the words that stand for them: names, demonyms, capitals and seats of government."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import cast

from onrecord.model.folding import folded
from onrecord.ontology.data_files import bundled_rows, own_rows

_DOTTED = re.compile(r"(?<=\b[A-Za-z])\.")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORT = 4


class Form(IntEnum):
    """Which word for a state was met; the lower value wins where two states share a word."""

    NAME = 0
    ADJECTIVE = 1
    PEOPLE = 2
    CAPITAL = 3
    METONYM = 4


@dataclass(frozen=True, slots=True)
class State:
    """A state (or a place that news treats as one) with the words that stand for it; `code` is ISO 3166 alpha-3."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    capital: str | None = None
    metonyms: tuple[str, ...] = ()

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives and nouns for the state's people."""
        return tuple(dict.fromkeys((*self.adjectives, *self.nouns)))

    def words(self) -> Iterable[tuple[str, Form]]:
        """Give every word for the state with its form."""
        yield self.name, Form.NAME
        yield from ((word, Form.NAME) for word in self.names)
        yield from ((word, Form.ADJECTIVE) for word in self.adjectives)
        yield from ((word, Form.PEOPLE) for word in self.nouns)
        if self.capital:
            yield self.capital, Form.CAPITAL
        yield from ((word, Form.METONYM) for word in self.metonyms)


@dataclass(frozen=True, slots=True)
class StateMatch:
    """A state and the forms in which a text stands for it ("French" is both an adjective and a word for people)."""

    state: State
    forms: frozenset[Form]

    @property
    def form(self) -> Form:
        """The strongest form."""
        return min(self.forms)


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Fold a name for comparison: case, width and quotation marks, and without diacritics.

    >>> plain("Brasília")
    'brasilia'
    """
    lowered = folded(text)
    if lowered.isascii():
        return lowered
    parted = unicodedata.normalize("NFD", lowered)
    return "".join(c for c in parted if not unicodedata.combining(c))


def _trimmed(text: str) -> str:
    """Drop the article, a possessive ending, and the dots of an abbreviation."""
    words = " ".join(text.split())
    if words[:4].lower() == "the ":
        words = words[4:]
    return _DOTTED.sub("", _POSSESSIVE.sub("", words))


def _as_written(word: str) -> bool:
    """Say whether a word must be met as it is written: "US" is not "us", "Malé" is not "male"."""
    return word.isupper() or (len(word) <= _SHORT and not word.isascii())


class States:
    """All known states, found by any word that stands for them."""

    def __init__(self, states: Iterable[State]) -> None:
        self.by_code: dict[str, State] = {state.code: state for state in states}
        self._exact: dict[str, dict[str, set[Form]]] = {}
        self._folded: dict[str, dict[str, set[Form]]] = {}
        for state in self.by_code.values():
            for word, form in state.words():
                key = _trimmed(word)
                table = self._exact if _as_written(key) else self._folded
                key = key if _as_written(key) else plain(key)
                table.setdefault(key, {}).setdefault(state.code, set()).add(form)

    def find(self, text: str) -> State | None:
        """Return the state that a name, demonym, capital or seat of government stands for.

        >>> states = load_states()
        >>> [states.find(text).code for text in ("the U.S.", "Chinese", "the Kremlin", "Britons", "Ankara")]
        ['USA', 'CHN', 'RUS', 'GBR', 'TUR']
        >>> states.find("us") is None
        True
        """
        match = self.match(text)
        return match.state if match else None

    def match(self, text: str) -> StateMatch | None:
        """Return the state that a text stands for, with the forms in which it does."""
        key = _trimmed(text)
        found = self._exact.get(key) or self._folded.get(plain(key))
        if not found:
            return None
        code = min(found, key=lambda code: (min(found[code]), code))
        return StateMatch(self.by_code[code], frozenset(found[code]))

    @cached_property
    def longest(self) -> int:
        """The number of words in the longest word for a state."""
        keys = (*self._exact, *self._folded)
        return max((len(key.split()) for key in keys), default=0)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _row(row: Mapping[str, str]) -> State:
    return State(
        row["code"],
        row["name"],
        _split(row["names"]),
        _split(row["adjectives"]),
        _split(row["nouns"]),
        row["capital"] or None,
        _split(row["metonyms"]),
    )


def _own(entry: Mapping[str, object]) -> State:
    """Read a state of the user's own file, whose `demonyms` serve as adjectives and nouns alike."""

    def listed(field: str) -> tuple[str, ...]:
        return tuple(str(item) for item in cast(Iterable[object], entry.get(field) or ()))

    capital = entry.get("capital")
    demonyms = listed("demonyms")
    return State(
        str(entry["code"]),
        str(entry["name"]),
        listed("names"),
        demonyms,
        demonyms,
        str(capital) if capital else None,
        listed("metonyms"),
    )


@cache
def load_states(extra: Path | None = None) -> States:
    """Load the bundled states, and those in the list `states` of the user's own file, which win where codes agree."""
    states = [_row(row) for row in bundled_rows("states.csv")]
    if extra:
        states.extend(map(_own, own_rows(extra, "states")))
    return States(states)
