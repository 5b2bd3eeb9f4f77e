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
    "scripts": Check("No text of a stranger becomes markup, a script or a request on any page", "scripts.check"),
    "guards": Check("The desk answers nobody but its own pages, and goes on while others hold it up", "guards.check"),
    "sql": Check("A question in SQL writes nothing, reads no file and ends in time, within its memory", "sql"),
    "formulas": Check("No cell of a file for spreadsheets is run, and each gives its text back", "formulas"),
    "terminal": Check("No command prints what acts on a terminal or forges a line", "terminal.check"),
    "api": Check("The HTTP interface answers as its description says, whatever it is asked for", "api"),
}
