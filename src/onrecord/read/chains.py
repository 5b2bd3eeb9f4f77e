"""Tying a person's names within one article: "General Ada Torvik" ... "Torvik" ... "Ms Torvik"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.model.reading import EntityKind, MentionForm
from onrecord.ontology.people import NameParts, People
from onrecord.read.drafts import Draft, Place
from onrecord.read.names import Name
from onrecord.read.sight import Sight

_PREFIX = 3
_KIN_REACH = 4


class Chain:
    """The names of one person; the draft they make up is `draft`."""

    def __init__(self, people: People, name: Name) -> None:
        self._people = people
        self.draft = Draft(EntityKind.PERSON, name.text)
        self.names: list[Name] = []
        self.parts: NameParts = people.parts(name.text)
        self.words: frozenset[str] = frozenset()
        self.gender = name.gender or people.gender(name.text)

    def add(self, name: Name) -> None:
        """Add a name; the longest, and of those the most frequent, names the person."""
        self.names.append(name)
        self.gender = self.gender or name.gender
        self.words |= {self._people.spelling(word) for word in name.words}
        counts = Counter(name.text for name in self.names)
        best = max(counts, key=lambda text: (len(text.split()), counts[text], len(text), text))
        self.draft.name = best
        self.parts = self._people.parts(best)

    def is_full(self, name: Name) -> bool:
        """Say whether a name of two words or more can be another form of this person's full name."""
        other = self._people.parts(name.text)
        if not self.parts.given or self.parts.junior != other.junior:
            return False
        if {self._people.spelling(word) for word in name.words} == self.words:
            return True
        same = self._people.spelling(other.surname) == self._people.spelling(self.parts.surname)
        return same and (self._people.same_given(self.parts.given, other.given) or self._cut(other))

    def _cut(self, other: NameParts) -> bool:
        one, two = sorted(("".join(self.parts.given), "".join(other.given)), key=len)
        return len(one) >= _PREFIX and two.startswith(one) and self._people.is_family_first([other.surname, one])

    def fit(self, name: Name) -> int:
        """Say how well a single word names this person: 2 by the surname, 1 by another part, 0 not at all."""
        if name.gender and self.gender and name.gender != self.gender:
            return 0
        other = self._people.parts(name.text)
        if other.junior and other.junior != self.parts.junior:
            return 0
        word = self._people.spelling(other.surname)
        surname = {self._people.spelling(part) for part in self.parts.surname.split()}
        if word in surname:
            return 2 if other.junior == self.parts.junior else 1
        given = {self._people.spelling(part) for part in self.parts.given}
        return 1 if word in given or other.surname == "".join(self.parts.given) else 0


def chain_names(sight: Sight, names: Iterable[Name], offices: frozenset[int]) -> list[Chain]:
    """Group the names of an article into persons; names whose given names differ never meet in one.

    `offices` are the tokens of offices. Who is introduced as a relative ("his wife, Ilse Torvik") is not meant by the
    bare surname where it can mean another, nor by the surname after an office ("President Torvik").
    """
    people = sight.lexicon.people
    chains: list[Chain] = []
    ordered = sorted(names, key=lambda name: (-len(name.words), name.start))
    for name in (name for name in ordered if name.is_full(people.suffixes)):
        _joined(people, chains, name, [chain for chain in chains if chain.is_full(name)][:1])
    relatives = [chain for chain in chains if _is_relative(sight, chain)]
    bare = [name for name in ordered if not name.is_full(people.suffixes)]
    for name in sorted(bare, key=lambda n: (n.start - 1 not in offices, n.start)):
        found = _best([chain for chain in chains if chain not in relatives], name)
        if not found and name.start - 1 not in offices:
            found = _best(chains, name)
        _joined(people, chains, name, found)
    for chain in chains:
        _place(sight, chain)
    return sorted(chains, key=lambda chain: chain.draft.first)


def _is_relative(sight: Sight, chain: Chain) -> bool:
    first = min(name.start for name in chain.names)
    before = sight.doc[max(0, first - _KIN_REACH) : first]
    return any(token.lower_ in sight.lexicon.people.kin for token in before)


def _joined(people: People, chains: list[Chain], name: Name, found: list[Chain]) -> None:
    chain = found[0] if found else Chain(people, name)
    if not found:
        chains.append(chain)
    chain.add(name)


def _best(chains: list[Chain], name: Name) -> list[Chain]:
    """Return the person a bare surname means: of two, the one named more often before it, then the nearer one."""

    def order(chain: Chain) -> tuple[int, int, int, int]:
        before = [other.start for other in chain.names if other.start < name.start]
        nearest = before[-1] if before else -min(other.start for other in chain.names)
        return chain.fit(name), int(bool(before)), len(before), nearest

    fitting = [chain for chain in chains if chain.fit(name)]
    return [max(fitting, key=order)] if fitting else []


def _place(sight: Sight, chain: Chain) -> None:
    chain.draft.gender = chain.gender
    for name in sorted(chain.names, key=lambda name: name.start):
        head = sight.doc[name.start : name.end].root.i
        known = f"name: {name.reason}"
        chain.draft.add(Place(name.start, name.end, head, MentionForm.NAME, known))
