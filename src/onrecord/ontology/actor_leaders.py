"""Leaders by name with the tenures of their offices: the bundled lists, and the persons of the user's own file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.ontology.actor_rows import Name, by_text, first_day, last_day, split_cell
from onrecord.ontology.actor_tokens import Key, key_of
from onrecord.ontology.actor_words import load_actor_words
from onrecord.ontology.data_files import bundled_rows, own_rows
from onrecord.ontology.offices import load_offices
from onrecord.ontology.people import load_people

_HEADS = frozenset({"president", "head of state", "prime minister", "supreme leader", "secretary-general"})
"""Offices whose holders news calls by the surname alone; a minister's is too often that of somebody else."""


def spelled(key: Key) -> Key:
    """Return a person's name in the one form that its spellings share.

    >>> spelled(("sergey", "petrov")) == spelled(("sergei", "petrov"))
    True
    """
    return tuple(load_people().spelling(word) for word in key)


def bundled_leaders() -> Iterator[Name]:
    """Yield the tenures of `actor_leaders.csv` and `actor_officials.csv`, under each of the person's names."""
    for file, full in (("actor_leaders.csv", False), ("actor_officials.csv", True)):
        for row in bundled_rows(file):
            yield from _tenure(row, full=full and row["office"] not in _HEADS)


def _tenure(row: Mapping[str, str], *, full: bool) -> Iterator[Name]:
    """Yield one tenure under each name; what has no state is of the United Nations."""
    sector, also = _code_of_office(row["office"]) if row["state"] else ("IGO", None)
    since, until, left = first_day(row["since"]), last_day(row["until"]), first_day(row["left"])
    for text in (row["name"], *split_cell(row["names"])):
        yield Name(text, row["state"] or None, sector, also, since, until, False, True, left, full)


def own_persons(path: Path) -> Iterator[Name]:
    """Yield the persons of a user's file that `check_actors_file` found fit, a row for each tenure and name.

    A person without tenures holds the office for good; who has neither tells a state at most.
    """
    for person in own_rows(path, "persons"):
        names = (str(person["name"]), *(str(alias) for alias in person.get("aliases") or ()))
        for tenure in person.get("tenures") or [dict[str, Any]()]:
            yield from (_own(text, person, tenure) for text in names)


def _own(text: str, person: Mapping[str, Any], tenure: Mapping[str, Any]) -> Name:
    sector = tenure.get("sector") or person.get("sector")
    office = tenure.get("office") or person.get("office")
    until = last_day(str(tenure.get("until") or ""))
    return Name(
        text,
        tenure.get("state") or person.get("state"),
        sector or (_sector_of_office(office) if office else None),
        None,
        first_day(str(tenure.get("since") or "")),
        until,
        False,
        True,
        until,
    )


def latest_office(person: Mapping[str, Any]) -> str | None:
    """Return the office that a person of a user's file has now: the one given, else that of the last open tenure.

    >>> latest_office({"tenures": [{"office": "mayor", "until": 2019}, {"office": "president", "since": 2020}]})
    'president'
    """
    if person.get("office"):
        return str(person["office"])
    tenures = [tenure for tenure in person.get("tenures") or () if tenure.get("office") and not tenure.get("until")]
    last = max(tenures, key=lambda tenure: str(tenure.get("since") or ""), default=None)
    return str(last["office"]) if last else None


def _sector_of_office(words: str) -> str | None:
    return _code_of_office(words)[0]


@cache
def _code_of_office(words: str) -> tuple[str | None, str | None]:
    """Return the sectors of an office, of an unlisted one those of the noun it ends with."""
    office, noun = load_offices().find(words), load_actor_words().find(words)
    if office:
        return office.sector, noun.also if noun else None
    noun = noun or load_actor_words().find(words.rsplit(maxsplit=1)[-1])
    return (noun.sector, noun.also) if noun else (None, None)


def by_surname(leaders: Iterable[Name]) -> dict[Key, tuple[Name, ...]]:
    """Return leaders by surname, where it is no word; those whose surname is read alone are of one state."""
    people, words = load_people(), load_actor_words()
    found: dict[Key, list[Name]] = defaultdict(list)
    for text, names in by_text(leaders).items():
        found[spelled(key_of(people.parts(text).surname))] += names
    return {
        key: tuple(rows)
        for key, same in found.items()
        if key not in words.by_key and len("".join(key)) > 1 and (rows := _of_one_state(same))
    }


def _of_one_state(names: Iterable[Name]) -> list[Name]:
    """Return the names without those that would be read alone, where these are of more states than one."""
    rows = list(names)
    one = len({name.state for name in rows if not name.full}) <= 1
    return [name for name in rows if one or name.full]
