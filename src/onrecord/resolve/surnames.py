"""Bare surnames: the only person they can mean, by state, office or the company in which they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from onrecord.ontology.people import NameParts, People
from onrecord.resolve.company import Company
from onrecord.resolve.likeness import Person, Persona, Traits, alike, apart, usual

Found = tuple[Person | None, str]


class Surnames:
    """Joins bare surnames to persons, one surname after the other.

    What speaks for a person is what articles with the full name tell: bare surnames do not vouch for each other there.
    """

    def __init__(self, people: People, company: Company) -> None:
        self._people = people
        self._company = company

    def join(self, persons: Sequence[Person], bare: Iterable[Persona]) -> list[Person]:
        """Join what can be joined to `persons`, and return new persons made of the rest."""
        called: defaultdict[str, list[Persona]] = defaultdict(list)
        for persona in bare:
            called[self._people.spelling(persona.parts.surname)].append(persona)
        candidates: defaultdict[str, list[Person]] = defaultdict(list)
        for person in persons:
            for word in self._words(person):
                if word in called:
                    candidates[word].append(person)
        made = (self._called(called[word], candidates.pop(word, [])) for word in sorted(called))
        return list(chain.from_iterable(made))

    def _words(self, person: Person) -> list[str]:
        forms = person.forms or tuple(member.parts for member in person.members if member.row.named)
        return sorted({word for form in forms for word in called_by(form, self._people)} - {""})

    def _called(self, bare: Sequence[Persona], persons: Sequence[Person]) -> list[Person]:
        known = _Known([person for person in persons if person.forms], self._company)
        left = _Leftover([person for person in persons if not person.forms], self._company)
        joined = []
        for persona in sorted(bare, key=_order):
            meant, reason = known.meant(persona)
            if meant is None:
                left.take(persona)
            else:
                joined.append((meant, persona, reason))
        for person, persona, reason in joined:
            person.add(persona, reason)
        return left.made


def called_by(form: NameParts, people: People) -> set[str]:
    """Return the words by which a person of a name is called: the surname, its last part, an East Asian given name."""
    words = {people.spelling(form.surname), people.spelling(_last(form))}
    return words | {people.spelling("".join(form.given))} if form.surname in people.family_first else words


def _last(form: NameParts) -> str:
    return form.surname.split()[-1] if form.surname else ""


def _order(persona: Persona) -> tuple[object, ...]:
    traits = persona.traits
    return persona.parts.surname, not traits.states, not traits.offices, persona.row.article, persona.row.id


class _Known:
    """The persons whom a surname can mean, and which of them each description fits."""

    def __init__(self, persons: Sequence[Person], company: Company) -> None:
        self._persons = persons
        self._company = company
        self._number = {id(person): number for number, person in enumerate(persons)}
        self._articles: defaultdict[str, set[int]] = defaultdict(set)
        for number, person in enumerate(persons):
            for member in person.members:
                self._articles[member.row.article].add(number)
        self._decided: dict[Traits, tuple[list[int], list[int], Found]] = {}
        self._tied: defaultdict[str, set[int]] | None = None

    def meant(self, persona: Persona) -> Found:
        """Return the only person whom a bare surname can mean, and why; nobody who has another entity beside it."""
        fitting, likely, found = self._by_traits(persona.traits)
        beside = self._articles.get(persona.row.article, set())
        if likely and not beside.isdisjoint(likely):
            likely = [number for number in likely if number not in beside]
            found = self._only(likely, "state or office")
        if not likely:
            found = self._only(self._in_company(persona, set(fitting) - beside), "same company")
        if found[0] is not None:
            self._articles[persona.row.article].add(self._number[id(found[0])])
        return found

    def _by_traits(self, traits: Traits) -> tuple[list[int], list[int], Found]:
        if traits not in self._decided:
            fitting = [number for number, person in enumerate(self._persons) if _fits(person, traits)]
            likely = [number for number in fitting if alike(self._persons[number], traits)]
            self._decided[traits] = fitting, likely, self._only(likely, "state or office")
        return self._decided[traits]

    def _only(self, numbers: Sequence[int], why: str) -> Found:
        found = [self._persons[number] for number in numbers]
        if len(found) == 1:
            return found[0], f"surname of the only {found[0].name!r} with the {why}"
        return usual(found) if found else (None, "")

    def _in_company(self, persona: Persona, fitting: set[int]) -> list[int]:
        if not fitting:
            return []
        if self._tied is None:
            self._tied = defaultdict(set)
            for number, person in enumerate(self._persons):
                for member in person.members:
                    for tie in self._company.ties(member.row.article, self._company.key(member.row)):
                        self._tied[tie].add(number)
        ties = self._company.ties(persona.row.article, self._company.key(persona.row))
        return sorted({number for tie in ties for number in self._tied.get(tie, ()) if number in fitting})


def _fits(person: Person, traits: Traits) -> bool:
    return not apart(person, traits) and not (traits.offices and person.offices.isdisjoint(traits.offices))


class _Leftover:
    """Bare surnames whose full name is nowhere given, joined to others like them."""

    def __init__(self, persons: Sequence[Person], company: Company) -> None:
        self.made: list[Person] = []
        self._company = company
        self._persons: list[Person] = []
        self._signs: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._ties: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for person in persons:
            self._persons.append(person)
            for member in person.members:
                self._index(len(self._persons) - 1, member)

    def take(self, persona: Persona) -> None:
        """Join a surname to the first that is like it, or make a new person of it."""
        number = next(self._like(persona), len(self._persons))
        if number == len(self._persons):
            self._persons.append(Person())
            self.made.append(self._persons[-1])
        reason = "same surname with the state, office or company" if self._persons[number].members else "surname alone"
        self._persons[number].add(persona, reason)
        self._index(number, persona)

    def _like(self, persona: Persona) -> Iterator[int]:
        traits = persona.traits
        likely = {number for sign in _signs(traits) for number in self._signs.get(sign, ())}
        beside = {number for tie in self._tied(persona) for number in self._ties.get(tie, ())}
        for number in sorted(likely | beside):
            person = self._persons[number]
            if not apart(person, traits) and (number in beside or alike(person, traits)):
                yield number

    def _index(self, number: int, persona: Persona) -> None:
        for sign in _signs(persona.traits):
            self._signs[sign][number] = None
        for tie in self._tied(persona):
            self._ties[tie][number] = None

    def _tied(self, persona: Persona) -> list[str]:
        return self._company.ties(persona.row.article, self._company.key(persona.row))


def _signs(traits: Traits) -> Iterator[str]:
    yield from traits.states
    yield from traits.offices
