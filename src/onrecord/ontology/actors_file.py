"""The user's own file of states, sources and persons: whether it has the form that the loaders read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.data_files import check_own_file


@dataclass(frozen=True, slots=True)
class _Fields:
    """The fields that an entry may have: texts, of which the first ones are needed; lists of texts; others."""

    texts: tuple[str, ...]
    needed: int
    lists: tuple[str, ...]
    others: tuple[str, ...] = ()


_FIELDS = {
    "states": _Fields(("code", "name", "capital"), 2, ("names", "demonyms", "metonyms")),
    "sources": _Fields(
        ("name", "kind", "state", "owner", "family", "reliability"),
        2,
        ("aliases", "hosts"),
        ("state_controlled", "ordinary"),
    ),
    "persons": _Fields(("name", "state", "office", "sector"), 1, ("aliases",), ("tenures",)),
}
_TENURE = _Fields(("office", "state", "sector"), 0, (), ("since", "until"))
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def check_actors_file(path: Path) -> None:
    """Raise `SourceError`, which names the entries at fault, where a user's actors file cannot be used as it is."""
    check_own_file(path, "actors", yaml.safe_load, _faults)


def _faults(content: object) -> Iterator[str]:
    if content is None:
        return
    if not isinstance(content, Mapping):
        yield f"it has none of the lists {', '.join(_FIELDS)}"
        return
    for name, rows in content.items():
        if name not in _FIELDS:
            yield f"there is no list {name!r}, only {', '.join(_FIELDS)}"
        elif not isinstance(rows, list | None):
            yield f"{name!r} is no list"
        else:
            for number, row in enumerate(rows or (), start=1):
                yield from (f"entry {number} of {name!r} {fault}" for fault in _row_faults(_FIELDS[name], row))


def _row_faults(fields: _Fields, row: object) -> Iterator[str]:
    if not isinstance(row, Mapping):
        yield "is no set of fields"
        return
    known = {*fields.texts, *fields.lists, *fields.others}
    yield from (f"has the unknown field {field!r}" for field in row if field not in known)
    yield from (f"lacks {field!r}" for field in fields.texts[: fields.needed] if row.get(field) in (None, ""))
    for field in fields.texts:
        if not isinstance(row.get(field), str | None):
            yield f"has no text in {field!r}; put quotation marks around it"
    for field in fields.lists:
        if not _is_texts(row.get(field)):
            yield f"has no list of texts in {field!r}"
    sector = row.get("sector")
    if isinstance(sector, str) and sector not in load_actor_words().codes:
        yield f"has the unknown sector {sector!r}; docs/actors.md lists them"
    yield from _tenure_faults(row.get("tenures"))


def _tenure_faults(tenures: object) -> Iterator[str]:
    if not isinstance(tenures, list | None):
        yield "has no list in 'tenures'"
        return
    for number, tenure in enumerate(tenures or (), start=1):
        yield from (f"in tenure {number} {fault}" for fault in _row_faults(_TENURE, tenure))
        for field in ("since", "until") if isinstance(tenure, Mapping) else ():
            if tenure.get(field) is not None and not _DAY.fullmatch(str(tenure[field])):
                yield f"in tenure {number} has no year, month or day in {field!r} (2031, 2031-05, 2031-05-21)"


def _is_texts(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value))
