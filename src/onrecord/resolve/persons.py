"""Which persons of different articles are one: by full name, spelling, short form, office and state.

Entities of one name, state and office are taken together, the most frequent name first, so that the work grows with the
names and not with the articles. People's judgements come before every rule: what is judged one person is one from the
start, and no rule joins what they keep apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from rapidfuzz.distance import Levenshtein

from onrecord.model.entity_row import EntityRow
from onrecord.ontology.offices import Offices
from onrecord.ontology.people import NameParts, People
from onrecord.resolve.company import Company
from onrecord.resolve.full_names import FullNames, spelt
from onrecord.resolve.given_names import GivenNames, Key
from onrecord.resolve.likeness import Person, Persona, Traits, alike, apart, traits_of
from onrecord.resolve.surnames import Surnames
from onrecord.resolve.verdicts import Verdicts

_VOWELS = re.compile(r"[aeiou]")
_LONG = 5


class Casting:
    """Joins personas into persons, step by step from the surest sign to the weakest."""

    def __init__(self, people: People, offices: Offices, verdicts: Verdicts | None = None) -> None:
        self._people = people
        self._offices = offices
        self._given = GivenNames(people)
        self._verdicts = verdicts or Verdicts()
        self._traits: dict[Traits, Traits] = {}
        self._parts: dict[str, NameParts] = {}

    def cast(self, rows: Sequence[EntityRow], company: Company) -> list[Person]:
        """Return the persons among the rows, which come in order of article and id, but for those without a name."""
        personas = [self._persona(row) for row in rows]
        seeds = _seeds(personas, self._verdicts)
        named = [persona for persona in personas if persona.row.named and not persona.party]
        full = FullNames(self._people, company, self._verdicts)
        persons = full.join(seeds, [persona for persona in named if persona.parts.given])
        persons = self._misspelt(persons)
        bare = [persona for persona in named if not persona.parts.given]
        return persons + Surnames(self._people, company).join(persons, bare)

    def _persona(self, row: EntityRow) -> Persona:
        if row.name not in self._parts:
            self._parts[row.name] = self._people.parts(row.name)
        return Persona(row, self._parts[row.name], self._shared(row), self._verdicts.party(row.id))

    def _shared(self, row: EntityRow) -> Traits:
        """Return what a row tells of its person, one object for all rows that tell the same."""
        traits = traits_of(row, self._offices)
        return self._traits.setdefault(traits, traits)

    def _misspelt(self, persons: list[Person]) -> list[Person]:
        """Join persons of one given name whose surnames differ in a letter or two, where office or state agree."""
        givens: defaultdict[str, list[Person]] = defaultdict(list)
        for person in persons:
            # Nothing speaks for two being one where an article tells neither state nor office.
            for given in {self._people.given(form.given[0]) for form in person.forms if person.states | person.offices}:
                givens[given].append(person)
        gone: set[int] = set()
        for given in sorted(givens):
            self._join_misspelt(given, givens.pop(given), gone)
        return [person for person in persons if id(person) not in gone]

    def _join_misspelt(self, given: str, persons: Sequence[Person], gone: set[int]) -> None:
        blocks: defaultdict[str, list[Person]] = defaultdict(list)
        for person in persons:
            forms = (form for form in person.forms if self._people.given(form.given[0]) == given)
            for key in sorted({key for form in forms for key in rough_keys(self._people.spelling(form.surname))}):
                blocks[key].append(person)
        for key in sorted(key for key, block in blocks.items() if len(block) > 1):
            for one, other in self._pairs([person for person in blocks[key] if id(person) not in gone]):
                if id(one) in gone or id(other) in gone:
                    continue
                reason = self._slip(one, other)
                if reason:
                    one.absorb(other, reason)
                    gone.add(id(other))

    def _pairs(self, block: Sequence[Person]) -> Iterator[tuple[Person, Person]]:
        """Yield the pairs of persons whose given names can agree, those with the most members first."""
        ranked = sorted(block, key=lambda person: (-len(person.members), person.members[0].row.id))
        at: defaultdict[Key, list[int]] = defaultdict(list)
        for number, person in enumerate(ranked):
            for key in dict.fromkeys(key for form in person.forms for key in self._given.lies(form)):
                at[key].append(number)
        for number, person in enumerate(ranked):
            met = {key for form in person.forms for key in self._given.meets(form)}
            others = {other for key in met for other in at.get(key, ()) if other > number}
            yield from ((person, ranked[other]) for other in sorted(others))

    def _slip(self, one: Person, other: Person) -> str:
        if not alike(one, other) or apart(one, other) or self._verdicts.barred(one.party, other.party):
            return ""
        shortest: int | None = None
        for a, b in product(one.forms, other.forms):
            if a.junior != b.junior or not self._people.same_given(a.given, b.given):
                continue
            shortest = shortest or (_LONG if one.posts().keys() & other.posts().keys() else _LONG + 2)
            if self._close(self._people.spelling(a.surname), self._people.spelling(b.surname), shortest):
                return f"misspelt surname: {spelt(a)!r}, {spelt(b)!r}, same office or state"
        return ""

    def _close(self, one: str, other: str, shortest: int) -> bool:
        """Say whether two surnames differ as misspellings do: in two vowels, or in a letter where they are long."""
        if min(len(one), len(other)) < _LONG:
            return False
        distance = Levenshtein.distance(one, other, score_cutoff=2)
        if _VOWELS.sub("", one) == _VOWELS.sub("", other):
            return distance <= 2
        return distance == 1 and min(len(one), len(other)) >= shortest


def rough_keys(surname: str) -> Iterator[str]:
    """Yield the keys under which misspellings of a surname meet.

    Its consonants, and what is left of it without one letter inside: two surnames that differ in a letter there have
    one of these in common, and few others do.
    """
    if len(surname) >= _LONG:
        yield "c:" + _VOWELS.sub("", surname)
        yield surname
        yield from (surname[:at] + surname[at + 1 :] for at in range(2, len(surname) - 1))


def _seeds(personas: Iterable[Persona], verdicts: Verdicts) -> list[Person]:
    """Return a person for each group of entities that people judged; one known by a full name is its first member."""
    groups: defaultdict[tuple[int, ...], list[Persona]] = defaultdict(list)
    for persona in personas:
        if persona.party:
            groups[tuple(sorted(persona.party))].append(persona)
    seeds = []
    for number in sorted(groups):
        seed = Person()
        for persona in sorted(groups[number], key=lambda p: not p.parts.given):
            seed.add(persona, verdicts.reason(persona.row.id))
        seeds.append(seed)
    return seeds
