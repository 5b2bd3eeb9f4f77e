"""Towns, provinces and peoples by the state they belong to, for phrases that name no state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from onrecord.ontology.actor_tokens import Key, key_of
from onrecord.ontology.data_files import bundled_rows
from onrecord.ontology.gazetteer import load_gazetteer, place_key


def state_of_key(key: Key) -> str | None:
    """Return the state in which a town or region lies; of small towns only their own names are taken.

    >>> [state_of_key(key_of(name)) for name in ("Vladivostok", "Texas", "Darfuri", "Nowhere-on-Sea")]
    ['RUS', 'USA', 'SDN', None]
    """
    name, gazetteer = _name(key), load_gazetteer()
    if key in _regions():
        return _regions()[key]
    if name in gazetteer.american:
        return "USA"
    return gazetteer.towns.get(name) or gazetteer.other_names_abroad.get(name)


def is_town(text: str) -> bool:
    """Say whether a name is of a town, and not of a building or a palace.

    >>> is_town("Tel Aviv"), is_town("Downing Street")
    (True, False)
    """
    name, gazetteer = place_key(text), load_gazetteer()
    return name in gazetteer.towns or name in gazetteer.other_names_abroad


def is_city(key: Key) -> bool:
    """Say whether a name is of a large town, which is meant before a person of that name.

    >>> is_city(("lagos",)), is_city(("obama",))
    (True, False)
    """
    return _name(key) in load_gazetteer().cities


def _name(key: Key) -> str:
    return " ".join(key).replace(" 's", "'s")


@cache
def _regions() -> Mapping[Key, str]:
    return dict(_region_rows())


def _region_rows() -> Iterator[tuple[Key, str]]:
    for row in bundled_rows("actor_regions.csv"):
        yield from ((key_of(name), row["state"]) for name in row["regions"].split("|"))
