"""Where on the ground something happened: the words for sites and waters, and which exclude each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.data_files import bundled_yaml


@dataclass(frozen=True, slots=True)
class Sites:
    """What `data/sites.yaml` holds; that file's header explains each field.

    `sort` gives the sort of site for each noun, `nouns` all of them, the longest first.
    """

    sort: Mapping[str, str]
    nouns: tuple[str, ...]
    nested: frozenset[frozenset[str]]
    waters: tuple[tuple[str, re.Pattern[str]], ...]
    occasions: frozenset[str]
    families: Mapping[str, frozenset[str]]

    def apart(self, a: str, b: str) -> bool:
        """Say whether two sorts of site, or of waters, exclude each other.

        >>> load_sites().apart("home", "airport"), load_sites().apart("hotel", "airport")
        (True, False)
        """
        seas = {name for name, _ in self.waters}
        return a != b and (a in seas) is (b in seas) and frozenset((a, b)) not in self.nested


@cache
def load_sites() -> Sites:
    """Load the lists from the package."""
    data = bundled_yaml("sites.yaml")
    sort = {noun: name for name, nouns in data["sites"].items() for noun in nouns}
    return Sites(
        sort=sort,
        nouns=tuple(sorted(sort, key=len, reverse=True)),
        nested=frozenset(frozenset(pair) for pair in data["nested"]),
        waters=tuple((name, re.compile("|".join(forms))) for name, forms in data["waters"].items()),
        occasions=frozenset(data["occasions"].split()),
        families={kind: frozenset(verbs) for kind, verbs in data["families"].items()},
    )
