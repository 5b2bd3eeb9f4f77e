"""What speaks for and against two articles' persons being one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model.entity_row import EntityRow
from onrecord.ontology.offices import Offices
from onrecord.ontology.people import NameParts
from onrecord.resolve.verdicts import NOBODY, Party

USUAL = 5
"""How many times as often as all others a person must be called by a surname, or given a post, to be meant by it."""

Post = tuple[str, str]
"""A state and an office of it."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article tells of a person: states, offices, and the posts still held. Entities share equal ones."""

    states: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    holds: frozenset[Post] = frozenset()


def traits_of(row: EntityRow, offices: Offices) -> Traits:
    """Return what an article tells of the person of a row; ranks are no offices."""
    roles = {held.office for held in row.tenures} | ({row.office} if row.office else set())
    posts = ((held.state or row.state, held.office) for held in row.tenures if not held.former)
    return Traits(
        frozenset({row.state} if row.state else ()),
        frozenset(offices.kind(role) for role in roles if not offices.is_rank(role)),
        frozenset((state, offices.kind(office)) for state, office in posts if state),
    )


@dataclass(frozen=True, slots=True)
class Persona:
    """One article's person; `party` is set where people judged it."""

    row: EntityRow
    parts: NameParts
    traits: Traits
    party: Party = NOBODY


@dataclass(slots=True, eq=False)
class Person:
    """Personas found to be one, each with its reason; `called` counts articles that use the bare surname."""

    members: list[Persona] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    forms: tuple[NameParts, ...] = ()
    states: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    called: int = 0
    party: Party = NOBODY

    def add(self, persona: Persona, reason: str) -> None:
        """Take a persona in."""
        self.members.append(persona)
        self.reasons.append(reason)
        self.called += persona.row.called
        if persona.parts.given and persona.parts not in self.forms:
            self.forms += (persona.parts,)
        # Kept where nothing is new: most persons then share the sets of their first article.
        if not persona.traits.states <= self.states:
            self.states |= persona.traits.states
        if not persona.traits.offices <= self.offices:
            self.offices |= persona.traits.offices
        if persona.party:
            self.party |= persona.party

    def absorb(self, other: Person, reason: str) -> None:
        """Take all of another person in."""
        for persona, why in zip(other.members, other.reasons, strict=True):
            self.add(persona, reason if persona.parts.given and not persona.party else why)

    @property
    def name(self) -> str:
        """The name of its first member."""
        return self.members[0].row.name

    def posts(self) -> Counter[Post]:
        """Count by post how many members hold it."""
        return Counter(post for member in self.members for post in member.traits.holds)


def apart(one: Person | Traits, other: Person | Traits) -> bool:
    """Say whether two can hardly be one person: they differ in state and in office, both known of both."""
    return bool(
        one.states and other.states and one.offices and other.offices
        and one.states.isdisjoint(other.states) and one.offices.isdisjoint(other.offices)
    )  # fmt: skip


def alike(one: Person | Traits, other: Person | Traits) -> bool:
    """Say whether two share a state or an office, and none of what both tell differs wholly."""
    if not one.states.isdisjoint(other.states):
        return True
    return not (one.states and other.states) and not one.offices.isdisjoint(other.offices)


def usual(persons: Sequence[Person]) -> tuple[Person | None, str]:
    """Return the one of several whom articles call by the bare surname, where they hardly ever call the others so."""
    best = max(persons, key=lambda person: person.called)
    others = sum(person.called for person in persons) - best.called
    if best.called >= USUAL * max(1, others):
        return best, f"surname by which articles nearly always mean {best.name!r}"
    return None, ""
