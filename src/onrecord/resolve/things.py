"""Ships, aircraft and vehicles as participants: compared across articles by their nouns and their names.

Reports call one ship "a Karsian-flagged oil tanker", "the 38,000-tonne ship" and "the Orla Belle". That the name is
a ship's is told by any article of the story that puts the noun before it ("the tanker Orla Belle").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from onrecord.model.facts import Facts
from onrecord.model.folding import folded
from onrecord.model.reading import Event, Role
from onrecord.ontology.date_words import load_date_words
from onrecord.ontology.participant_sorts import load_participant_sorts, plain_noun
from onrecord.ontology.wording import is_content
from onrecord.resolve.naming import Named
from onrecord.resolve.participants import head_end, state_before
from onrecord.resolve.wording import words_in

SEIZURE, SEIZURE_TYPE = "seizure", "COERCE"
_TAKEN = frozenset({"COERCE", "ASSAULT"})
_NAME = r"[A-Z][\w’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'-]*){0,3}"
_ALIKE = 0.5

Names = Mapping[str, Mapping[str, str]]
"""The names of things in each story, folded, with the sort of each."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that takes part in an event: its sort, its noun by sense or "", its name folded or "", and its state."""

    sort: str
    noun: str = ""
    name: str = ""
    state: str | None = None

    def alike(self, other: Thing) -> float | None:
        """Return how alike two things are: 1 the same, 0.5 compatible, 0 unknown, None another one.

        >>> ship, tanker = Thing("vessel", "ship"), Thing("vessel", "tanker")
        >>> ship.alike(tanker), tanker.alike(Thing("vessel", "trawler")), tanker.alike(Thing("vehicle", "lorry"))
        (0.5, 0.0, None)
        >>> Thing("vessel", "", "orla belle").alike(Thing("vessel", "tanker", "belle"))
        1.0
        """
        if self.sort != other.sort or (self.state and other.state and self.state != other.state):
            return None
        if self.name and other.name:
            one, two = set(self.name.split()), set(other.name.split())
            return 1.0 if one <= two or two <= one else None
        nouns = {self.noun, other.noun}
        loose = bool(nouns & {"", *load_participant_sorts().loose})
        return 1.0 if len(nouns) == 1 and not loose else _ALIKE if loose else 0.0


def likeness(a: Iterable[Thing], b: Iterable[Thing]) -> float | None:
    """Return how alike the best pair of two slots' things is, None where all are others."""
    found = [alike for one, two in product(a, b) if (alike := one.alike(two)) is not None]
    return max(found, default=None)


def named_things(facts: Facts, story_of: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the names that stand behind a noun for a thing, by story (or article), with the sort of the thing.

    The longest name comes first, since it says most.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for article in facts.articles:
        for name, sort in _named(article.text):
            found[story_of.get(article.id, article.id)].setdefault(name, sort)
    return {story: dict(sorted(own.items(), key=lambda row: -len(row[0]))) for story, own in found.items()}


def _named(text: str) -> Iterator[tuple[str, str]]:
    for match in _behind_noun().finditer(text):
        name = folded(match["name"])
        if not set(name.split()) & _days() and is_content(name.split()[0]):
            yield name, load_participant_sorts().sort[plain_noun(match["noun"])]


@cache
def _behind_noun() -> re.Pattern[str]:
    nouns = "|".join(load_participant_sorts().nouns)
    return re.compile(rf"\b(?P<noun>{nouns})[ \u00a0]+[“‘\"']?(?P<name>{_NAME})")


@cache
def _days() -> frozenset[str]:
    words = load_date_words()
    return frozenset(map(folded, (*words.day_names, *words.month_names)))


def things_of(roles: Iterable[Role], text: str, named: Mapping[str, str]) -> frozenset[Thing]:
    """Return the things that fill a slot of an event of an article's text; `named` are the names of its story's things.

    >>> roles = [Role("", 6, 27, "the 200-tonne freighter")]
    >>> [(thing.sort, thing.noun) for thing in things_of(roles, "", {})]
    [('vessel', 'freighter')]
    """
    return frozenset(thing for role in roles if (thing := _thing(role, text, named)))


def _thing(role: Role, text: str, named: Mapping[str, str]) -> Thing | None:
    name = next((name for name in named if _says(role, text, name)), "")
    words = [word for word in words_in(role.text[: head_end(role.text)]) if word.content]
    noun = next((word.sense for word in reversed(words) if word.sense in load_participant_sorts().sort), "")
    head = words[-1].sense if words else ""
    if name:
        return Thing(named[name], noun, name, state_before(role.text))
    if noun and noun == head:
        return Thing(load_participant_sorts().sort[noun], noun, "", role.state or state_before(role.text))
    return None


def _says(role: Role, text: str, name: str) -> bool:
    """Say whether a phrase is the name of a thing, or a part of it that the text completes."""
    phrase = folded(role.text)
    if name in phrase and re.search(rf"\b{re.escape(name)}\b", phrase):
        return True
    if (
        not phrase
        or not role.text[:1].isupper()
        or not name.endswith(phrase)
        or not re.search(rf"\b{re.escape(phrase)}$", name)
    ):
        return False
    return folded(text[max(0, role.end - 2 * len(name)) : role.end]).endswith(name)


def taken(event: Event, things: Iterable[Thing], named: Named | None) -> bool:
    """Say whether an event tells, by whatever verb, that a ship, an aircraft or a vehicle was taken."""
    return event.type in _TAKEN and any(things) and named is not None and named[0] in load_participant_sorts().takings
