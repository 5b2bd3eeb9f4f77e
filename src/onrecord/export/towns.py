"""Where towns lie, for the formats that give places by their coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.ontology.gazetteer import Town, load_gazetteer
from onrecord.ontology.states import plain


def town_of(name: str, state: str) -> Town | None:
    """Return the most populous town of this name in the state with this ISO 3166 alpha-3 code, or None.

    >>> town = town_of("Geneva", "CHE")
    >>> (round(town.latitude), round(town.longitude), town_of("Geneva", "JPN"))
    (46, 6, None)
    """
    return _towns().get((plain(name), state))


@cache
def _towns() -> Mapping[tuple[str, str], Town]:
    return {(plain(town.name), town.state): town for town in load_gazetteer().all}
