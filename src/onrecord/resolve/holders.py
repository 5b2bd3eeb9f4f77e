"""Persons whom an article gives no name, by the office and state in which it speaks of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.ontology.offices import Offices
from onrecord.resolve.likeness import Person, Persona, Post, mostly


def join_holders(persons: Sequence[Person], unnamed: Sequence[Persona], offices: Offices) -> list[Person]:
    """Join persons known by office and state to the only named person who holds that office; return those left.

    Persons of a rank ("a Velmarkian diplomat") are each their own.
    """
    holders = _Holders(persons, {persona.row.article for persona in unnamed})
    made: dict[tuple[str, str, str], Person] = {}
    joined = []
    for persona in unnamed:
        rank = offices.is_rank(persona.row.office)
        post = persona.row.state or "", min(persona.traits.offices, default="")
        holder = None if rank else holders.of(post, persona.row.article)
        if holder:
            joined.append((holder, persona))
        else:
            alone = persona.row.article if rank else ""
            made.setdefault((*post, alone), Person()).add(persona, "office without a name")
    for person, persona in joined:
        person.add(persona, f"only holder of the office {persona.row.office!r}")
    return list(made.values())


class _Holders:
    """Who holds which office, and who stands in which article."""

    def __init__(self, persons: Iterable[Person], articles: set[str]) -> None:
        self._holders: defaultdict[Post, dict[int, tuple[Person, int]]] = defaultdict(dict)
        self._beside: defaultdict[str, dict[int, Person]] = defaultdict(dict)
        self._mostly: dict[Post, Person | None] = {}
        for person in persons:
            for post, count in person.posts().items():
                self._holders[post][id(person)] = person, count
            for member in person.members:
                if member.row.article in articles:
                    self._beside[member.row.article][id(person)] = person

    def of(self, post: Post, article: str) -> Person | None:
        """Return the holder of a post whom an article means, if only one can be meant."""
        holders = self._holders.get(post, {})
        if len(holders) < 2:
            return next((person for person, _ in holders.values()), None)
        near = [person for number, person in self._beside.get(article, {}).items() if number in holders]
        return near[0] if len(near) == 1 else self._most(post, holders.values())

    def _most(self, post: Post, holders: Iterable[tuple[Person, int]]) -> Person | None:
        if post not in self._mostly:
            self._mostly[post] = next(iter(mostly(holders)), None)
        return self._mostly[post]
