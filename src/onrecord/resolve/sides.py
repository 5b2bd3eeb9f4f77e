"""How well the participants of two reports agree: those who are known, and those who are told of by words alone."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.model.folding import folded
from onrecord.model.reading import EntityKind
from onrecord.ontology.participant_sorts import load_participant_sorts
from onrecord.ontology.wording import sense, stem
from onrecord.resolve.deed import Deed
from onrecord.resolve.kinds import exchanged, repeated
from onrecord.resolve.participants import Party, any_compatible, any_same, head_end, unplaced
from onrecord.resolve.slots import Side, Slots
from onrecord.resolve.things import likeness
from onrecord.resolve.wording import words_in

_SINGLE = re.compile(r"(?:an?|one)\s", re.IGNORECASE)
_MEN = (["men"], ["women"], ["people"], ["pair"], ["two"], ["three"])
_RULERS = ("authorities", "government", "officials", "rulers")
_ANYBODY = frozenset(sense(stem(word)) for word in ("people", "person", "man", "woman", "individual", "other"))


def matched(a: Deed, b: Deed, *, mutual: bool) -> float | None:
    """Return how well the participants agree, or None where they are others or act the other way round.

    0 says that nothing tells whether they are the same: one report has a name and the other one a description, or each
    has its own. Within one article two descriptions are two participants.
    """
    mutual = mutual or exchanged(a.event, b.event)
    again = (repeated(a.event), repeated(b.event)) if mutual else None
    return _matched(a.filled, b.filled, a.event.article == b.event.article, again)


@lru_cache(maxsize=1 << 16)
def _matched(a: Slots, b: Slots, one_article: bool, again: tuple[bool, bool] | None) -> float | None:
    """Match what fills the slots; `again` says of what both sides do alike whether either is done again and again."""
    if again:
        if not (_takes_part(a.actors, b.known, again[1]) and _takes_part(b.actors, a.known, again[0])):
            return None
        if a.known and b.known:
            return _together(a.known, b.known, once=not again[0])
        return _slot(((), _told(a)), ((), _told(b)), one_article)
    same = [x == y and x is not None and x > 1 for x, y in zip(a.counted, b.counted, strict=True)]
    doing = _slot((a.actors, a.doers), (b.actors, b.doers), one_article, same[0])
    things = bool(a.things[1] and b.things[1])
    undergoing = likeness(a.things[1], b.things[1]) if things else 0.0
    if _one_and_several(a, b):
        return None
    if undergoing == 0.0:
        undergoing = _slot((a.recipients, a.targets), (b.recipients, b.targets), one_article, same[1])
    return None if doing is None or undergoing is None else doing + undergoing


def _one_and_several(a: Slots, b: Slots) -> bool:
    """Say whether one report tells of a single target that it does not name ("a driver") and the other of several."""
    if not (len(a.phrases) == len(b.phrases) == 1) or a.things[1] or b.things[1]:
        return False
    one, other = a.phrases[0], b.phrases[0]
    pairs = ((one, other, b.counted[1]), (other, one, a.counted[1]))
    return any(_SINGLE.match(x) and _is_plural(y, number) for x, y, number in pairs)


def _is_plural(phrase: str, number: float | None) -> bool:
    head = phrase[: head_end(phrase)].casefold().split()[-1:]
    return (number or 0) > 1 or (number is None and head in _MEN and phrase.casefold().startswith(("the ", "both ")))


def _slot(own: tuple[Side, Side], other: tuple[Side, Side], one_article: bool, as_many: bool = False) -> float | None:
    """Return how well the fillings of a slot agree: 1 the same, 0.5 compatible, 0 unknown, None others.

    `as_many` says that both reports give one number: so many people of a state are the same, whatever they are called.
    """
    if own[0] and other[0]:
        if any_compatible(own[0], other[0]):
            return 1.0 if any_same(own[0], other[0]) else 0.5
        if as_many and _of_one_state(own[0], other[0]):
            return 0.5
        return 0.0 if _described(own[0], other[0]) or (not one_article and _unknown_side(own[0], other[0])) else None
    one, two = own[0] + own[1], other[0] + other[1]
    if not one or not two:
        return 0.0
    likeness = max(_alike(x, y) for x in one for y in two)
    return None if one_article and not likeness else likeness


def _unknown_side(a: Side, b: Side) -> bool:
    """Say whether one slot has only people who can be of either side, and the other the name of a state or a body."""
    persons = [all(unplaced(party) for party in side) for side in (a, b)]
    others = b if persons[0] else a
    return persons[0] is not persons[1] and all(p.state and p.kind is not EntityKind.PERSON for p in others)


def _described(a: Side, b: Side) -> bool:
    """Say whether one slot names people of whom the other may tell by a description alone ("two Sarnian engineers")."""
    named = [all(unplaced(party) for party in side) for side in (a, b)]
    return named[0] is not named[1] and all(
        not party.actor and party.kind is EntityKind.STATE for party in (b if named[0] else a)
    )


def _of_government(party: Party) -> bool:
    """Say whether a phrase means those who rule a state, whichever it is: "the authorities", "the government"."""
    return folded(party.name).removeprefix("the ").startswith(_RULERS)


def _told(slots: Slots) -> Side:
    return slots.known + slots.doers + slots.targets


def _of_one_state(a: Side, b: Side) -> bool:
    states = [{party.state for party in side if party.kind is not EntityKind.PERSON} - {None} for side in (a, b)]
    return bool(states[0] & states[1])


def _alike(a: Party, b: Party) -> float:
    """Return how alike two phrases for a participant are: 1 where one says only more than the other, 0 not at all.

    >>> _alike(Party("words:dock worker", ""), Party("words:striking dock worker", ""))
    1.0
    >>> _alike(Party("words:man", ""), Party("words:dock worker", ""))
    0.5
    """
    one, other = _senses(a), _senses(b)
    if not one or not other:
        return 0.0
    states = [party.kind is EntityKind.STATE and party.actor for party in (a, b)]
    if any(states):
        return 0.5 if _of_government(b if states[0] else a) else 0.0
    one, other = one - _bodies(a), other - _bodies(b)
    if not one or not other:
        return 0.5 if EntityKind.PERSON not in (a.kind, b.kind) else 0.0
    if one <= _ANYBODY or other <= _ANYBODY:
        return 0.5
    if any(words <= load_participant_sorts().suspects for words in (one, other)):
        return 0.5 if _suspected(one) and _suspected(other) else 0.0
    return 1.0 if one <= other or other <= one else 0.0


def _bodies(party: Party) -> frozenset[str]:
    """Return the nouns of a description by which any body goes ("the relief group"); a name's own do not count."""
    words = (word for word in words_in(party.name) if party.name[word.start].islower())
    return frozenset(word.sense for word in words) & load_participant_sorts().bodies


