"""Who speaks, acts or is acted on, as compared across articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from onrecord.model.facts import Facts
from onrecord.model.folding import folded
from onrecord.model.reading import EntityKind, Role
from onrecord.model.snapshot import Cast
from onrecord.ontology.states import Form, load_states
from onrecord.ontology.wording import load_wording
from onrecord.read.numerals import NUMBER, value_of
from onrecord.resolve.serving import serves
from onrecord.resolve.spelt import one_person
from onrecord.resolve.wording import words_in

_BEHIND = re.compile(r"\s(?:at|by|for|from|in|of|on|to|with|who|whom|which|that)\s|,\s")
_QUANTITY = re.compile(r"^\s*(?:at (?:least|most)|up to|close to|upwards of|in all)\s+", re.IGNORECASE)
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PREPOSITIONS = frozenset({"at", "by", "for", "from", "in", "of", "on", "to", "with"})


_WORDED = "words:"
_ORGANS = frozenset(
    {
        *("government", "army", "navy", "air force", "police", "military", "authorities", "cabinet", "troops"),
        *("armed forces", "border guard", "coast guard", "coastguard", "customs", "general staff", "high command"),
        *("marines", "presidency", "parliament", "ministry", "state department"),
    }
)
"""Bodies that every state has, told of without a name; its ministries, of whatever, are such too."""
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.GROUP, None})


@dataclass(frozen=True, slots=True)
class Party:
    """One participant: `key` is the actor's id, or the folded name where no actor is known; `actor` says which.

    `told` are the words that the report has for it.
    """

    key: str
    name: str
    kind: EntityKind | None = None
    state: str | None = None
    actor: bool = False
    told: str = ""

    def compatible(self, other: Party) -> bool:
        """Say whether two reports can mean the same participant.

        A state stands for its government and a person for their institution, so "Torvik" agrees with "Velmark" and with
        "the Velmark government"; two persons, two organisations or a group and a person of one state do not, unless the
        name of a body or group only says more than the other one ("police", "the Velmark police").

        >>> torvik = Party("a1", "Torvik", EntityKind.PERSON, "VEL")
        >>> torvik.compatible(Party("a2", "Velmark", EntityKind.STATE, "VEL"))
        True
        >>> torvik.compatible(Party("a3", "Renn", EntityKind.PERSON, "VEL"))
        False
        """
        if self.key == other.key:
            return True
        kinds = {self.kind, other.kind}
        if self.state and other.state and self.state != other.state:
            return False
        alike = EntityKind.STATE in kinds or kinds == {EntityKind.PERSON, EntityKind.ORGANISATION}
        if self.state is not None and self.state == other.state and alike:
            return True
        if kinds == {EntityKind.PERSON}:
            return _holder(self, other) or _holder(other, self) or one_person(self.name, other.name)
        if kinds <= _BODIES and (_says_more(self.name, other.name) or _service(self, other) or _service(other, self)):
            return True
        return _organ(self, other) or _organ(other, self)

    @property
    def worded(self) -> bool:
        """Whether nothing is known of it but the words of the report."""
        return self.key.startswith(_WORDED)

    @property
    def goes_by(self) -> tuple[str, ...]:
        """Where participants compatible with this one are to be looked for: its state or key, a body's last word."""
        if self.worded:
            return tuple(self.key.split()[-1:])
        last = [word.sense for word in words_in(self.name) if word.content][-1:] if self.kind in _BODIES else []
        return (self.state or self.key, *last)


def _holder(described: Party, named: Party) -> bool:
    """Say whether a person told of by office alone can be one whom the other report names with that office.

    >>> minister = Party("a1", "Velmark trade minister", EntityKind.PERSON, "VEL")
    >>> _holder(minister, Party("a2", "Ada Torvik", EntityKind.PERSON, None, told="Trade Minister Ada Torvik"))
    True
    >>> _holder(minister, Party("a3", "Bram Renn", EntityKind.PERSON, None, told="Bram Renn, the Speaker"))
    False
    """
    office_alone = described.name[: head_end(described.name)]
    words = [word for word in words_in(office_alone) if word.content and office_alone[word.start].islower()]
    office = {word.sense for word in words}
    return len(office) > 1 and office <= {word.sense for word in words_in(named.told)}


def _organ(unnamed: Party, other: Party) -> bool:
    """Say whether a body without a name or state ("the government") can be the other's: a state or a body of one."""
    if unnamed.kind is not EntityKind.ORGANISATION or unnamed.state or other.kind is not EntityKind.STATE:
        return False
    name = folded(unnamed.name).removeprefix("the ")
    return name in _ORGANS or (name.endswith(" ministry") and unnamed.name.removeprefix("The ").islower())


def _service(unnamed: Party, body: Party) -> bool:
    """Say whether people told of by their service alone can be those of a body."""
    return unnamed.state is None and serves(unnamed.told or unnamed.name, body.name)


