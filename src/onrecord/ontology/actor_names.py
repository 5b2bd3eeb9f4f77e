"""Bodies, armed groups and leaders by name, each with the time for which its code holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.ontology.actor_leaders import bundled_leaders, by_surname, own_persons, spelled
from onrecord.ontology.actor_rows import Name, by_text, is_short, name_row, split_cell
from onrecord.ontology.actor_tokens import Key, key_of, reach_of
from onrecord.ontology.actor_words import ActorWords, load_actor_words
from onrecord.ontology.data_files import bundled_rows
from onrecord.ontology.organisations import load_organisations
from onrecord.ontology.sources import load_sources


@dataclass(frozen=True, slots=True)
class ActorNames:
    """Names by key, and leaders by their key and that of their surname, as `spelled`; how far they reach."""

    by_key: Mapping[Key, tuple[Name, ...]]
    leaders: Mapping[Key, tuple[Name, ...]]
    surnames: Mapping[Key, tuple[Name, ...]]
    reach: Mapping[str, int]
    leaders_reach: Mapping[str, int]


@cache
def load_actor_names(actors_file: Path | None = None) -> ActorNames:
    """Load the names: bodies listed for coding, then other organisations, then news outlets; and leaders.

    The persons and sources of the user's own file go before the bundled ones.
    """
    named: dict[Key, tuple[Name, ...]] = {}
    for names in (_listed(), _organisations(), _outlets(actors_file)):
        for key, rows in _grouped(names).items():
            named.setdefault(key, rows)
    own = tuple(own_persons(actors_file)) if actors_file else ()
    bundled = tuple(bundled_leaders())
    leaders = {**_people(bundled), **_people(own)}
    surnames = {**by_surname(bundled), **by_surname(own)}
    return ActorNames(named, leaders, surnames, reach_of(named), reach_of((*leaders, *surnames)))


def _people(leaders: Iterable[Name]) -> dict[Key, tuple[Name, ...]]:
    found: dict[Key, list[Name]] = defaultdict(list)
    for key, rows in _grouped(leaders).items():
        found[spelled(key)] += rows
    return {key: tuple(rows) for key, rows in found.items()}


def _grouped(names: Iterable[Name]) -> dict[Key, tuple[Name, ...]]:
    found: dict[Key, list[Name]] = defaultdict(list)
    for text, rows in by_text(names).items():
        key = key_of(text)
        found[key[1:] if key[0] == "the" and len(key) > 1 else key] += rows
    return {key: tuple(rows) for key, rows in found.items()}


def _listed() -> Iterator[Name]:
    for row in bundled_rows("actor_names.csv"):
        texts = (row["name"], *split_cell(row["names"]))
        yield from (name_row(text, row, row["sector"] or None) for text in texts)


def _organisations() -> Iterator[Name]:
    for body in load_organisations().all:
        yield from (Name(text, body.state, body.sector, exact=is_short(text)) for text in (body.name, *body.names))


def _outlets(actors_file: Path | None) -> Iterator[Name]:
    """Yield the news outlets, without names that any state's outlet may have: a "national news agency" is a noun."""
    words = load_actor_words()
    for source in load_sources(actors_file).all:
        sector, also = ("GOV", "JRN") if source.state_controlled else ("JRN", None)
        for text in (source.name, *source.aliases):
            if source.kind != "platform" and not _is_common(text, words):
                yield Name(text, source.state, sector, also, exact=True)


def _is_common(text: str, words: ActorWords) -> bool:
    """Say whether a name of several words is a noun phrase of the word lists."""
    return len(key_of(text)) > 1 and words.find(text) is not None
