"""Persons by their full names: one surname, given names that agree, and nothing that speaks against it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from onrecord.ontology.people import NameParts, People
from onrecord.resolve.company import Company
from onrecord.resolve.given_names import PREFIX, GivenNames
from onrecord.resolve.likeness import Person, Persona, Traits, apart
from onrecord.resolve.verdicts import Verdicts

Bunch = tuple[NameParts, Traits, list[Persona]]
"""The personas that have one name and description."""


class FullNames:
    """Joins personas who have full names; each surname is a block of its own."""

    def __init__(self, people: People, company: Company, verdicts: Verdicts) -> None:
        self._people = people
        self._company = company
        self._verdicts = verdicts

    def join(self, seeds: Sequence[Person], named: Iterable[Persona]) -> list[Person]:
        """Return the persons, the seeds first; `seeds` are persons that people judged, whom any other may join."""
        blocks: defaultdict[str, dict[tuple[NameParts, Traits], list[Persona]]] = defaultdict(dict)
        for persona in named:
            block = blocks[self._people.spelling(persona.parts.surname)]
            block.setdefault((persona.parts, persona.traits), []).append(persona)
        sown: defaultdict[str, list[Person]] = defaultdict(list)
        for seed in seeds:
            for surname in dict.fromkeys(self._people.spelling(form.surname) for form in seed.forms):
                sown[surname].append(seed)
        persons = list(seeds)
        for surname in sorted(blocks):
            persons += self._block(sown[surname], blocks.pop(surname))
        return persons

    def _block(
        self, seeds: Sequence[Person], bunches: dict[tuple[NameParts, Traits], list[Persona]]
    ) -> Iterator[Person]:
        """Settle the personas of one surname, the most frequent name first; yield the persons who are new."""
        block = _Block(self._people)
        for seed in seeds:
            block.add(seed)
        for parts, traits, personas in _ranked(bunches):
            for person, group in self._parted(block.fitting(parts, traits), personas):
                reason = block.agree(person, parts) if person else "full name"
                fresh = person or Person()
                for persona in group:
                    fresh.add(persona, reason)
                block.add(fresh)
                if person is None:
                    yield fresh

    def _parted(
        self, fitting: Iterator[Person], personas: list[Persona]
    ) -> Iterable[tuple[Person | None, list[Persona]]]:
        """Give personas to the first person who fits, or to the nearest of several whom people keep apart."""
        first = next(fitting, None)
        if first is None or not first.party:
            return [(first, personas)]
        rivals = [first, *(other for other in fitting if self._verdicts.barred(first.party, other.party))]
        if len(rivals) == 1:
            return [(first, personas)]
        shares: list[list[Persona]] = [[] for _ in rivals]
        ties = [self._ties(rival.members) for rival in rivals]
        for persona in personas:
            own = self._ties([persona])
            shares[max(range(len(rivals)), key=lambda at: (len(own & ties[at]), -at))].append(persona)
        return [(rival, share) for rival, share in zip(rivals, shares, strict=True) if share]

    def _ties(self, members: Iterable[Persona]) -> set[str]:
        return {
            tie for member in members for tie in self._company.ties(member.row.article, self._company.key(member.row))
        }


class _Block:
    """The persons of one surname, by the keys under which their given names can agree with others."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._given = GivenNames(people)
        self._persons: list[Person] = []
        self._number: dict[int, int] = {}
        self._known: dict[int, int] = {}
        self._at: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, person: Person) -> None:
        """Take a person in, or the forms of its name that are new."""
        number = self._number.setdefault(id(person), len(self._persons))
        if number == len(self._persons):
            self._persons.append(person)
        for form in person.forms[self._known.get(number, 0) :]:
            for key in self._given.lies(form):
                self._at[key].append(number)
        self._known[number] = len(person.forms)

    def fitting(self, parts: NameParts, traits: Traits) -> Iterator[Person]:
        """Yield the persons whom such a name and description fit, in the order in which they came."""
        numbers = {number for key in self._given.meets(parts) for number in self._at.get(key, ())}
        for number in sorted(numbers):
            person = self._persons[number]
            if self.agree(person, parts) and not apart(person, traits):
                yield person

    def agree(self, person: Person, parts: NameParts) -> str:
        """Return why a full name of the surname can be the person's, "" where it cannot."""
        return next((why for form in person.forms if (why := self._agree(form, parts))), "")

    def _agree(self, one: NameParts, other: NameParts) -> str:
        if one.junior != other.junior:
            return ""
        if one == other:
            return "full name"
        if self._people.same_given(one.given, other.given):
            return f"spelling or short form of one name: {spelt(one)!r}, {spelt(other)!r}"
        short, full = sorted(("".join(one.given), "".join(other.given)), key=len)
        cut = len(short) >= PREFIX and full.startswith(short) and other.surname in self._people.family_first
        return f"cut short: {spelt(one)!r}, {spelt(other)!r}" if cut else ""


def _ranked(bunches: dict[tuple[NameParts, Traits], list[Persona]]) -> list[Bunch]:
    """Order the bunches of a surname: the most frequent name first, then what tells state and office."""
    counts: Counter[NameParts] = Counter()
    for (parts, _), personas in bunches.items():
        counts[parts] += len(personas)

    def rank(bunch: Bunch) -> tuple[object, ...]:
        parts, traits, personas = bunch
        name = (-counts[parts], parts.given, parts.surname, parts.junior)
        told = (not traits.states, not traits.offices, -len(personas), sorted(traits.states), sorted(traits.offices))
        return (*name, *told, personas[0].row.article, personas[0].row.id)

    return sorted(((*key, personas) for key, personas in bunches.items()), key=rank)


def spelt(parts: NameParts) -> str:
    """Return a name as its parts spell it."""
    return " ".join((*parts.given, parts.surname))
