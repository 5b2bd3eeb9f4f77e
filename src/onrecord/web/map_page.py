"""What the map shows: where things were done, by the places that the fullest reports name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from onrecord.export.towns import town_of
from onrecord.ontology.gazetteer import Town
from onrecord.ontology.states import load_states
from onrecord.record.dealings import PlaceCount, names_of_states, places
from onrecord.record.gathering import Gathering

MOST_TOWNS = 300
MOST_STATES = 250
MOST_NAMES = 12
MOST_UNKNOWN = 200


@dataclass(frozen=True, slots=True)
class TownRow:
    """A town with its coordinates, in degrees, as a row of the table that the map is drawn from."""

    name: str
    lat: float
    lon: float
    n: int
    href: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """What was done at places of which only the state is known; `left` counts the places that are not named."""

    state: str
    places: tuple[str, ...]
    left: int
    n: int


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A place of which nothing is known but its name."""

    place: str
    n: int


@dataclass(frozen=True, slots=True)
class MapPage:
    """Everything on the map: towns, then places of which only the state is known, then those of which nothing is.

    `claims` counts what was done at any place; the numbers named `left` are of rows that are not shown.
    """

    claims: int
    towns: tuple[TownRow, ...]
    towns_left: int
    states: tuple[StateRow, ...]
    states_left: int
    unknown: tuple[UnknownRow, ...]
    unknown_left: int


def map_page(held: Gathering) -> MapPage:
    """Gather where things were done."""
    found = places(held.connection)
    names = _names(held, {one.state for one in found if one.state})
    towns, states = _towns(found, names), _states(found, names)
    unknown = [UnknownRow(one.place, one.claims) for one in found if not one.state]
    return MapPage(
        claims=sum(one.claims for one in found),
        towns=tuple(towns[:MOST_TOWNS]),
        towns_left=max(len(towns) - MOST_TOWNS, 0),
        states=tuple(states[:MOST_STATES]),
        states_left=max(len(states) - MOST_STATES, 0),
        unknown=tuple(unknown[:MOST_UNKNOWN]),
        unknown_left=max(len(unknown) - MOST_UNKNOWN, 0),
    )


def _names(held: Gathering, codes: set[str]) -> dict[str, str]:
    """Return the names of states by their codes; those that the user brought have theirs from the record."""
    known = load_states().by_code
    own = names_of_states(held.connection, codes - known.keys())
    return own | {code: known[code].name for code in codes & known.keys()}


def _town(one: PlaceCount) -> Town | None:
    return town_of(one.place, one.state) if one.state else None


def _towns(found: Iterable[PlaceCount], names: Mapping[str, str]) -> list[TownRow]:
    """Return the towns that the gazetteer has, most first; one that articles spell in two ways is one."""
    held: defaultdict[tuple[int, str], list[tuple[PlaceCount, Town]]] = defaultdict(list)
    for one in found:
        if one.state and (town := _town(one)):
            held[town.geonames, one.state].append((one, town))
    rows = []
    for (_, code), own in held.items():
        (first, town), number = own[0], sum(one.claims for one, _ in own)
        name = f"{town.name}, {names.get(code, code)}"
        rows.append(TownRow(name, town.latitude, town.longitude, number, _search(first.place)))
    return sorted(rows, key=lambda row: (-row.n, row.name))


def _search(place: str) -> str:
    """Return the address at which the desk lists the events of a place; a folder of pages has none."""
    return f"events.html?{urlencode({'place': place})}"


def _states(found: Iterable[PlaceCount], names: Mapping[str, str]) -> list[StateRow]:
    """Return the states in which places lie that the gazetteer does not have; a state is such a place too."""
    held: defaultdict[str, list[PlaceCount]] = defaultdict(list)
    for one in found:
        if one.state and not _town(one):
            held[one.state].append(one)
    rows = [
        StateRow(
            names.get(code, code),
            tuple(one.place for one in own[:MOST_NAMES]),
            max(len(own) - MOST_NAMES, 0),
            sum(one.claims for one in own),
        )
        for code, own in held.items()
    ]
    return sorted(rows, key=lambda row: (-row.n, row.state))
