"""The checks: the name of each, what it promises, and the module that tries it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from bench.reliability.outcome import Measure


@dataclass(frozen=True, slots=True)
class Check:
    """One promise, and the module of this package whose `measure` tries it."""

    promise: str
    module: str

    def load(self) -> Measure:
        """Return what tries the promise; only then are its libraries loaded."""
        found: Measure = import_module(f"bench.reliability.{self.module}").measure
        return found


CHECKS: Mapping[str, Check] = {
    "hostile": Check("Every hostile input comes out as articles or problems, within its limits", "hostile"),
    "fetching": Check("Fetching asks no address that is not on the public internet, unless told to", "fetching"),
    "hidden": Check("What a page hides from its readers enters no statement and no event", "hidden"),
}
