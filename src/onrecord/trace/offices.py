"""Which sources of a claim are one body's voice: the body by any of its names, who heads it and who speaks for it.

"The interior ministry", "Interior Minister Ada Torvik" and "Bram Renn, a spokesman for the ministry" are one origin.
Two persons are never one by their offices alone, and neither are two bodies of different states.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.model.facts import Facts
from onrecord.model.groups import Groups
from onrecord.model.reading import Entity, EntityKind, MentionForm
from onrecord.model.snapshot import grouped
from onrecord.model.span import Span
from onrecord.ontology.speaking_heads import body_headed, load_speaking_heads
from onrecord.resolve.wording import words_in
from onrecord.trace.sources import Cited

Words = frozenset[str]

_NO_BODIES = frozenset({EntityKind.AGENCY, EntityKind.OUTLET})
_BEFORE = re.compile(r"(?:(?:[\w’'-]+ ){1,5}|\b(?:[Tt]he|[Aa]n?) [^,.;:!?“”\"\n]{3,60}, )$")
_BEHIND = re.compile(
    r",\s(?P<who>(?:(?:the|an?|its|who)\s|[A-Z][\w-]+['’]s?\s)?[^,.;:!?“”\"\n]{3,70}?)(?=[,.;]|\ssaid\b|\stold\b|$)",
    re.MULTILINE,
)
_LEADS = re.compile(r"who\s(?:heads|leads|runs|chairs|commands)\s")
_LOOKED_AT = 4
_SHORTEST = 4
"""How many letters the name of a state has, at least, by which that of its people is known."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What the texts tell of a source: whether it is a person, its state, and the words of each body it speaks for.

    `land` marks a state that speaks itself, by some body of its own.
    """

    person: bool
    states: frozenset[str]
    bodies: frozenset[Words]
    land: bool = False

    def within(self, other: Voice) -> bool:
        """Say whether a body can be the other one, or that for which the other speaks: its words say no less."""
        return not self.person and self._near(other) and any(_fits(a, b) for a in self.bodies for b in other.bodies)

    def same(self, other: Voice) -> bool:
        """Say whether the words of a body are those of the other, or of that for which it speaks."""
        return self.within(other) and any(_fits(a, b) and _fits(b, a) for a in self.bodies for b in other.bodies)

    def by_another(self, other: Voice) -> bool:
        """Say whether a state can speak by another source: by any but those of other states."""
        return self.land and not other.land and self._near(other)

    def _near(self, other: Voice) -> bool:
        return not self.states or not other.states or bool(self.states & other.states)


class Offices:
    """Tells which sources of one claim are one voice, by what the articles say of those who speak."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def joined(self, sources: Iterable[Cited]) -> tuple[Mapping[str, str], frozenset[str]]:
        """Return the node that stands for each one, and the nodes of bodies that may be one of several others.

        "The foreign ministry", where two states' foreign ministries speak, may be either.
        """
        known = {node: self._voice(cited) for node, cited in grouped((s.node, s) for s in sources).items()}
        groups = Groups()
        bodies = sorted(node for node, voice in known.items() if not voice.person and voice.bodies)
        for a in bodies:
            for b in bodies:
                if a < b and known[a].same(known[b]):
                    groups.join(a, b)
        vague = {node for node in bodies if not _widen(node, known, groups)}
        vague |= {a for a in known if any(known[a].by_another(known[b]) for b in known)}
        shown = {groups.root(node): node for node in sorted(known, key=lambda n: (not known[n].person, len(n), n))}
        return {node: shown[groups.root(node)] for node in known}, frozenset(vague)

    def _voice(self, cited: Sequence[Cited]) -> Voice:
        entities = [entity for one in cited for entity in self._entities(one)]
        states = frozenset(entity.state for entity in entities if entity.state)
        lands = {entity.name for entity in entities if entity.kind is EntityKind.STATE}
        if all(one.name in lands for one in cited):
            return Voice(False, states, frozenset(), land=True)
        persons = {entity.id: entity for entity in entities if entity.kind is EntityKind.PERSON}
        person = bool(persons) and any(_names(persons.values(), one.name) for one in cited)
        words = set() if person else {_fullest(one) for one in cited}
        offices = (office for entity in persons.values() for office in self._offices(entity)) if person else ()
        bodies = {compared(name) for name in (*words, *offices)} - {frozenset[str]()}
        return Voice(person, states, frozenset(bodies))

    def _entities(self, source: Cited) -> Iterator[Entity]:
        """Give the persons and bodies whom the words of a citation mention."""
        for mention in self._facts.reading[source.article].mentions:
            entity = self._facts.entity.get(mention.entity)
            if entity and entity.kind not in _NO_BODIES and mention.span.overlaps(source.span):
                yield entity

    def _offices(self, person: Entity) -> Iterator[str]:
        """Give the bodies for which an article lets a person speak, by the words at the person's name."""
        text, reading = self._facts.article[person.article].text, self._facts.reading[person.article]
        named = [m.span for m in reading.mentions if m.entity == person.id and m.form is MentionForm.NAME]
        for span in named[:_LOOKED_AT]:
            yield from filter(None, map(body_headed, _titles(text, span)))


