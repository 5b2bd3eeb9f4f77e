"""Which persons of different articles are one: by full name, spelling, short form, office and state."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from rapidfuzz.distance import Levenshtein

from onrecord.ontology.offices import Offices
from onrecord.ontology.people import NameParts, People
from onrecord.resolve.likeness import Person, Persona, alike, apart, mostly, together, usual

_VOWELS = re.compile(r"[aeiou]")
_PREFIX = 3
_LONG = 5


class Casting:
    """Joins personas into persons, step by step from the surest sign to the weakest."""

    def __init__(self, people: People, offices: Offices) -> None:
        self._people = people
        self._offices = offices
        self.persons: list[Person] = []

    def cast(self, personas: Iterable[Persona]) -> list[Person]:
        """Return the persons; the order of `personas` does not matter."""
        ordered = sorted(personas, key=lambda persona: (persona.entity.article, persona.entity.id))
        named = [persona for persona in ordered if persona.named]
        self._full(named)
        self._misspelt()
        self._short([persona for persona in named if not persona.parts.given])
        self._unnamed([persona for persona in ordered if not persona.named])
        return self.persons

    def _full(self, named: list[Persona]) -> None:
        """Join full names of one surname whose given names agree, the most frequent first."""
        blocks: defaultdict[str, list[Persona]] = defaultdict(list)
        for persona in named:
            if persona.parts.given:
                blocks[self._surname(persona.parts)].append(persona)
        for surname in sorted(blocks):
            self.persons.extend(self._block(blocks[surname]))

    def _surname(self, parts: NameParts) -> str:
        return self._people.spelling(parts.surname)

    def _block(self, personas: list[Persona]) -> list[Person]:
        counts = Counter(persona.parts for persona in personas)
        persons: list[Person] = []
        for persona in sorted(personas, key=lambda p: (-counts[p.parts], p.parts.given, not p.states, not p.offices)):
            self._settle(persons, persona)
        return persons

    def _settle(self, persons: list[Person], persona: Persona) -> None:
        for person in persons:
            reason = next((why for form in person.forms if (why := self._agree(form, persona.parts))), "")
            if reason and not apart(person, persona):
                person.add(persona, reason)
                return
        fresh = Person()
        fresh.add(persona, "full name")
        persons.append(fresh)

    def _agree(self, one: NameParts, other: NameParts) -> str:
        """Return why two full names of one surname can be one person's, "" where they cannot."""
        if one.junior != other.junior:
            return ""
        if one == other:
            return "full name"
        if self._people.same_given(one.given, other.given):
            return f"spelling or short form of one name: {_text(one)!r}, {_text(other)!r}"
        short, full = sorted(("".join(one.given), "".join(other.given)), key=len)
        cut = len(short) >= _PREFIX and full.startswith(short) and other.surname in self._people.family_first
        return f"cut short: {_text(one)!r}, {_text(other)!r}" if cut else ""

    def _misspelt(self) -> None:
        """Join persons of one given name whose surnames differ in a letter or two, where office or state agree."""
        blocks: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in self.persons:
            for key in sorted({key for form in person.forms for key in self._rough(form)}):
                blocks[key].append(person)
        gone: set[int] = set()
        for key in sorted(blocks):
            block = [person for person in blocks[key] if id(person) not in gone]
            for one, other in self._pairs(block):
                if id(one) in gone or id(other) in gone:
                    continue
                reason = self._slip(one, other)
                if reason:
                    one.absorb(other, reason)
                    gone.add(id(other))
        self.persons = [person for person in self.persons if id(person) not in gone]

    def _pairs(self, block: list[Person]) -> Iterator[tuple[Person, Person]]:
        ranked = sorted(block, key=lambda person: (-len(person.members), person.members[0].entity.id))
        return ((one, other) for i, one in enumerate(ranked) for other in ranked[i + 1 :])

    def _rough(self, form: NameParts) -> tuple[tuple[str, str], ...]:
        """Return the keys under which misspellings meet: the given name with the surname's consonants or its ends."""
        given, surname = self._people.given(form.given[0]), self._surname(form)
        if len(surname) < _LONG:
            return ()
        return (given, "c:" + _VOWELS.sub("", surname)), (given, f"e:{surname[:2]}{surname[-1:]}")

    def _slip(self, one: Person, other: Person) -> str:
        if not alike(one, other) or apart(one, other):
            return ""
        shortest = _LONG if one.holds & other.holds else _LONG + 2
        for a, b in product(one.forms, other.forms):
            near = a.junior == b.junior and self._close(self._surname(a), self._surname(b), shortest)
            if near and self._people.same_given(a.given, b.given):
                return f"misspelt surname: {_text(a)!r}, {_text(b)!r}, same office or state"
        return ""

    def _close(self, one: str, other: str, shortest: int) -> bool:
        """Say whether two surnames differ as misspellings do: in two vowels, or in a letter where they are long."""
        if min(len(one), len(other)) < _LONG:
            return False
        distance = Levenshtein.distance(one, other, score_cutoff=2)
        if _VOWELS.sub("", one) == _VOWELS.sub("", other):
            return distance <= 2
        return distance == 1 and min(len(one), len(other)) >= shortest

    def _short(self, personas: list[Persona]) -> None:
        """Join bare surnames to the only person they can mean."""
        index: defaultdict[str, list[Person]] = defaultdict(list)
        for person in self.persons:
            for word in sorted({word for form in person.forms for word in self._words(form)}):
                index[word].append(person)
        left: defaultdict[str, list[Person]] = defaultdict(list)
        for persona in sorted(personas, key=lambda p: (p.parts.surname, not p.states, not p.offices, p.entity.id)):
            word = self._surname(persona.parts)
            meant, reason = self._meant(index.get(word, []), persona)
            if meant is not None:
                meant.add(persona, reason)
            else:
                self._leftover(left[word], persona)

    def _words(self, form: NameParts) -> set[str]:
        """Return the words by which a person is called: the surname, its last part, an East Asian given name."""
        words = {self._surname(form), self._people.spelling(form.surname.split()[-1])}
        if form.surname in self._people.family_first:
            words.add(self._people.spelling("".join(form.given)))
        return words

    def _meant(self, candidates: list[Person], persona: Persona) -> tuple[Person | None, str]:
        fitting = [person for person in candidates if not apart(person, persona) and not self._beside(person, persona)]
        if persona.offices:
            fitting = [person for person in fitting if person.offices & persona.offices]
        for test, why in ((alike, "state or office"), (together, "same company")):
            found = [person for person in fitting if test(person, persona)]
            if len(found) == 1:
                return found[0], f"surname of the only {found[0].members[0].entity.name!r} with the {why}"
            if found:
                return usual(found)
        return None, ""

    def _beside(self, person: Person, persona: Persona) -> bool:
        """Say whether the person stands in the same article as another entity."""
        return any(member.entity.article == persona.entity.article for member in person.members)

    def _leftover(self, left: list[Person], persona: Persona) -> None:
        """Join a surname whose full name is nowhere given to others like it."""
        for person in left:
            if not apart(person, persona) and (alike(person, persona) or together(person, persona)):
                person.add(persona, "same surname with the state, office or company")
                return
        fresh = Person()
        fresh.add(persona, "surname alone")
        left.append(fresh)
        self.persons.append(fresh)

    def _unnamed(self, personas: list[Persona]) -> None:
        """Join persons known by office and state to the only named person who holds that office."""
        holders: defaultdict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in self.persons:
            for post in sorted(person.holds):
                holders[post].append(person)
        fresh: dict[tuple[str, str, str], Person] = {}
        for persona in personas:
            key = (persona.entity.state or "", next(iter(sorted(persona.offices)), ""))
            found = holders.get(key, [])
            if len(found) > 1:
                near = [person for person in found if self._beside(person, persona)]
                found = near if len(near) == 1 else mostly(found, key)
            if len(found) == 1 and not self._offices.is_rank(persona.entity.office):
                found[0].add(persona, f"only holder of the office {persona.entity.office!r}")
                continue
            alone = persona.entity.article if self._offices.is_rank(persona.entity.office) else ""
            person = fresh.setdefault((*key, alone), Person())
            if not person.members:
                self.persons.append(person)
            person.add(persona, "office without a name")


def _text(parts: NameParts) -> str:
    return " ".join((*parts.given, parts.surname))