def unplaced(party: Party) -> bool:
    """Say whether a participant is a person of whom nothing says whose he is: a minister of either side."""
    return party.kind is EntityKind.PERSON and party.actor and party.state is None


def _says_more(a: str, b: str) -> bool:
    """Say whether all content words of one name are among those of the other.

    >>> _says_more("police", "the Sarnian police"), _says_more("the Sarnian police", "the Sarnian army")
    (True, False)
    """
    one, other = ({word.sense for word in words_in(name) if word.content} for name in (a, b))
    return bool(one and other) and (one <= other or other <= one)


def party_of(role: Role | None, cast: Cast, facts: Facts) -> Party | None:
    """Return the participant that fills a slot, or None where it is empty or nobody knows who is meant."""
    if role is None or role.entity is None:
        return None
    actor = cast.of(role.entity)
    if actor:
        return Party(actor.id, actor.name, actor.kind, actor.state or role.state, actor=True, told=role.text)
    entity = facts.entity.get(role.entity)
    name = entity.name if entity else role.name
    kind, state = (entity.kind, entity.state) if entity else (None, role.state)
    return Party(folded(name), name, kind, state, told=role.text)


def parties_of(roles: Iterable[Role], cast: Cast, facts: Facts) -> tuple[Party, ...]:
    """Return the known participants in a slot.

    Where nobody knows who is meant, the state that a phrase gives ("60 Velmark diplomats", "Velmark goods") stands in.
    """
    found = (party_of(role, cast, facts) or _by_state(role) for role in roles)
    return tuple({party.key: party for party in found if party}.values())


def unknown_parties(roles: Iterable[Role]) -> tuple[Party, ...]:
    """Return the participants in a slot by their words alone ("nine people"), for a slot of which no actor is known."""
    named = ((role.text, _heads(role.text)) for role in roles)
    return tuple(Party(f"{_WORDED}{' '.join(heads)}", text, told=text) for text, heads in named if heads)


def head_end(text: str, start: int = 0, end: int | None = None) -> int:
    """Return where the part of a phrase ends that says who or what it is, before "of", "in", "who" and the like.

    >>> phrase = "forty-one sailors of two ships"
    >>> phrase[: head_end(phrase)]
    'forty-one sailors'
    """
    end = len(text) if end is None else end
    behind = _BEHIND.search(text, start, end)
    return behind.start() if behind else end


def number_of(roles: Iterable[Role]) -> float | None:
    """Return how many a slot's only phrase says that they are ("the 41 crew members"), where it gives one number.

    >>> number_of([Role("", 0, 0, "some forty-one sailors of two ships")]), number_of([Role("", 0, 0, "sailors")])
    (41.0, None)
    """
    phrases = [role.text for role in roles]
    if len(phrases) != 1:
        return None
    end = head_end(phrases[0])
    found = [value for match in NUMBER.finditer(phrases[0], 0, end) if (value := value_of(match)) is not None]
    return found[0] if len(found) == 1 else None


def _heads(phrase: str) -> tuple[str, ...]:
    """Return the content words of a phrase up to its first preposition, without numbers."""
    before = " ".join(takewhile(lambda word: word not in _PREPOSITIONS, _TOKEN.findall(_QUANTITY.sub("", phrase))))
    numbers = load_wording().numbers
    return tuple(word.sense for word in words_in(before) if word.content and word.form not in numbers)


def _by_state(role: Role) -> Party | None:
    state = role.state or state_before(role.text)
    return Party(f"state:{state}", role.name, EntityKind.STATE, state) if state else None


def state_before(phrase: str) -> str | None:
    """Return the code of the one state that a phrase names before its noun, or whose people it means.

    >>> state_before("60 French diplomats"), state_before("the U.S. trade moves"), state_before("a spy in France")
    ('FRA', 'USA', None)
    """
    words = _TOKEN.findall(phrase)
    before = list(takewhile(lambda word: word not in _PREPOSITIONS, words))
    matches = [load_states().match(word) for word in before]
    codes = {m.state.code for m in matches[:-1] if m and m.form <= Form.PEOPLE}
    codes |= {m.state.code for m in matches[-1:] if m and Form.PEOPLE in m.forms}
    return codes.pop() if len(codes) == 1 else None


def any_same(a: Iterable[Party], b: Iterable[Party]) -> bool:
    """Say whether some participant of one slot is one of the other slot: by actor, as the same state, or by name."""
    others = tuple(b)
    return any(one.key == other.key or _one_state(one, other) or _one_body(one, other) for one in a for other in others)


def _one_body(a: Party, b: Party) -> bool:
    return {a.kind, b.kind} <= _BODIES and a.compatible(b)


def _one_state(a: Party, b: Party) -> bool:
    return a.kind is b.kind is EntityKind.STATE and a.state is not None and a.state == b.state


def any_compatible(a: Iterable[Party], b: Iterable[Party]) -> bool:
    """Say whether some participant of one slot can be one of the other slot."""
    others = tuple(b)
    return any(party.compatible(other) for party in a for other in others)
