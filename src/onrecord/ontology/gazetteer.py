"""Towns and the states of the USA by name, from GeoNames: which state a place lies in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import NamedTuple

from onrecord.ontology.data_files import bundled_cells, bundled_strings
from onrecord.ontology.states import plain

LARGE = 300_000
"""People from which on a town is known abroad: the gazetteer's other names of smaller ones hold ordinary words."""

_SHORT_ABROAD = 4
"""Letters up to which another name of a large town is an abbreviation, of an airport as a rule."""


class Town(NamedTuple):
    """A row of `towns.csv`: its state by ISO 3166-1 alpha-3, degrees in WGS 84, GeoNames' number."""

    name: str
    state: str
    people: int
    latitude: float
    longitude: float
    geonames: int
    names: str

    @property
    def large(self) -> bool:
        """Whether it is known abroad."""
        return self.people >= LARGE


def place_key(name: str) -> str:
    """Return a place's name as it is looked up: folded, hyphens as spaces, without dots.

    >>> place_key("St. Gallen"), place_key("Tel-Aviv")
    ('st gallen', 'tel aviv')
    """
    return plain(name).replace("-", " ").replace(".", "")


class Gazetteer:
    """Places by `place_key`, in tables made when first asked for; of several of one name the most populous counts."""

    @cached_property
    def american(self) -> frozenset[str]:
        """The states of the USA."""
        return frozenset(map(place_key, bundled_strings("american_states.yaml")["states"]))

    @cached_property
    def towns(self) -> Mapping[str, str]:
        """The state (ISO 3166-1 alpha-3) of every town, by its own name."""
        return {place_key(town.name): town.state for town in self.all}

    @cached_property
    def cities(self) -> frozenset[str]:
        """The names of large towns."""
        return frozenset(place_key(town.name) for town in self.all if town.large)

    @cached_property
    def other_names(self) -> Mapping[str, str]:
        """The state of every town, by its other names in Latin letters; no own name of a town is among them."""
        return _by_others(self.all)

    @cached_property
    def other_names_abroad(self) -> Mapping[str, str]:
        """The same of large towns only."""
        return _by_others((town for town in self.all if town.large), _SHORT_ABROAD)

    @cached_property
    def all(self) -> tuple[Town, ...]:
        """The towns, those with the fewest people first."""
        rows = bundled_cells("towns.csv")
        next(rows)
        return tuple(
            Town(name, state, int(people), float(latitude), float(longitude), int(geonames), names)
            for name, state, people, latitude, longitude, geonames, names in rows
        )


def _by_others(towns: Iterable[Town], short: int = 0) -> dict[str, str]:
    """Return states by other names that are longer than `short`."""
    return {
        place_key(name): town.state
        for town in towns
        if town.names
        for name in town.names.split("|")
        if len(name) > short
    }


@cache
def load_gazetteer() -> Gazetteer:
    """Open the gazetteer; nothing is read before the first look-up."""
    return Gazetteer()


def state_of_place(name: str) -> str | None:
    """Return the ISO 3166 alpha-3 code of the state in which a town, or a state of the USA, lies.

    >>> state_of_place("Vladivostok"), state_of_place("Texas"), state_of_place("Nowhere-on-Sea")
    ('RUS', 'USA', None)
    """
    key, gazetteer = place_key(name), load_gazetteer()
    if key in gazetteer.american:
        return "USA"
    return gazetteer.towns.get(key) or gazetteer.other_names.get(key)