def _suspected(words: frozenset[str]) -> bool:
    return bool(words & load_participant_sorts().suspects)


def _senses(party: Party) -> frozenset[str]:
    if party.worded:
        return frozenset(party.key.partition(":")[2].split())
    return frozenset(word.sense for word in words_in(party.name) if word.content)


def _takes_part(actors: Side, known: Side, again: bool) -> bool:
    """Say whether one who acts takes part in the other event: a host who greets two guests is not their meeting.

    Of what is not done again and again, people of whom nothing says whose they are can have part ("the two ministers").
    """
    if not actors or not known or any_compatible(actors, known):
        return True
    return not again and (_unknown_side(actors, known) or _unknown_side(known, actors))


def _together(a: Side, b: Side, *, once: bool) -> float | None:
    """Return how well two sets of participants agree: two of each must be the same, or the only one that is known.

    `once` says that they do not do so again and again: then people of whom nothing says whose they are can be any.
    """
    same = [(x, y) for x in a for y in b if any_same((x,), (y,))]
    alike = [(x, y) for x in a for y in b if x.compatible(y) and (x, y) not in same]
    taken: list[tuple[Party, Party]] = []
    for x, y in (*same, *alike):
        if all(x is not one and y is not other for one, other in taken):
            taken.append((x, y))
    needed = min(2, len(a), len(b))
    wild = max(sum(map(unplaced, side)) for side in (a, b)) if once else 0
    if not needed or len(taken) < needed - wild:
        return None
    return sum(1.0 if pair in same else 0.5 for pair in taken[:needed])