def _titles(text: str, name: Span) -> Iterator[str]:
    """Give the words before and behind a name that may tell the person's office."""
    before = _BEFORE.search(text[max(0, name.start - 80) : name.start])
    if before:
        words = before.group().strip(" ,").split()
        yield from (" ".join(words[at:]) for at in range(len(words)))
    behind = _BEHIND.match(text, name.end)
    if behind:
        yield _LEADS.sub("head of ", behind["who"])


def _widen(node: str, known: Mapping[str, Voice], groups: Groups) -> bool:
    """Join a body with the one that its words can mean; False where they can mean several."""
    own, voice = groups.root(node), known[node]
    wider = {groups.root(o): o for o in sorted(known) if voice.within(known[o]) and groups.root(o) != own}
    states = {state for other in wider.values() for state in known[other].states}
    alike = len(states) < 2 and all(voice.same(known[other]) for other in wider.values())
    if len(wider) > 1 and not alike:
        return False
    for other in wider:
        groups.join(own, other)
    return True


def _fullest(source: Cited) -> str:
    """Return the words by which an article names a body, where they say more than the name under which it is known.

    Where it has its seat ("the Ministry of Trade in Torsund") is no part of its name.
    """
    told = source.text.split(" in ", 1)[0]
    return told if compared(source.name) < compared(told) else source.name


def _names(persons: Iterable[Entity], name: str) -> bool:
    """Say whether a source goes by the name of one of some persons."""
    own = {word for word in name.split() if word[:1].isupper()}
    return any(own & set(person.name.split()) for person in persons)


@lru_cache(maxsize=1 << 12)
def compared(name: str) -> Words:
    """Return the words by which a body is compared, without those that only say where in it somebody sits.

    >>> compared("the prosecutor's office") == compared("Prosecutors") == compared("the prosecutor")
    True
    >>> compared("the presidential press service") == compared("the president's office")
    False
    """
    fillers = load_speaking_heads().fillers
    text = _kin().sub(lambda found: _replaced(found.group()), body_headed(name) or name)
    words = [word for word in words_in(text) if word.content]
    return frozenset(w.sense for w in words if w.form not in fillers) or frozenset(w.sense for w in words)


def _replaced(word: str) -> str:
    known = load_speaking_heads()
    return known.kin.get(word.lower()) or known.heads[word.lower()]


@cache
def _kin() -> re.Pattern[str]:
    known = load_speaking_heads()
    words = [*known.kin, *(head for head, noun in known.heads.items() if noun)]
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b", re.IGNORECASE)


def _fits(own: Words, other: Words) -> bool:
    """Say whether each word of a body's name is in the other one; "Ostania" is in "the Ostanian army"."""
    left = other - own
    return all(any(_one_land(word, one) for one in left) for word in own - other)


def _one_land(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= _SHORTEST and long.startswith(short[:-1]) and len(long) - len(short) <= 3
