"""Offices, ranks and roles: the words by which news says what somebody is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.ontology.data_files import bundled_yaml


@dataclass(frozen=True, slots=True)
class Office:
    """An office with the sector it belongs to; `rank` marks ranks and professions, `head` who leads a state.

    `like` names the office that a counterpart in another state has ("secretary of state" has "foreign minister").
    """

    name: str
    sector: str
    head: bool = False
    like: str | None = None
    rank: bool = False
    gender: str | None = None

    @property
    def kind(self) -> str:
        """The name under which offices of different states are the same."""
        return self.like or self.name


@dataclass(frozen=True, slots=True)
class Generic:
    """What a word such as "the leader" or "the minister" may stand for when it points back."""

    head: bool = False
    endings: tuple[str, ...] = ()
    any: bool = False

    def covers(self, office: str, head: bool) -> bool:
        """Say whether a holder of `office` (which leads a state if `head`) may be meant."""
        return self.any or (self.head and head) or any(office.endswith(ending) for ending in self.endings)


class Offices:
    """All known offices, by the words for them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.words: dict[str, Office] = dict(_portfolios(data["portfolios"]))
        self.words.update(_listed(data["offices"]))
        self.by_name: dict[str, Office] = {office.name: office for office in self.words.values()}
        self.generic: dict[str, Generic] = {word: _generic(rule) for word, rule in data["generic"].items()}
        self.former = frozenset(data["former"])
        self.coming = frozenset(data["coming"])
        self.acting = frozenset(data["acting"])

    def find(self, text: str) -> Office | None:
        """Return the office that some words name.

        >>> offices = load_offices()
        >>> [offices.find(text).name for text in ("Defense Secretary", "spokeswoman", "minister of foreign affairs")]
        ['defence minister', 'spokesperson', 'foreign minister']
        """
        return self.words.get(" ".join(folded_words(text)))

    def same(self, one: str | None, other: str | None) -> bool:
        """Say whether two offices are one or are counterparts of each other in different states."""
        if one is None or other is None:
            return False
        return self.kind(one) == self.kind(other)

    def is_rank(self, name: str | None) -> bool:
        """Say whether the name is of a rank or profession, or of nothing known."""
        office = self.by_name.get(name or "")
        return office is None or office.rank

    def kind(self, name: str) -> str:
        """Return the name under which offices of different states are the same."""
        office = self.by_name.get(name)
        return office.kind if office else name


def folded_words(text: str) -> list[str]:
    """Split an office's words for comparison: lower case, no hyphens, "defence" for "defense".

    >>> folded_words("Vice-President")
    ['vice', 'president']
    """
    return [folded_word(word) for word in text.replace("-", " ").split()]


def folded_word(word: str) -> str:
    """Fold one word of an office."""
    return word.lower().replace("’", "'").replace("defense", "defence")


def _listed(entries: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Office]]:
    for entry in entries:
        office = Office(
            entry["office"],
            entry["sector"],
            bool(entry.get("head")),
            entry.get("like"),
            bool(entry.get("rank")),
            entry.get("gender"),
        )
        for word in entry["words"]:
            yield " ".join(folded_words(word)), office


def _portfolios(data: Mapping[str, Any]) -> Iterable[tuple[str, Office]]:
    for entry in data["names"]:
        office = Office(f"{entry['name']} minister", entry["sector"])
        for name in entry["as"]:
            for form in data["forms"]:
                yield " ".join(folded_words(form.format(name))), office


def _generic(rule: Mapping[str, Any]) -> Generic:
    return Generic(bool(rule.get("head")), tuple(rule.get("endings") or ()), bool(rule.get("any")))


@cache
def load_offices() -> Offices:
    """Load the bundled offices."""
    return Offices(bundled_yaml("offices.yaml"))
