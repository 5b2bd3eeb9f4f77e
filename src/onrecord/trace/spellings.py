"""One person under two spellings that are so far apart that the articles seem to name two persons.

"Davit Orhel" and "David Orrel" differ in the given name and in the surname. Where reports of one claim have one of them
each, and neither article has the other, both mean one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from onrecord.model.derived import Discrepancy, DiscrepancyKind, Side
from onrecord.model.facts import Facts
from onrecord.model.reading import EntityKind, Mention, MentionForm
from onrecord.model.snapshot import Cast, grouped
from onrecord.ontology.states import plain
from onrecord.resolve.spelt import one_person, surname_of, ways_to_spell
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
        for names in self._pairs(facts):
            key = "", tuple(sorted(map(plain, names)))
            if key not in shown:
                shown.add(key)
                sides = self._sides(backing, facts, names)
                yield backing.discrepancy(DiscrepancyKind.NAME, "name", sides, _REMARK)

    def _pairs(self, articles: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give the names of different articles that are spellings of one, where neither article has both surnames."""
        holders = grouped((name, article) for article in sorted(articles) for name in self._names(article))
        alike = grouped((way, name) for name in holders for way in ways_to_spell(name))
        found = {pair for names in alike.values() for pair in combinations(sorted(names), 2)}
        for one, other in sorted(found):
            if one_person(one, other):
                here, there = self._without(holders[one], other), self._without(holders[other], one)
                # Of the names of one actor the names of actors tell.
                if here and there and not self._is_one_actor((here, one), (there, other)):
                    yield one, other

    def _without(self, articles: Iterable[str], name: str) -> str | None:
        """Return the first of some articles that names nobody with the surname of a name, if there is one."""
        surname = surname_of(name)
        return next((article for article in articles if surname not in map(surname_of, self._names(article))), None)

    def _is_one_actor(self, *named: tuple[str, str]) -> bool:
        """Say whether names, each with an article that has it, are those of one actor."""
        actors = {self._cast.of(self._names(article)[name].entity) for article, name in named}
        return len(actors) == 1 and None not in actors

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
