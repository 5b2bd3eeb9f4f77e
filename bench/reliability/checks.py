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
    "bombs": Check(
        "What would become large, deep or endless costs two seconds and 150 MiB, or is ended by its limit", "bombs"
    ),
    "fuzz": Check("Whatever bytes come, what reads them tells what they are or why it cannot", "fuzz"),
    "fetching": Check("Fetching asks no address that is not on the public internet, unless told to", "fetching"),
    "hidden": Check("What a page hides from its readers enters no statement and no event", "hidden"),
    "scripts": Check("No text of a stranger becomes markup, a script or a request on any page", "scripts.check"),
    "guards": Check("The desk answers nobody but its own pages, and goes on while others hold it up", "guards.check"),
    "sql": Check("A question in SQL writes nothing, reads no file and ends in time, within its memory", "sql"),
    "formulas": Check("No cell of a file for spreadsheets is run, and each gives its text back", "formulas"),
    "terminal": Check("No command prints what acts on a terminal or forges a line", "terminal.check"),
    "api": Check("The HTTP interface answers as its description says, whatever it is asked for", "api"),
    "kills": Check("A command that is killed leaves a whole record, and goes on from there to the same one", "kills"),
    "faults": Check("A full disk, a closed folder, a wrong clock or Ctrl-C is a message, and loses nothing", "faults"),
    "evidence": Check("Every span slices to its text, and verify finds what was damaged", "evidence"),
    "determinism": Check(
        "The same coverage gives the same record, in any order and number of processes", "determinism"
    ),
    "load": Check("Readers beside a writer get answers without errors, and nothing leaks", "load"),
    "supply": Check("What is installed is pinned by hash and has a permissive licence", "supply"),
    "audit": Check("No hole is known in what is installed", "audit"),
}
