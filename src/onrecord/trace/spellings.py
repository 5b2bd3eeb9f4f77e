"""One person under two spellings that are so far apart that the articles seem to name two persons.

"Davit Orhel" and "David Orrel" differ in the given name and in the surname. Where reports of one claim have one of them
each, and neither article has the other, both mean one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from rapidfuzz.distance import Levenshtein

from onrecord.model.derived import Discrepancy, DiscrepancyKind, Side
from onrecord.model.facts import Facts
from onrecord.model.reading import EntityKind, Mention, MentionForm
from onrecord.ontology.people import load_people
from onrecord.ontology.states import plain
from onrecord.trace.backing import Backing
from onrecord.trace.names import same_sound

_LEAST = 4
_LONG = 5
_VOWELS = frozenset("aeiou")
_CONSONANTS = (
    (re.compile(r"ch|ck|kh|c|q"), "k"),
    (re.compile(r"ph|v|w"), "f"),
    (re.compile(r"th|d"), "t"),
    (re.compile(r"z|sz|sh"), "s"),
    (re.compile(r"[aeiouyh'’-]"), ""),
    (re.compile(r"(.)\1"), r"\1"),
)
_REMARK = "the spellings differ"

Named = Mapping[str, Mention]
"""The full names of persons in one article, each at its first mention."""


class Spellings:
    """The full names of persons in each article."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._named: dict[str, Named] = {}

    def discrepancies(self, backing: Backing, shown: set[tuple[str, tuple[str, ...]]]) -> Iterator[Discrepancy]:
        """Find the names of a claim's articles that must be one person's; `shown` remembers what was said already."""
        facts: dict[str, str] = {}
        for member in backing.claim.members:
            facts.setdefault(member.article, member.fact)
        for a, b in combinations(sorted(facts), 2):
            for one, other in self._pairs(a, b):
                key = "", tuple(sorted((plain(one), plain(other))))
                if key not in shown:
                    shown.add(key)
                    sides = self._sides(backing, facts, (one, other))
                    yield backing.discrepancy(DiscrepancyKind.NAME, "name", sides, _REMARK)

    def _pairs(self, a: str, b: str) -> Iterator[tuple[str, str]]:
        """Give the names of two articles that are spellings of one, where neither article has a name of the other's."""
        here, there = self._names(a), self._names(b)
        for one, other in product(here, there):
            if one_person(one, other) and not _has(here, other) and not _has(there, one):
                yield one, other

    def _sides(self, backing: Backing, facts: Mapping[str, str], names: tuple[str, str]) -> list[Side]:
        return [
            backing.side(facts[article], article, self._names(article)[name].span, name)
            for article in sorted(facts)
            for name in names
            if name in self._names(article)
        ]

    def _names(self, article: str) -> Named:
        if article not in self._named:
            reading = self._facts.reading[article]
            persons = {entity.id for entity in reading.entities if entity.kind is EntityKind.PERSON}
            names: dict[str, Mention] = {}
            for mention in sorted(reading.mentions, key=lambda mention: mention.start):
                words = mention.text.split()
                if mention.form is MentionForm.NAME and mention.entity in persons and len(words) > 1:
                    names.setdefault(" ".join(words), mention)
            self._named[article] = names
        return self._named[article]


def _has(names: Iterable[str], name: str) -> bool:
    """Say whether some name has the surname of another one."""
    surname = plain(name).split()[-1]
    return any(surname == plain(other).split()[-1] for other in names)


def one_person(a: str, b: str) -> bool:
    """Say whether two full names are spellings of one: the given names and the surnames are near, and not both the same.

    >>> one_person("Davit Orhel", "David Orrel"), one_person("Mikael Drun", "Michael Druhn")
    (True, True)
    >>> one_person("Ivan Petrov", "Ivana Petrova"), one_person("Maria Renn", "Marta Renn"), one_person("Ada Lind", "Ida Lund")
    (False, False, False)
    """
    left, right = plain(a).split(), plain(b).split()
    if len(left) != len(right) or left[-1] == right[-1]:
        return False
    givens = zip(left[:-1], right[:-1], strict=True)
    return all(_one_given(one, other) for one, other in givens) and _one_surname(left[-1], right[-1])


def _one_given(a: str, b: str) -> bool:
    people = load_people()
    if a == b or people.given(a) == people.given(b) or same_sound(a, b):
        return True
    if min(len(a), len(b)) < _LEAST or a[0] != b[0] or a.startswith(b) or b.startswith(a):
        return False
    # "Mario" and "Maria" are two persons, "Mikael" and "Michael" can be one.
    gendered = a[:-1] == b[:-1] and _VOWELS & {a[-1], b[-1]}
    return not gendered and _frame(a) == _frame(b)


def _frame(name: str) -> str:
    """Return the consonants of a given name, those that languages write for each other as one.

    >>> _frame("mikael") == _frame("michael"), _frame("davit") == _frame("david"), _frame("maria") == _frame("marta")
    (True, True, False)
    """
    for pattern, letters in _CONSONANTS:
        name = pattern.sub(letters, name)
    return name


def _one_surname(a: str, b: str) -> bool:
    if same_sound(a, b):
        return True
    least = min(len(a), len(b))
    gendered = {a[len(b) :], b[len(a) :]} & {"a", "ova", "aya"} and (a.startswith(b) or b.startswith(a))
    if least < _LEAST or a[0] != b[0] or gendered:
        return False
    frames = {_frame(a), _frame(b)}
    near = Levenshtein.distance(a, b)
    return near <= (2 if least > _LONG else 1) or (near == 2 and len(frames) == 1 and len(frames.pop()) > 2)
