"""Organisations by name, and the common nouns that stand for organisations and groups of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.data_files import bundled_rows, bundled_yaml
from onrecord.ontology.offices import folded_words


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that news names without saying whose it is; `state` is empty for bodies of several states."""

    name: str
    names: tuple[str, ...] = ()
    state: str | None = None
    sector: str | None = None


class Organisations:
    """Known bodies, by name."""

    def __init__(self, bodies: Iterable[Organisation]) -> None:
        self.all: tuple[Organisation, ...] = tuple(bodies)
        self._by_name = {_key(name): body for body in self.all for name in (body.name, *body.names)}

    def find(self, text: str) -> Organisation | None:
        """Return the body that some words name as a whole; a name wholly in capitals must stand in capitals.

        >>> load_organisations().find("the U.N.").name
        'United Nations'
        >>> load_organisations().find("who") is None
        True
        """
        return self._by_name.get(_key(text)) or self._by_name.get(_key(text.title()) if text.isupper() else "")


def _key(text: str) -> str:
    words = text.split()
    if words and words[0].lower() == "the":
        words = words[1:]
    joined = " ".join(words).replace("’", "'")
    bare = joined.replace(".", "")
    return bare if bare.isupper() else joined.lower()


@dataclass(frozen=True, slots=True)
class Nouns:
    """Common nouns for organisations and groups; the values are sectors."""

    bodies: Mapping[str, str]
    groups: Mapping[str, str]
    sides: frozenset[str]
    things: frozenset[str]


@cache
def load_organisations() -> Organisations:
    """Load the bundled organisations."""
    rows = bundled_rows("organisations.csv")
    return Organisations(
        Organisation(
            row["name"],
            tuple(name for name in row["names"].split("|") if name),
            row["state"] or None,
            row["sector"] or None,
        )
        for row in rows
    )


@cache
def load_nouns() -> Nouns:
    """Load the common nouns for organisations and groups."""
    data = bundled_yaml("bodies.yaml")
    return Nouns(
        _by_word(data["bodies"]), _by_word(data["groups"]), frozenset(data["sides"]), frozenset(data["things"])
    )


def _by_word(sectors: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {" ".join(folded_words(word)): sector for sector, words in sectors.items() for word in words}
