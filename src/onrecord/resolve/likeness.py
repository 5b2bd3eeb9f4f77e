"""What speaks for and against two articles' persons being one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.model.reading import Entity
from onrecord.ontology.people import NameParts

_USUAL = 5
"""How many times as often as all others a person must be called by a surname for it to mean that person alone."""


@dataclass(frozen=True, slots=True)
class Persona:
    """One article's person with what speaks for and against being another's: offices held, company in the article.

    `named` is False for a person known by an office alone; `offices` are all it is given, `holds` (state, office)
    those it still has. `company` are the other named actors of the article; `called` says that the article also calls
    the person by the bare surname.
    """

    entity: Entity
    named: bool
    parts: NameParts
    states: frozenset[str]
    offices: frozenset[str]
    holds: frozenset[tuple[str, str]]
    company: frozenset[str]
    called: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """Personas found to be one; `reasons` are by entity id."""

    members: list[Persona] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    holds: set[tuple[str, str]] = field(default_factory=set)
    company: set[str] = field(default_factory=set)

    def add(self, persona: Persona, reason: str) -> None:
        """Take a persona in."""
        self.members.append(persona)
        self.reasons[persona.entity.id] = reason
        self.states.update(persona.states)
        self.offices |= persona.offices
        self.holds |= persona.holds
        self.company |= persona.company

    def absorb(self, other: Person, reason: str) -> None:
        """Take all of another person in."""
        for persona in other.members:
            self.add(persona, reason if persona.parts.given else other.reasons[persona.entity.id])

    @property
    def forms(self) -> list[NameParts]:
        """The full names met, each once."""
        return list(dict.fromkeys(member.parts for member in self.members if member.parts.given))


def apart(one: Person | Persona, other: Person | Persona) -> bool:
    """Say whether two can hardly be one person: they differ in state and in office, both known of both."""
    states, offices = set(one.states), set(one.offices)
    return bool(
        states and other.states and not states & set(other.states)
        and offices and other.offices and not offices & set(other.offices)
    )  # fmt: skip


def alike(one: Person | Persona, other: Person | Persona) -> bool:
    """Say whether two share a state or an office, and none of what both tell differs wholly."""
    states, offices = set(one.states) & set(other.states), set(one.offices) & set(other.offices)
    if one.states and other.states and not states:
        return False
    return bool(states or offices)


def together(one: Person | Persona, other: Person | Persona) -> bool:
    """Say whether two stand in one context: a named actor other than states, or two states, are in both articles."""
    shared = set(one.company) & set(other.company)
    return any(":" not in actor for actor in shared) or len(shared) > 1


def usual(persons: list[Person]) -> tuple[Person | None, str]:
    """Return the one of several whom articles call by the bare surname, where they hardly ever call the others so."""
    counts = sorted(
        ((sum(m.called for m in p.members), i, p) for i, p in enumerate(persons)), key=lambda c: (-c[0], c[1])
    )
    others = sum(count for count, _, _ in counts[1:])
    if counts[0][0] >= _USUAL * max(1, others):
        name = counts[0][2].members[0].entity.name
        return counts[0][2], f"surname by which articles nearly always mean {name!r}"
    return None, ""


def mostly(persons: list[Person], post: tuple[str, str]) -> list[Person]:
    """Return, alone in a list, the one of several who is given a post (state, office) far more often than others."""
    counts = sorted(
        ((sum(post in m.holds for m in p.members), -i, p) for i, p in enumerate(persons)), key=lambda c: (-c[0], -c[1])
    )
    others = sum(count for count, _, _ in counts[1:])
    return [counts[0][2]] if counts[0][0] >= _USUAL * max(1, others) else []
