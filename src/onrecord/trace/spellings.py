"""One person under two spellings that are so far apart that the articles seem to name two persons.

"Davit Orhel" and "David Orrel" differ in the given name and in the surname. Where reports of one claim have one of them
each, and neither article has the other, both mean one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from onrecord.model.derived import Discrepancy, DiscrepancyKind, Side
from onrecord.model.facts import Facts
from onrecord.model.reading import EntityKind, Mention, MentionForm
from onrecord.model.snapshot import Cast
from onrecord.ontology.states import plain
from onrecord.resolve.spelt import one_person
from onrecord.trace.backing import Backing

_REMARK = "the spellings differ"

Named = Mapping[str, Mention]
"""The full names of persons in one article, each at its first mention."""


class Spellings:
    """The full names of persons in each article."""

    def __init__(self, facts: Facts, cast: Cast) -> None:
        self._facts = facts
        self._cast = cast
        self._named: dict[str, Named] = {}

    def discrepancies(self, backing: Backing, shown: set[tuple[str, tuple[str, ...]]]) -> Iterator[Discrepancy]:
        """Find the names of a claim's articles that must be one person's; `shown` remembers what was said already."""
        facts: dict[str, str] = {}
        for member in backing.claim.members:
            facts.setdefault(member.article, member.fact)
        spelt = _spelt({name for article in facts for name in self._names(article)})
        telling = [article for article in sorted(facts) if any(self._names(article).keys() & pair for pair in spelt)]
        for a, b in combinations(telling, 2):
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
            if not one_person(one, other) or _has(here, other) or _has(there, one):
                continue
            actors = [self._cast.of(mention.entity) for mention in (here[one], there[other])]
            # Of one actor's names the names of actors tell.
            if actors[0] is None or actors[0] != actors[1]:
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


def _spelt(names: Iterable[str]) -> list[frozenset[str]]:
    """Return the pairs of names that are spellings of one."""
    return [frozenset(pair) for pair in combinations(sorted(names), 2) if one_person(*pair)]


def _has(names: Iterable[str], name: str) -> bool:
    """Say whether some name has the surname of another one."""
    surname = plain(name).split()[-1]
    return any(surname == plain(other).split()[-1] for other in names)
