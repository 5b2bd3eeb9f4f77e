"""The user's own file of sources: how reliable each is and whose it is."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model.grading import Reliability
from onrecord.ontology.actors_file import check_actors_file
from onrecord.ontology.data_files import own_rows, unfit

COLUMNS = ("name", "reliability", "state", "state_controlled", "owner", "aliases", "note")
_ANSWERS = {"yes": True, "no": False, "": None}


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One line of the file; None where it says nothing of a field."""

    name: str
    reliability: Reliability | None = None
    state: str | None = None
    state_controlled: bool | None = None
    owner: str | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""


def read_sources_file(path: Path) -> tuple[SourceEntry, ...]:
    """Read a user's sources: CSV with the columns of examples/sources.csv, or a YAML file of actors with `sources`.

    Of the columns only `name` is needed; lines of CSV that begin with # are comments. Raises `SourceError`, which names
    the lines or entries at fault.
    """
    return _from_yaml(path) if path.suffix.lower() in {".yaml", ".yml"} else _from_csv(path)


def _from_yaml(path: Path) -> tuple[SourceEntry, ...]:
    check_actors_file(path)
    rows = [_flat(row) for row in own_rows(path, "sources")]
    faults = [f"entry {n} of 'sources' {fault}" for n, row in enumerate(rows, start=1) for fault in _row_faults(row)]
    if faults:
        raise unfit(path, "sources", faults, ".csv")
    return tuple(_entry(row) for row in rows)


def _flat(row: Mapping[str, Any]) -> dict[Any, object]:
    """Return an entry of YAML in the words of a table's cells."""
    answer = {"True": "yes", "False": "no"}.get(str(row.get("state_controlled")), "")
    return {**row, "aliases": "|".join(row.get("aliases") or ()), "state_controlled": answer}


def _from_csv(path: Path) -> tuple[SourceEntry, ...]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise unfit(path, "sources", [f"it cannot be read as UTF-8 text: {error}"], ".csv") from error
    kept = [(number, line) for number, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(line for _, line in kept)
    faults = list(_header_faults(reader.fieldnames or ()))
    rows = [] if faults else [(kept[reader.line_num - 1][0], row) for row in reader]
    faults += [f"line {number} {fault}" for number, row in rows for fault in _row_faults(row)]
    if faults:
        raise unfit(path, "sources", faults, ".csv")
    return tuple(_entry(row) for _, row in rows)


def _header_faults(names: Sequence[str]) -> Iterator[str]:
    if "name" not in names:
        yield f"its first line does not name the columns ({', '.join(COLUMNS)})"
        return
    yield from (f"there is no column {name!r}, only {', '.join(COLUMNS)}" for name in names if name not in COLUMNS)


def _row_faults(row: Mapping[Any, object]) -> Iterator[str]:
    if None in row:
        yield "has more cells than columns; put quotation marks around a cell that holds a comma"
    if not _cell(row, "name"):
        yield "has no name"
    letter = _cell(row, "reliability").upper()
    if letter and letter not in set(Reliability):
        yield f"has the reliability {letter!r}, which is none of {', '.join(Reliability)}"
    if _cell(row, "state_controlled").lower() not in _ANSWERS:
        yield "says neither yes nor no in state_controlled"
    state = _cell(row, "state")
    if state and not (len(state) == 3 and state.isalpha() and state.isupper()):
        yield f"has the state {state!r}, which is no code of three capital letters (ISO 3166-1 alpha-3)"


def _entry(row: Mapping[Any, object]) -> SourceEntry:
    letter = _cell(row, "reliability").upper()
    return SourceEntry(
        name=_cell(row, "name"),
        reliability=Reliability(letter) if letter else None,
        state=_cell(row, "state") or None,
        state_controlled=_ANSWERS[_cell(row, "state_controlled").lower()],
        owner=_cell(row, "owner") or None,
        aliases=tuple(alias.strip() for alias in _cell(row, "aliases").split("|") if alias.strip()),
        note=_cell(row, "note"),
    )


def _cell(row: Mapping[Any, object], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""
