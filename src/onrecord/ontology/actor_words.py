"""The nouns by which a phrase says what part of society an actor belongs to: the lists of `actor_words.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from onrecord.ontology.actor_tokens import Key, key_of, reach_of
from onrecord.ontology.data_files import bundled_yaml
from onrecord.ontology.offices import load_offices
from onrecord.ontology.organisations import load_nouns


class Kind(StrEnum):
    """How a word tells a sector."""

    NOUN = "noun"
    ROLE = "role"
    COLLECTIVE = "collective"
    FAITH = "faith"
    MODIFIER = "modifier"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Word:
    """A noun or modifier with its sectors; of a role or collective, the ones it has when no other word tells them."""

    kind: Kind
    sector: str | None = None
    also: str | None = None


@dataclass(frozen=True, slots=True)
class Sector:
    """A code of PLOVER or CAMEO with what it stands for."""

    code: str
    means: str
    shown: str


@dataclass(frozen=True, slots=True)
class ActorWords:
    """The lists of `actor_words.yaml`, by key; its header says what each is for."""

    sectors: tuple[Sector, ...]
    faiths: frozenset[str]
    by_key: Mapping[Key, Word]
    reach: Mapping[str, int]
    quantities: frozenset[str]
    state_owned: frozenset[Key]
    opposing: frozenset[Key]
    shadow: frozenset[str]
    ruling: frozenset[str]
    trades: frozenset[Key]
    ranks: frozenset[Key]
    serving: frozenset[str]
    former: frozenset[str]
    elite_after: frozenset[str]
    elite_words: frozenset[Key]
    civilian_after: frozenset[str]
    not_theirs: frozenset[str]
    turned: frozenset[str]
    own: frozenset[str]
    own_of_roles: frozenset[str]
    cut: frozenset[Key]
    no_place: frozenset[Key]
    place_words: frozenset[str]
    state_bank: frozenset[str]
    prefixes: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Every code that a sector can have."""
        return frozenset(sector.code for sector in self.sectors) | self.faiths

    def find(self, text: str) -> Word | None:
        """Return what some words as a whole tell.

        >>> load_actor_words().find("riot police").sector, load_actor_words().find("Defense Ministries").also
        ('COP', 'MIL')
        """
        return self.by_key.get(key_of(text))


def plural(words: str) -> str:
    """Return the plural of a noun, of "head of state" that of its first word.

    >>> plural("spy"), plural("gunman"), plural("chief of staff"), plural("thief")
    ('spies', 'gunmen', 'chiefs of staff', 'thieves')
    """
    head, of, rest = words.partition(" of ")
    if of:
        return f"{plural(head)}{of}{rest}"
    if words.endswith("man") and not words.endswith("human"):
        return f"{words[:-3]}men"
    if words.endswith(("thief", "wife", "housewife")):
        return f"{words.removesuffix('e')[:-1]}ves"
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        return f"{words[:-1]}ies"
    return f"{words}{'es' if words.endswith(('s', 'x', 'ch', 'sh')) else 's'}"


@cache
def load_actor_words() -> ActorWords:
    """Load the bundled words; offices and the nouns of `bodies.yaml` fill what the list itself does not say."""
    data = bundled_yaml("actor_words.yaml")
    by_key = _by_key(data)
    return ActorWords(
        sectors=tuple(Sector(code, row["means"], row["shown"]) for code, row in data["sectors"].items()),
        faiths=frozenset(data["faiths"]),
        by_key=by_key,
        reach=reach_of(by_key),
        quantities=_plain(data["quantities"]),
        state_owned=_keys(data["state_owned"]),
        opposing=_keys(data["opposing"]),
        shadow=_plain(data["shadow"]),
        ruling=_plain(data["ruling"]),
        trades=_keys(form for word in data["trades"] for form in (word, plural(word))),
        ranks=_keys(data["ranks"]),
        serving=_plain(form for word in data["serving"] for form in (word, plural(word))),
        former=_plain(data["former"]),
        elite_after=frozenset(data["elite_after"]),
        elite_words=_keys(data["elite_words"]) | _keys(plural(word) for word in data["elite_words"]),
        civilian_after=frozenset(data["civilian_after"]),
        not_theirs=_plain(data["not_theirs"]),
        turned=_plain(data["turned"]),
        own=_plain(data["own"]["all"]),
        own_of_roles=_plain(data["own"]["roles"]),
        cut=_keys(data["cut"]),
        no_place=_keys(data["no_place"]),
        place_words=_plain(data["place_words"]),
        state_bank=_plain(data["state_bank"]),
        prefixes=tuple(data["prefixes"]),
    )


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(key_of(word)) for word in words)


def _keys(words: Iterable[str]) -> frozenset[Key]:
    return frozenset(key_of(word) for word in words)


def _by_key(data: Mapping[str, Any]) -> dict[Key, Word]:
    """Put all words into one table; what comes first stays, so that the list goes before the registries."""
    found: dict[Key, Word] = {}
    for text, word in (*_listed(data), *_registered()):
        for form in (text, plural(text)):
            found.setdefault(key_of(form), word)
    return found


def _listed(data: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    yield from ((name, Word(Kind.NOTHING)) for name in data["no_state"])
    for sectors, words in data["words"].items():
        sector, _, also = sectors.partition(" ")
        yield from ((word, Word(Kind.NOUN, sector, also or None)) for word in words)
    for kind, field in ((Kind.ROLE, "roles"), (Kind.COLLECTIVE, "collectives"), (Kind.FAITH, "faiths")):
        for sector, words in data[field].items():
            yield from ((word, Word(kind, None if sector == "NONE" else sector)) for word in words)
    for sector, words in data["modifiers"].items():
        yield from ((word, Word(Kind.MODIFIER, sector)) for word in words)


def _registered() -> Iterator[tuple[str, Word]]:
    """Give the words for offices and for bodies that other lists hold."""
    for words, office in load_offices().words.items():
        yield words, Word(Kind.NOUN, office.sector)
    nouns = load_nouns()
    for words, sector in (*nouns.bodies.items(), *nouns.groups.items()):
        yield words, Word(Kind.NOUN, sector)
